SELECT kind, year, count(*), sum(coalesce(date_certainty, 0) < 600)
FROM speech WHERE live = 1 AND num NOT IN (SELECT speech FROM follower) GROUP BY kind, year ORDER BY kind, year DESC
