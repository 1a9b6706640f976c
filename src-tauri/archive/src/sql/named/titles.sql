SELECT id, title FROM speech WHERE live ORDER BY latest DESC, num DESC
