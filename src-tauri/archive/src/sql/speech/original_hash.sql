SELECT o.hash FROM speech s JOIN original o ON o.num = s.original WHERE s.id = ?1
