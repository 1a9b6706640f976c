-- Not an update: the theme is part of the key, and the journal knows a row by its key.
INSERT INTO theme (speech, theme, origin, score, evidence)
SELECT speech, ?2, origin, score, evidence FROM theme WHERE theme = ?1
ON CONFLICT (speech, theme) DO NOTHING
