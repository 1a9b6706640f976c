SELECT gathered(rowid) FROM phrase WHERE phrase MATCH ?1 AND rowid >= ?2 AND rowid <= ?3
