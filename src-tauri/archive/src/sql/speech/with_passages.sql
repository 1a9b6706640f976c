SELECT s.num, s.id, r.clean FROM speech s JOIN reading r ON r.speech = s.num
WHERE s.num IN (SELECT speech FROM note UNION SELECT speech FROM excerpt)
