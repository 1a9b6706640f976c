UPDATE speech SET state = 'inbox', live = 1 WHERE num = ?1 AND state = 'withdrawn'
