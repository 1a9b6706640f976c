SELECT s.id, s.title, s.title_supplied, s.date, s.earliest, s.latest, s.kind, r.clean
FROM speech s JOIN reading r ON r.speech = s.num
WHERE s.num = ?1 AND s.live
