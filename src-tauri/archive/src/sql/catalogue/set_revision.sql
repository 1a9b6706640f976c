INSERT INTO revision (speech, revision) VALUES (?1, ?2)
ON CONFLICT (speech) DO UPDATE SET revision = excluded.revision
