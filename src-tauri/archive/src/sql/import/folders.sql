SELECT n.folder, count(DISTINCT s.num)
FROM original_name n JOIN speech s ON s.original = n.original
WHERE s.live = 1
GROUP BY n.folder ORDER BY n.folder
