SELECT id, annotation FROM note WHERE instr(annotation, '"tagging"') > 0
