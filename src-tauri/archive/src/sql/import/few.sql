SELECT count(*) FROM (SELECT 1 FROM original_name
  WHERE folder = ?1 OR (folder > ?1 || '/' AND folder < ?1 || '0') LIMIT ?2)
