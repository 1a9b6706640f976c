INSERT INTO phrase (rowid, body, title, heading, speaker, place, note)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
