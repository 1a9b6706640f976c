SELECT s.id, s.state, s.added, s.original, s.title_supplied, s.earliest, s.latest, s.length,
  r.clean, r.body_start, r.territory_start, r.territory_end, r.span_start, r.span_end, r.ledger,
  r.restored, r.outline, r.findings, r.other_dates, coalesce(v.revision, 0) AS revision
FROM speech s JOIN reading r ON r.speech = s.num LEFT JOIN revision v ON v.speech = s.num
WHERE s.num = ?1
