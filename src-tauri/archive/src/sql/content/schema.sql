-- Originals and text layers, by SHA-256 of what they hold. Rows are only added.
CREATE TABLE piece (
  num    INTEGER PRIMARY KEY,
  hash   TEXT NOT NULL UNIQUE,
  size   INTEGER NOT NULL,           -- bytes before packing
  packed TEXT NOT NULL,              -- 'zstd', 'zstd:N' with dictionary N, or 'none'
  bytes  BLOB NOT NULL
);
CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
INSERT INTO meta VALUES ('compatible_since', 1);
