SELECT rowid, num, facts
FROM entry WHERE rowid < ?1 ORDER BY rowid DESC
