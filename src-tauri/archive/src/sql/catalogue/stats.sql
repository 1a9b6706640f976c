SELECT (SELECT count(*) FROM original),
  (SELECT count(*) FROM original WHERE text IS NULL),
  (SELECT coalesce(sum(size), 0) FROM original),
  (SELECT count(*) FROM speech WHERE live = 1),
  (SELECT coalesce(sum(length), 0) FROM speech WHERE live = 1),
  (SELECT count(*) FROM note),
  (SELECT count(*) FROM excerpt),
  (SELECT count(*) FROM journal WHERE undone = 0)
