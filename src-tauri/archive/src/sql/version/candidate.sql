SELECT r.clean, r.body_start, v.family, coalesce(v.speech IS NOT NULL AND v.family IS NULL, 0)
FROM speech s JOIN reading r ON r.speech = s.num LEFT JOIN version v ON v.speech = s.num
WHERE s.num = ?1 AND s.live = 1
