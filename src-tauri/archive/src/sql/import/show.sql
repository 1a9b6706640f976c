UPDATE speech SET state = ?2 WHERE num = ?1 AND state = 'withdrawn'
