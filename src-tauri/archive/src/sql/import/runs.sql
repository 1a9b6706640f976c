SELECT id, started FROM import_run ORDER BY id DESC LIMIT ?1
