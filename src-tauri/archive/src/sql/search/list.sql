SELECT id, name, query, created FROM saved_search ORDER BY position, id
