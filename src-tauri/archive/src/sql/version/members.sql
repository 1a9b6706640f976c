SELECT s.id, v.leads, v.chosen, v.share, v.origin, s.num
FROM version v JOIN speech s ON s.num = v.speech
WHERE v.family = (SELECT family FROM version WHERE speech = ?1) AND s.live = 1
ORDER BY v.leads DESC, s.length DESC, s.num
