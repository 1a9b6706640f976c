SELECT name, outcome, reason, original, speeches FROM import_line WHERE run = ?1 ORDER BY line
