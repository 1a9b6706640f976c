UPDATE original SET format = ?2, encoding = ?3, text = ?4, warnings = ?5 WHERE num = ?1
