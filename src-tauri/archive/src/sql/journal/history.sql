-- One line for what one undo takes back: the batches of an import together.
SELECT max(seq), op, max(at), sum(touched), undone FROM journal
GROUP BY coalesce(run, seq), undone
ORDER BY max(seq) DESC LIMIT ?1
