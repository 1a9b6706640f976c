SELECT count(*) FROM follower f JOIN speech s ON s.num = f.speech WHERE s.live = 1
