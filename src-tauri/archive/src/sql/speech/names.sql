SELECT name FROM original_name WHERE original = ?1 ORDER BY added, name
