-- The truth about originals and speeches. Tracked tables (all but meta, journal, revision,
-- import_run, import_line) hold TEXT and INTEGER only: the journal keeps row images as JSON, and a
-- REAL or BLOB would not come back bit for bit. Fractions are per mille. No foreign key cascades:
-- a cascade would be journalled twice.

CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
INSERT INTO meta VALUES ('compatible_since', 1), ('revision', 0);

CREATE TABLE original (
  num      INTEGER PRIMARY KEY,
  hash     TEXT NOT NULL UNIQUE,
  size     INTEGER NOT NULL,
  format   TEXT NOT NULL,
  encoding TEXT,
  text     TEXT,                     -- hash of the extracted text layer; NULL when it could not be read
  warnings TEXT NOT NULL,            -- JSON array of strings
  added    INTEGER NOT NULL
);

-- Names as given: relative, '/' between parts. One original may have come under many names.
CREATE TABLE original_name (
  original INTEGER NOT NULL REFERENCES original(num),
  name     TEXT NOT NULL,
  folder   TEXT NOT NULL,
  added    INTEGER NOT NULL,
  PRIMARY KEY (original, name)
) WITHOUT ROWID;
CREATE INDEX original_name_folder ON original_name(folder, original);

-- One row a speech, narrow, for lists: copies of filing values that lists sort and count by.
CREATE TABLE speech (
  num            INTEGER PRIMARY KEY,
  id             TEXT NOT NULL UNIQUE,
  original       INTEGER NOT NULL REFERENCES original(num),
  position       INTEGER NOT NULL,   -- which speech of its file, from 0
  state          TEXT NOT NULL CHECK (state IN ('inbox', 'filed', 'trash', 'withdrawn')),
  before_trash   TEXT,
  added          INTEGER NOT NULL,
  length         INTEGER NOT NULL,   -- scalars of the clean text
  title          TEXT NOT NULL,
  title_supplied INTEGER NOT NULL,
  speaker        TEXT,
  kind           TEXT,               -- meeting type id
  genre          TEXT,
  level          TEXT,
  date           TEXT,               -- EDTF
  date_certainty INTEGER,
  date_origin    TEXT,
  earliest       INTEGER,            -- days since 1970-01-01
  latest         INTEGER,
  year           INTEGER,
  month          INTEGER,
  complete       TEXT NOT NULL,
  missing        INTEGER NOT NULL,   -- scalars known to be missing
  slots          INTEGER NOT NULL,
  -- In the inbox or filed. Written, not generated: SQLite does not read a generated column from
  -- an index alone, and counting took a look at every row.
  live           INTEGER NOT NULL CHECK (live = (state IN ('inbox', 'filed')))
);
CREATE INDEX speech_original ON speech(original, live);
CREATE INDEX speech_title   ON speech(live, title);
CREATE INDEX speech_speaker ON speech(live, speaker, latest);
CREATE INDEX speech_length  ON speech(live, length);
CREATE INDEX speech_added   ON speech(live, added);
CREATE INDEX speech_shelf   ON speech(live, year, month, latest, added);
CREATE INDEX speech_kind    ON speech(live, kind, year, latest, added, date_certainty);

-- What reading the file gave for a speech, over its clean text unless said.
CREATE TABLE reading (
  speech          INTEGER PRIMARY KEY REFERENCES speech(num),
  clean           TEXT NOT NULL,     -- hash of the clean text layer
  body_start      INTEGER NOT NULL,
  territory_start INTEGER NOT NULL,  -- in the file's text
  territory_end   INTEGER NOT NULL,
  span_start      INTEGER NOT NULL,  -- in the file's text
  span_end        INTEGER NOT NULL,
  ledger          TEXT NOT NULL,     -- JSON array of edits, over the file's text
  restored        TEXT NOT NULL,     -- JSON array of indexes into ledger that a person brought back
  outline         TEXT NOT NULL,     -- JSON array of [depth, start, end]
  findings        TEXT NOT NULL,     -- JSON array of {k, c, q, s: [[start, end]]}
  other_dates     TEXT NOT NULL      -- JSON array
);

