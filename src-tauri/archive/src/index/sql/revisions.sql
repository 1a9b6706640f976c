SELECT num, revision FROM entry ORDER BY num
