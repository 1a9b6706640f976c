SELECT num, id, state FROM speech WHERE original = ?1 ORDER BY position
