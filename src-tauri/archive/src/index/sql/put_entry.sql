INSERT OR REPLACE INTO entry (rowid, num, revision, generation, words, facts)
VALUES (?1, ?2, ?3, ?4, ?5, ?6)
