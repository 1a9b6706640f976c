SELECT value FROM meta WHERE key = 'backed_up'
