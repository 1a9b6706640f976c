UPDATE filing SET value = ?2, revision = revision + 1 WHERE speech = ?1 AND field = 'also'
