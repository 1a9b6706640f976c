-- All less the few that are not live: a join over all speeches took a second at 100,000.
SELECT theme, sum(n) FROM (
  SELECT theme, count(*) AS n FROM theme GROUP BY theme
  UNION ALL
  SELECT t.theme, -count(*) FROM speech s CROSS JOIN theme t ON t.speech = s.num
  WHERE s.live = 0 GROUP BY t.theme)
GROUP BY theme HAVING sum(n) > 0 ORDER BY theme
