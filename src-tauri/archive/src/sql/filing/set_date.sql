UPDATE speech SET date = ?2, date_certainty = ?3, date_origin = ?4, earliest = ?5, latest = ?6,
  year = ?7, month = ?8
WHERE num = ?1
