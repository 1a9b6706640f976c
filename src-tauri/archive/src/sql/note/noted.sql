-- The live speeches that have notes, found from the notes: hence the plus.
SELECT num, id FROM speech WHERE +live = 1 AND num IN (SELECT speech FROM note)
