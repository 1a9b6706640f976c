SELECT theme, evidence FROM theme WHERE speech = ?1 AND evidence <> '[]'
