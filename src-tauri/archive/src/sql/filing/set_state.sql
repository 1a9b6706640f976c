UPDATE speech SET
  before_trash = CASE WHEN ?2 = 'trash' AND state <> 'trash' THEN state
                      WHEN ?2 = 'trash' THEN before_trash END,
  state = ?2
WHERE num = ?1
