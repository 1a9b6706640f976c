SELECT DISTINCT n.name FROM original_name n
WHERE n.original IN (
  SELECT num FROM original WHERE hash = ?1 OR text = ?1
  UNION
  SELECT s.original FROM speech s JOIN reading r ON r.speech = s.num WHERE r.clean = ?1)
ORDER BY n.name
