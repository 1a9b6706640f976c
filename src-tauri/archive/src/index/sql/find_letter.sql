SELECT rowid FROM letter WHERE letter MATCH ?1 ORDER BY rowid
