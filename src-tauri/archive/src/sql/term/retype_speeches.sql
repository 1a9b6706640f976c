UPDATE speech SET kind = ?2 WHERE kind = ?1
