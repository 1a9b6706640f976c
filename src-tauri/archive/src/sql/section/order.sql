SELECT id, 0 AS heads, position FROM excerpt WHERE notebook = ?1
UNION ALL SELECT id, 1, position FROM section WHERE notebook = ?1
ORDER BY position, id
