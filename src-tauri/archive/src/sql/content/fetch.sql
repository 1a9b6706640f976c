SELECT size, packed, bytes FROM piece WHERE hash = ?1
