SELECT f.value, count(*) FROM filing f JOIN speech s ON s.num = f.speech
WHERE f.field = ?1 AND f.value > '' AND s.live GROUP BY f.value
