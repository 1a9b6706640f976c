SELECT s.id, s.position, s.original, o.text,
  (SELECT name FROM original_name WHERE original = o.num ORDER BY added, name LIMIT 1) AS name
FROM speech s JOIN original o ON o.num = s.original
WHERE s.state = 'inbox' AND o.text IS NOT NULL
ORDER BY s.original, s.position
