SELECT kind, year, count(*), sum(coalesce(date_certainty, 0) < 600)
FROM speech WHERE live = 1 GROUP BY kind, year ORDER BY kind, year DESC
