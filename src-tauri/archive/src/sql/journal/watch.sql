CREATE TEMP TABLE journal_switch (on_ INTEGER NOT NULL);
INSERT INTO journal_switch VALUES (0);
CREATE TEMP TABLE row_image (
  seq    INTEGER PRIMARY KEY,
  tbl    TEXT NOT NULL,
  speech INTEGER,
  before TEXT,
  after  TEXT
);
