SELECT 1 FROM original_name n JOIN original o ON o.num = n.original
WHERE n.folder = ?1 AND n.name = ?2 AND o.size = ?3 AND n.added >= ?4
