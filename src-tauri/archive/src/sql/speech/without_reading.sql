SELECT count(*) FROM speech WHERE num NOT IN (SELECT speech FROM reading)
