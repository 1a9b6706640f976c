SELECT num, id FROM name WHERE num > ?1 ORDER BY num
