SELECT state, count(*) FROM speech GROUP BY state
