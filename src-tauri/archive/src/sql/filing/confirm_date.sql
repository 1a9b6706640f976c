UPDATE speech SET date_origin = 'person', date_certainty = 1000 WHERE num = ?1 AND date IS NOT NULL
