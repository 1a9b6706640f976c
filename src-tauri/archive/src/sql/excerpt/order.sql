SELECT id FROM excerpt WHERE notebook = ?1 ORDER BY position, id
