UPDATE excerpt SET start = ?2, "end" = ?3, quote = ?4, prefix = ?5, suffix = ?6, lost = ?7
WHERE id = ?1
