SELECT year, month, count(*) FROM speech WHERE live = 1
GROUP BY year, month ORDER BY year DESC, month DESC
