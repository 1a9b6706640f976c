SELECT seq, op, at, touched, undone FROM journal ORDER BY seq DESC LIMIT ?1
