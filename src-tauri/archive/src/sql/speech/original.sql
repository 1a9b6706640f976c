SELECT hash, size, format, encoding, warnings,
  (SELECT producer FROM layer l WHERE l.original = o.num AND l.text = o.text) AS producer
FROM original o WHERE num = ?1
