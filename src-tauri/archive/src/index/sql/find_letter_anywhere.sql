SELECT gathered(rowid) FROM letter WHERE letter MATCH ?1
