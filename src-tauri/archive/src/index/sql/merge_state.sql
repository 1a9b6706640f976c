SELECT
  (SELECT value FROM meta WHERE key = 'merging'),
  (SELECT value FROM meta WHERE key = 'loose'),
  (SELECT value FROM meta WHERE key = 'merged')
