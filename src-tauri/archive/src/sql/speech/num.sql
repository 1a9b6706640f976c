SELECT num FROM speech WHERE id = ?1 AND state <> 'withdrawn'
