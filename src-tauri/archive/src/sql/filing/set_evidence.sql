UPDATE filing SET evidence = ?3 WHERE speech = ?1 AND field = ?2
