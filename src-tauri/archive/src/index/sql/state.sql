SELECT
  (SELECT value FROM meta WHERE key = 'seen'),
  (SELECT value FROM meta WHERE key = 'generation'),
  (SELECT value FROM meta WHERE key = 'forgotten'),
  (SELECT value FROM meta WHERE key = 'birth'),
  (SELECT value FROM meta WHERE key = 'bits')
