INSERT INTO original (hash, size, format, encoding, text, warnings, added)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
