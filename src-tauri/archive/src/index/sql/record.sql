SELECT s.id, s.state, s.title, s.speaker, s.date, s.earliest, s.latest, s.kind, s.genre, s.level,
  r.clean, r.outline,
  (SELECT value FROM filing WHERE speech = s.num AND field = 'role') AS role,
  (SELECT value FROM filing WHERE speech = s.num AND field = 'place') AS place,
  (SELECT value FROM filing WHERE speech = s.num AND field = 'also') AS also,
  (SELECT value FROM filing WHERE speech = s.num AND field = 'source') AS source
FROM speech s JOIN reading r ON r.speech = s.num
WHERE s.num = ?1 AND s.live
