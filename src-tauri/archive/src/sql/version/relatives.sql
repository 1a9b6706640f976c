-- Those of a family that are asked before another joins it.
SELECT speech FROM version WHERE family = ?1 ORDER BY leads DESC, speech LIMIT 16
