UPDATE reading SET clean = ?2, body_start = ?3, restored = ?4, outline = ?5, findings = ?6,
  other_dates = ?7
WHERE speech = ?1
