INSERT INTO section (id, notebook, position, name, created) VALUES (?1, ?2, ?3, ?4, ?5)
