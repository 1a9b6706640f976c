SELECT theme, origin, score FROM theme WHERE speech = ?1
