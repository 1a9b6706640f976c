SELECT gathered(rowid) FROM letter WHERE letter MATCH ?1 AND rowid >= ?2 AND rowid <= ?3
