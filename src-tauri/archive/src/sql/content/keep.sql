INSERT INTO piece (hash, size, packed, bytes)
SELECT ?1, ?2, ?3, ?4
WHERE NOT EXISTS (
  WITH RECURSIVE part(n) AS (
    SELECT max(num) >> 15 FROM piece
    UNION ALL SELECT n - 1 FROM part WHERE n > 0)
  SELECT 1 FROM part CROSS JOIN piece
  WHERE num >> 15 = n AND substr(hash, 1, 12) = substr(?1, 1, 12) AND hash IS ?1)
