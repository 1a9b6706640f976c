INSERT INTO phrase (rowid, title, heading, speaker, place, note, body)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
