INSERT INTO note (id, speech, start, "end", colour, style, comment, lost, created, modified, annotation)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
ON CONFLICT (id) DO UPDATE SET start = excluded.start, "end" = excluded."end",
  colour = excluded.colour, style = excluded.style, comment = excluded.comment,
  lost = excluded.lost, modified = excluded.modified, annotation = excluded.annotation
