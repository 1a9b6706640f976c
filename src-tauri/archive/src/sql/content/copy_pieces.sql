INSERT INTO main.piece (num, hash, size, packed, bytes)
SELECT num, hash, size, packed, bytes FROM source.piece
WHERE num > (SELECT coalesce(max(num), 0) FROM main.piece)
ORDER BY num
