SELECT id FROM speech WHERE original = ?1 AND state <> 'withdrawn' ORDER BY position
