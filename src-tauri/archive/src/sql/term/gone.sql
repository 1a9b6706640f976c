INSERT INTO term (id, kind, aliases, heir) VALUES (?1, ?2, '[]', ?3)
ON CONFLICT (id) DO UPDATE SET heir = excluded.heir
