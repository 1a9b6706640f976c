SELECT count(*) FROM note n JOIN speech s ON s.num = n.speech WHERE s.live = 1
