SELECT seq, op, run, changes FROM journal WHERE undone = 1 ORDER BY seq LIMIT 1
