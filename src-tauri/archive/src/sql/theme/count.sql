SELECT t.theme, count(*) FROM theme t JOIN speech s ON s.num = t.speech
WHERE s.live = 1 GROUP BY t.theme ORDER BY t.theme
