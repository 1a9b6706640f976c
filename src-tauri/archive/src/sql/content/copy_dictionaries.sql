INSERT OR IGNORE INTO main.dictionary (num, copy, hash, bytes)
SELECT num, copy, hash, bytes FROM source.dictionary
