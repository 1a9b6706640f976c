INSERT INTO excerpt (id, notebook, speech, position, start, "end", quote, prefix, suffix, comment,
  lost, created, modified)
VALUES (?1, ?2, ?3, ?11, ?4, ?5, ?6, ?7, ?8, ?9, 0, ?10, ?10)
