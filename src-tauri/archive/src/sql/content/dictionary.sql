-- What the texts of this archive have in common, by which they are packed. Kept twice, as every
-- text packed with it would be lost with it. Rows are only added.
CREATE TABLE IF NOT EXISTS dictionary (
  num   INTEGER NOT NULL,
  copy  INTEGER NOT NULL,
  hash  TEXT NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY (num, copy)
);
