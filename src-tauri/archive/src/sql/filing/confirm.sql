UPDATE filing SET origin = 'person', certainty = 1000, revision = revision + 1, changed = ?3
WHERE speech = ?1 AND field = ?2 AND origin <> 'person'
