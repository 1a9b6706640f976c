SELECT max(rowid) FROM entry WHERE rowid >= ?1 AND rowid < ?2
