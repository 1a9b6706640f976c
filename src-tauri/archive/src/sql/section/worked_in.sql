-- The notebook and the section of what was made or written on last; of what was so in one moment,
-- an excerpt goes before a section, and that before a notebook.
SELECT w.notebook, (SELECT s.id FROM section s
  WHERE s.notebook = w.notebook AND s.position <= w.position
  ORDER BY s.position DESC, s.id DESC LIMIT 1)
FROM (
  SELECT id AS notebook, -1 AS position, created AS moment, 0 AS rank FROM notebook
  UNION ALL SELECT notebook, position, created, 1 FROM section
  UNION ALL SELECT notebook, position, modified, 2 FROM excerpt
) w
WHERE ?1 IS NULL OR w.notebook = ?1
ORDER BY w.moment DESC, w.rank DESC, w.position DESC LIMIT 1
