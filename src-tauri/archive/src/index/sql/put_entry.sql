INSERT OR REPLACE INTO entry
  (rowid, num, revision, generation, words, earliest, latest, year, kind, genre, level, state, notes, terms, source)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)
