INSERT INTO theme (speech, theme, origin, score, evidence) VALUES (?1, ?2, ?3, ?4, ?5)
ON CONFLICT (speech, theme) DO UPDATE SET
  origin = excluded.origin, score = excluded.score, evidence = excluded.evidence
