SELECT b.id, (SELECT count(*) FROM excerpt e WHERE e.notebook = b.id)
FROM notebook b ORDER BY b.position, b.id
