UPDATE meta SET value = CASE key
  WHEN 'merging' THEN 1
  WHEN 'merged' THEN value + (SELECT value FROM meta WHERE key = 'loose')
  ELSE 0 END
WHERE key IN ('merging', 'merged', 'loose')
