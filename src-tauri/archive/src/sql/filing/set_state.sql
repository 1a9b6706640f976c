UPDATE speech SET
  before_trash = CASE WHEN ?2 = 'trash' AND state <> 'trash' THEN state
                      WHEN ?2 = 'trash' THEN before_trash END,
  state = ?2,
  live = ?2 IN ('inbox', 'filed')
WHERE num = ?1
