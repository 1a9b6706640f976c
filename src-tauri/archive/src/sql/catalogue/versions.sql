-- Which speeches are versions of one: made here and not in the schema, because archives of before
-- have no such table.
CREATE TABLE IF NOT EXISTS version (
  speech INTEGER PRIMARY KEY REFERENCES speech(num),
  family INTEGER,                    -- number of one of its members; NULL: a person set it apart
  leads  INTEGER NOT NULL,           -- 1 for the one that stands for all
  chosen INTEGER NOT NULL,           -- 1 when a person chose it to lead
  share  INTEGER NOT NULL,           -- per mille of the shorter text that the one it was tied to has
  origin TEXT NOT NULL               -- who says that it is a version: rule, person
);
CREATE INDEX IF NOT EXISTS version_family ON version(family, leads);

-- Those another one stands for in lists: not while that one is in the trash.
CREATE VIEW IF NOT EXISTS follower AS
SELECT v.speech FROM version v
JOIN version l ON l.family = v.family AND l.leads = 1
JOIN speech s ON s.num = l.speech AND s.live = 1
WHERE v.leads = 0;
