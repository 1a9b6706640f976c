SELECT theme, origin, score, evidence FROM theme WHERE speech = ?1 ORDER BY score DESC, theme
