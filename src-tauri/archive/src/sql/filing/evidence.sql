SELECT field, evidence FROM filing WHERE speech = ?1 AND evidence <> '[]'
