UPDATE speech SET state = 'inbox' WHERE num = ?1 AND state = 'withdrawn'
