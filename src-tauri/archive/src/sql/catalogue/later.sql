-- What archives made by earlier versions lack; run whenever an archive is opened.

-- Lists in order of date go by the year first.
CREATE INDEX IF NOT EXISTS speech_dated ON speech(live, year, latest, added);
CREATE INDEX IF NOT EXISTS speech_stand ON speech(state, year, latest, added);
DROP INDEX IF EXISTS speech_date;
DROP INDEX IF EXISTS speech_state;

-- What the hub of notes sifts by: a note's annotation, which holds its themes, is several times as
-- long as all the rest, and few have any.
CREATE INDEX IF NOT EXISTS note_mark ON note(modified, id, speech, start, colour, lost, comment);
CREATE INDEX IF NOT EXISTS note_themed ON note(id) WHERE instr(annotation, '"tagging"') > 0;
DROP INDEX IF EXISTS note_modified;

-- What a person made of a term of the lexicon, and terms of their own. NULL: as the lexicon has it.
CREATE TABLE IF NOT EXISTS term (
  id      TEXT PRIMARY KEY,
  kind    TEXT NOT NULL CHECK (kind IN ('type', 'theme')),
  name    TEXT,
  parent  TEXT,                      -- id of the broader term; '' = at the top
  aliases TEXT NOT NULL,             -- JSON array of strings
  colour  INTEGER,
  heir    TEXT                       -- it is no more: id of what stands for it, '' = nothing
) WITHOUT ROWID;

-- Text layers that another program made, such as a recogniser of pictures of text.
CREATE TABLE IF NOT EXISTS layer (
  original INTEGER NOT NULL REFERENCES original(num),
  text     TEXT NOT NULL,            -- hash of the layer
  producer TEXT NOT NULL,            -- who made it: 'tesseract 5.3.0 chi_sim'
  PRIMARY KEY (original, text)
) WITHOUT ROWID;

-- Headings in notebooks: one order with the excerpts, by position.
CREATE TABLE IF NOT EXISTS section (
  id       TEXT PRIMARY KEY,
  notebook TEXT NOT NULL REFERENCES notebook(id),
  position INTEGER NOT NULL,
  name     TEXT NOT NULL,
  created  INTEGER NOT NULL
) WITHOUT ROWID;
