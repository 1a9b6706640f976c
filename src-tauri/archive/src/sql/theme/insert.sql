INSERT INTO theme (speech, theme, origin, score, evidence) VALUES (?1, ?2, ?3, ?4, ?5)
ON CONFLICT (speech, theme) DO NOTHING
