-- The one that stands for all: as a person chose; else the most complete, the longest, the first.
SELECT v.speech FROM version v JOIN speech s ON s.num = v.speech
WHERE v.family = ?1
ORDER BY v.chosen DESC, s.live DESC, s.complete = 'full' DESC, s.missing > 0, s.length DESC, s.num LIMIT 1
