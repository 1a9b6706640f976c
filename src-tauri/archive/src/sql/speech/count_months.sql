SELECT year, month, count(*) FROM speech WHERE live = 1 AND num NOT IN (SELECT speech FROM follower)
GROUP BY year, month ORDER BY year DESC, month DESC
