INSERT INTO meta (key, value) VALUES ('backed_up', ?1)
ON CONFLICT (key) DO UPDATE SET value = excluded.value
