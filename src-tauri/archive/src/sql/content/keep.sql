INSERT INTO piece (hash, size, packed, bytes) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (hash) DO NOTHING
