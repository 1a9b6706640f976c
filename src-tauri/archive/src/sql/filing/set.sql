INSERT INTO filing (speech, field, value, origin, certainty, evidence, revision, changed)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, 1, ?7)
ON CONFLICT (speech, field) DO UPDATE SET
  proposed = CASE
    WHEN filing.origin = 'rule' AND excluded.origin <> 'rule' AND filing.value IS NOT excluded.value
    THEN filing.value
    WHEN excluded.origin = 'rule' THEN NULL
    ELSE filing.proposed END,
  value = excluded.value,
  origin = excluded.origin,
  certainty = excluded.certainty,
  evidence = excluded.evidence,
  revision = filing.revision + 1,
  changed = excluded.changed
WHERE filing.value IS NOT excluded.value OR filing.origin <> excluded.origin
  OR filing.certainty <> excluded.certainty
