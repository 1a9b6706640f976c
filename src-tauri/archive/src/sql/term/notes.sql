SELECT id, annotation FROM note WHERE instr(annotation, '"' || ?1 || '"') > 0
