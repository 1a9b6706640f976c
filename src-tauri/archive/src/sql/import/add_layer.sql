INSERT INTO layer (original, text, producer) VALUES (?1, ?2, ?3)
ON CONFLICT (original, text) DO UPDATE SET producer = excluded.producer
