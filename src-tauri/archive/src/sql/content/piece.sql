SELECT hash, size, packed, bytes FROM content.piece WHERE num = ?1
