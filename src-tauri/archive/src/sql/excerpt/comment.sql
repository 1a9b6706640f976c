UPDATE excerpt SET comment = ?2, modified = CASE WHEN comment = ?2 THEN modified ELSE ?3 END
WHERE id = ?1
