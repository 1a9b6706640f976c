UPDATE filing SET value = ?2, revision = revision + 1 WHERE field = 'type' AND value = ?1
