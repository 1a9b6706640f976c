INSERT INTO journal (op, at, run, touched, undone, changes) VALUES (?1, ?2, ?3, ?4, 0, ?5)
