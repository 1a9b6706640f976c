INSERT INTO import_line (run, line, name, outcome, reason, original, speeches)
VALUES (?1, (SELECT coalesce(max(line), -1) + 1 FROM import_line WHERE run = ?1), ?2, ?3, ?4, ?5, ?6)
