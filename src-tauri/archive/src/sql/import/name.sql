INSERT INTO original_name (original, name, folder, added) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (original, name) DO NOTHING
