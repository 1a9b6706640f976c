INSERT INTO speech (id, original, position, state, added, length, title, title_supplied, speaker,
  kind, genre, level, date, date_certainty, date_origin, earliest, latest, year, month, complete,
  missing, slots, live)
VALUES (:id, :original, :position, :state, :added, :length, :title, :title_supplied, :speaker,
  :kind, :genre, :level, :date, :date_certainty, :date_origin, :earliest, :latest, :year, :month,
  :complete, :missing, :slots, 1)
