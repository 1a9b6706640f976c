UPDATE reading SET clean = :clean, body_start = :body_start, territory_start = :territory_start,
  territory_end = :territory_end, span_start = :span_start, span_end = :span_end, ledger = :ledger,
  restored = '[]', outline = :outline, findings = :findings, other_dates = :other_dates
WHERE speech = :speech
