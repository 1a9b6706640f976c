SELECT id FROM speech WHERE id >= ?1 AND id < ?1 || 'g' AND state <> 'withdrawn' LIMIT 2