CREATE TABLE filing (
  speech    INTEGER NOT NULL REFERENCES speech(num),
  field     TEXT NOT NULL,
  value     TEXT,
  origin    TEXT NOT NULL,
  certainty INTEGER NOT NULL,
  evidence  TEXT NOT NULL,           -- JSON array
  proposed  TEXT,                    -- what the program had read, once a person set something else
  revision  INTEGER NOT NULL,        -- 1 as imported, one more with each change
  changed   INTEGER NOT NULL,
  PRIMARY KEY (speech, field)
) WITHOUT ROWID;

CREATE TABLE theme (
  speech   INTEGER NOT NULL REFERENCES speech(num),
  theme    TEXT NOT NULL,
  origin   TEXT NOT NULL,
  score    INTEGER NOT NULL,
  evidence TEXT NOT NULL,
  PRIMARY KEY (speech, theme)
) WITHOUT ROWID;
CREATE INDEX theme_speeches ON theme(theme, speech);

-- A note is a W3C Web Annotation; the columns beside it are for asking.
CREATE TABLE note (
  id         TEXT PRIMARY KEY,
  speech     INTEGER NOT NULL REFERENCES speech(num),
  start      INTEGER NOT NULL,
  "end"      INTEGER NOT NULL,
  colour     TEXT NOT NULL,
  style      TEXT NOT NULL,
  comment    TEXT NOT NULL,
  lost       INTEGER NOT NULL,
  created    INTEGER NOT NULL,
  modified   INTEGER NOT NULL,
  annotation TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX note_place ON note(speech, start);

CREATE TABLE notebook (
  id       TEXT PRIMARY KEY,
  name     TEXT NOT NULL,
  position INTEGER NOT NULL,
  created  INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE excerpt (
  id       TEXT PRIMARY KEY,
  notebook TEXT NOT NULL REFERENCES notebook(id),
  speech   INTEGER NOT NULL REFERENCES speech(num),
  position INTEGER NOT NULL,
  start    INTEGER NOT NULL,
  "end"    INTEGER NOT NULL,
  quote    TEXT NOT NULL,
  prefix   TEXT NOT NULL,
  suffix   TEXT NOT NULL,
  comment  TEXT NOT NULL,
  lost     INTEGER NOT NULL,
  created  INTEGER NOT NULL,
  modified INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX excerpt_order ON excerpt(notebook, position);
CREATE INDEX excerpt_speech ON excerpt(speech);

CREATE TABLE saved_search (
  id       TEXT PRIMARY KEY,
  name     TEXT NOT NULL,
  query    TEXT NOT NULL,
  position INTEGER NOT NULL,
  created  INTEGER NOT NULL
) WITHOUT ROWID;

-- Not tracked from here on.

-- Undo and redo: row images of each edit, zstd of JSON.
CREATE TABLE journal (
  seq     INTEGER PRIMARY KEY AUTOINCREMENT,
  op      TEXT NOT NULL,
  at      INTEGER NOT NULL,
  run     TEXT,                      -- batches of one import are undone together
  touched INTEGER NOT NULL,
  undone  INTEGER NOT NULL,
  changes BLOB NOT NULL
);

-- The last change of each speech, so that the index can catch up. Undo counts as a change.
CREATE TABLE revision (
  speech   INTEGER PRIMARY KEY REFERENCES speech(num),
  revision INTEGER NOT NULL UNIQUE
);

CREATE TABLE import_run (
  id      TEXT PRIMARY KEY,
  started INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE import_line (
  run      TEXT NOT NULL REFERENCES import_run(id),
  line     INTEGER NOT NULL,
  name     TEXT NOT NULL,
  outcome  TEXT NOT NULL,
  reason   TEXT,
  original TEXT,
  speeches INTEGER NOT NULL,
  PRIMARY KEY (run, line)
) WITHOUT ROWID;
