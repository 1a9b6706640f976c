SELECT rowid, words FROM entry WHERE num = ?1
