SELECT s.id FROM speech s JOIN reading r ON r.speech = s.num
WHERE s.state = 'inbox' AND instr(r.ledger, ?1) > 0
