-- CROSS: in the order of the folders' index, whatever the planner thinks of it.
SELECT n.folder, count(DISTINCT s.num)
FROM original_name n CROSS JOIN speech s ON s.original = n.original
WHERE s.live = 1 AND s.num NOT IN (SELECT speech FROM follower)
GROUP BY n.folder ORDER BY n.folder
