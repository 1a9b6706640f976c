-- What a speech says of itself, and the reading it says it in.
SELECT CASE WHEN s.title_supplied THEN NULL ELSE s.title END, m.value,
  s.earliest, s.latest, s.date_origin, json_extract(d.evidence, '$[0].reason.code')
FROM speech s
LEFT JOIN filing m ON m.speech = s.num AND m.field = 'meeting'
LEFT JOIN filing d ON d.speech = s.num AND d.field = 'date'
WHERE s.num = ?1
