SELECT rowid, num, facts
FROM entry WHERE generation > ?1 ORDER BY rowid
