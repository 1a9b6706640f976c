SELECT clean FROM reading ORDER BY speech DESC LIMIT ?1
