SELECT speech, value FROM filing
WHERE field = 'also' AND instr(' ' || value || ' ', ' ' || ?1 || ' ') > 0
