-- All less the few that are not live or stand behind another version: a join over all speeches took a second at 100,000.
SELECT theme, sum(n) FROM (
  SELECT theme, count(*) AS n FROM theme GROUP BY theme
  UNION ALL
  SELECT t.theme, -count(*) FROM speech s CROSS JOIN theme t ON t.speech = s.num
  WHERE s.live = 0 GROUP BY t.theme
  UNION ALL
  SELECT t.theme, -count(*) FROM follower f CROSS JOIN speech s ON s.num = f.speech AND s.live = 1
  CROSS JOIN theme t ON t.speech = s.num GROUP BY t.theme)
GROUP BY theme HAVING sum(n) > 0 ORDER BY theme
