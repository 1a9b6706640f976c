SELECT rowid, bm25(phrase, 1.0, 8.0, 4.0) FROM phrase
WHERE phrase MATCH ?1 AND rowid >= ?2 AND rowid <= ?3
