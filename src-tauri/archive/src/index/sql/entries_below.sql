SELECT rowid, num, earliest, latest, year, kind, genre, level, state, notes, terms, source
FROM entry WHERE rowid < ?1 ORDER BY rowid DESC
