SELECT 1 FROM original o WHERE o.hash = ?1 AND o.text IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM speech s WHERE s.original = o.num AND s.state = 'withdrawn')
