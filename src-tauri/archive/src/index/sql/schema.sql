-- Derived from the catalogue; may be deleted at any time.

CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
-- seen: number of the last change of the catalogue that is in here.
-- generation: one more with each batch written, so that a reader knows what it has missed.
-- forgotten: rows of gone up to this generation were dropped.
-- birth: another in each new file.
-- bits: how many bits of a row number count within a season.
-- merging: 1 while all that was written is being merged into one; loose: speeches written since
-- the last merging began; merged: speeches written before it.
INSERT INTO meta VALUES
  ('merging', 0), ('loose', 0), ('merged', 0), ('seen', 0), ('generation', 0), ('forgotten', 0), ('birth', hex(randomblob(8))), ('bits', 0);

-- A speech. Row numbers go by seasons of 91 days and within a season by the order of coming, so that the newest hits are found without finding all, and so that the row
-- numbers of a word, kept as distances, stay small.
CREATE TABLE entry (
  rowid      INTEGER PRIMARY KEY,
  num        INTEGER NOT NULL UNIQUE,  -- the speech's number in the catalogue
  revision   INTEGER NOT NULL,         -- of the speech's last change
  generation INTEGER NOT NULL,
  words      BLOB NOT NULL,            -- hash of what went into the two tables below
  facts      BLOB NOT NULL             -- what is filtered, counted and sorted by: facts.rs
);
CREATE INDEX entry_generation ON entry(generation);

-- The ids of meeting types, themes, genres, levels and sources that facts name by number, from 1.
CREATE TABLE name (num INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE);

CREATE TABLE gone (rowid INTEGER, generation INTEGER NOT NULL);
CREATE INDEX gone_generation ON gone(generation);

-- An import leaves a hundred segments side by side to be merged when nothing else is to be done. FTS5's
-- crisismerge is 16 unless told: the next speech would wait until it had merged them all.

-- Two characters and more: exact phrases. The text comes first: FTS5 writes the number of every
-- column but the first before each list of positions.
CREATE VIRTUAL TABLE phrase USING fts5(
  body, title, heading, speaker, place, note,
  tokenize = 'rostrum_pairs', detail = full, content = '', contentless_delete = 1
);
INSERT INTO phrase(phrase, rank) VALUES ('hashsize', 33554432), ('pgsz', 4050), ('automerge', 8), ('usermerge', 2), ('crisismerge', 1999);

-- One character.
CREATE VIRTUAL TABLE letter USING fts5(
  everything,
  tokenize = 'rostrum_letters', detail = none, content = '', contentless_delete = 1
);
INSERT INTO letter(letter, rank) VALUES ('pgsz', 4050), ('automerge', 8), ('usermerge', 2), ('crisismerge', 1999);
