UPDATE speech SET state = coalesce(before_trash, 'inbox'), before_trash = NULL, live = 1
WHERE num = ?1 AND state = 'trash'
