INSERT INTO letter (rowid, everything) VALUES (?1, ?2)
