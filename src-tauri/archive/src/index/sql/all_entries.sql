SELECT rowid, num, earliest, latest, year, kind, genre, level, state, notes, terms
FROM entry ORDER BY rowid
