SELECT seq, op, run, changes FROM journal WHERE undone = 0 ORDER BY seq DESC LIMIT 1
