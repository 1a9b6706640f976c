SELECT e.id, e.notebook, e.position, s.id AS speech_id, s.title, s.title_supplied, s.date, s.speaker,
  e.start, e."end", e.lost, e.quote, e.comment, e.created, e.modified
FROM excerpt e JOIN notebook b ON b.id = e.notebook JOIN speech s ON s.num = e.speech
WHERE ?1 IS NULL OR e.notebook = ?1
ORDER BY b.position, b.id, e.position, e.id
