SELECT r.revision, r.speech, s.id, s.state
FROM revision r JOIN speech s ON s.num = r.speech
WHERE r.revision > ?1 ORDER BY r.revision LIMIT ?2
