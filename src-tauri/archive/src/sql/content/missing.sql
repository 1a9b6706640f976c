SELECT hash FROM (
  SELECT hash FROM original
  UNION SELECT text FROM original WHERE text IS NOT NULL
  UNION SELECT text FROM layer
  UNION SELECT clean FROM reading)
EXCEPT SELECT hash FROM content.piece
