WITH RECURSIVE part(n) AS (
  SELECT max(num) >> 15 FROM piece
  UNION ALL SELECT n - 1 FROM part WHERE n > 0)
-- IS: with = SQLite would put the hash asked for in place of the column, and not see the index.
SELECT size, packed, bytes FROM part CROSS JOIN piece
WHERE num >> 15 = n AND substr(hash, 1, 12) = substr(?1, 1, 12) AND hash IS ?1
LIMIT 1
