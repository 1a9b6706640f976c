SELECT s.num, r.revision FROM speech s JOIN revision r ON r.speech = s.num
WHERE s.live ORDER BY s.num
