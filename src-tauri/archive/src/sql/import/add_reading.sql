INSERT INTO reading (speech, clean, body_start, territory_start, territory_end, span_start, span_end,
  ledger, restored, outline, findings, other_dates)
VALUES (:speech, :clean, :body_start, :territory_start, :territory_end, :span_start, :span_end,
  :ledger, '[]', :outline, :findings, :other_dates)
