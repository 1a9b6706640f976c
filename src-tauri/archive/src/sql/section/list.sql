SELECT s.id, s.notebook, s.position, s.name, s.created
FROM section s JOIN notebook b ON b.id = s.notebook
WHERE ?1 IS NULL OR s.notebook = ?1
ORDER BY b.position, b.id, s.position, s.id
