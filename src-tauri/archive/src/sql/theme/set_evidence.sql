UPDATE theme SET evidence = ?3 WHERE speech = ?1 AND theme = ?2
