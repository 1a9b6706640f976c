SELECT 1 FROM original WHERE hash = ?1 AND text IS NOT NULL
