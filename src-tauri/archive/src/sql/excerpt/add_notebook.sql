INSERT INTO notebook (id, name, position, created)
VALUES (?1, ?2, (SELECT coalesce(max(position), -1) + 1 FROM notebook), ?3)
