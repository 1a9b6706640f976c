SELECT s.id, s.position, s.original, o.text,
  t.value AS title, t.evidence AS title_evidence,
  (SELECT name FROM original_name WHERE original = o.num ORDER BY added, name LIMIT 1) AS name
FROM speech s JOIN original o ON o.num = s.original
LEFT JOIN filing t ON t.speech = s.num AND t.field = 'title'
WHERE s.state = 'inbox' AND o.text IS NOT NULL
ORDER BY s.original, s.position
