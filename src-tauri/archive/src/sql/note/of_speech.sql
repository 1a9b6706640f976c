SELECT n.id, s.id AS speech_id, n.start, n."end", n.colour, n.style, n.comment, n.lost, n.created, n.modified, n.annotation
FROM note n JOIN speech s ON s.num = n.speech
WHERE n.speech = ?1 ORDER BY n.start, n."end", n.id
