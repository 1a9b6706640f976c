INSERT INTO version (speech, family, leads, chosen, share, origin) VALUES (?1, ?2, 0, 0, ?3, ?4)
ON CONFLICT (speech) DO UPDATE SET family = ?2, leads = 0, chosen = 0, share = ?3, origin = ?4
