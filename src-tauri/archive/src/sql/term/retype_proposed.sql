UPDATE filing SET proposed = ?2 WHERE field = 'type' AND proposed = ?1
