SELECT hash, size, format, encoding, warnings FROM original WHERE num = ?1
