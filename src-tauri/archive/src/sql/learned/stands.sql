SELECT 1 FROM filing WHERE speech = ?1 AND field = ?2 AND value = ?3 AND origin = ?4 AND certainty = ?5
