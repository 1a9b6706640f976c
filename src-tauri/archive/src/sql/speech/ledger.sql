SELECT o.text, r.clean, r.territory_start, r.territory_end, r.body_start, r.ledger, r.restored,
  r.outline, r.findings, r.other_dates
FROM reading r JOIN speech s ON s.num = r.speech JOIN original o ON o.num = s.original
WHERE r.speech = ?1
