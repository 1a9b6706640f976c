INSERT INTO filing (speech, field, value, origin, certainty, evidence, proposed, revision, changed)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 1, ?8)
