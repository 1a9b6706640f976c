-- Originals and text layers, by SHA-256 of what they hold. Rows are only added.
CREATE TABLE piece (
  num    INTEGER PRIMARY KEY,
  hash   TEXT NOT NULL,              -- no two alike; in archives of before format 3 UNIQUE
  size   INTEGER NOT NULL,           -- bytes before packing
  packed TEXT NOT NULL,              -- 'zstd', 'zstd:N' with dictionary N, or 'none'
  bytes  BLOB NOT NULL
);
-- By parts of 32,768 pieces, a search for each. Hashes come in no order: in one index of all of them
-- every piece of an import changed another page, and writing those was most of what was written.
CREATE INDEX piece_part ON piece(num >> 15, substr(hash, 1, 12));
CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
INSERT INTO meta VALUES ('compatible_since', 3);
