SELECT o.hash, coalesce((SELECT name FROM original_name WHERE original = o.num ORDER BY added, name LIMIT 1), '')
FROM original o WHERE o.text IS NULL ORDER BY o.num
