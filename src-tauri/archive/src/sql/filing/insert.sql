INSERT INTO filing (speech, field, value, origin, certainty, evidence, revision, changed)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, 1, ?7)
