-- Corrections by people, keys that find the same project in other years, and
-- the index of words. name_key and search_terms are functions of this program,
-- for what was stored before.

CREATE TABLE correction (
  -- What a person says stands at one place of a form. The tables hold the
  -- corrected values; form.reading keeps what was read. Nothing is ever
  -- deleted here: it is the history of what people changed, and why.
  id          INTEGER PRIMARY KEY, -- in the order of making; mubiao correct --undo takes it
  document_id INTEGER NOT NULL REFERENCES document (id), -- its document, which stays the same when it is read anew
  form        INTEGER NOT NULL, -- ordinal of its form in the document
  pointer     TEXT NOT NULL,    -- JSON pointer of the value in the reading that is stored, such as /indicators/3/target
  old         TEXT NOT NULL CHECK (json_valid(old)), -- what was read there when it was made, as JSON of the record (money in 万元); null: nothing
  new         TEXT NOT NULL CHECK (json_valid(new)), -- what the person says, likewise
  accepted    INTEGER NOT NULL CHECK (accepted IN (0, 1)), -- 1: the value shown was found right, which closes its issues
  anchor      TEXT NOT NULL,    -- what the form and the row were called in the reading; a correction follows the row of this name
  author      TEXT NOT NULL,    -- who made it
  why         TEXT NOT NULL,    -- the reason given
  made_at     TEXT NOT NULL,    -- when, UTC, as 2023-01-31T08:00:00Z
  status      TEXT NOT NULL CHECK (status IN ('applied', 'stale', 'replaced', 'undone')), -- applied: the tables show it; stale: a newer reading differs from old, and is shown; replaced: by a later one of the same place
  undone_by   TEXT,             -- who undid it
  undone_at   TEXT              -- when, UTC; NULL: not undone
) STRICT;
CREATE INDEX correction_form ON correction (document_id, form, pointer);
CREATE INDEX correction_status ON correction (status);

ALTER TABLE form ADD COLUMN reading TEXT CHECK (reading IS NULL OR json_valid(reading)); -- the form as it was read, a JSON record; NULL: nobody corrected it, and its rows are what was read
ALTER TABLE form ADD COLUMN project_key TEXT; -- project without width, case, blanks, brackets, punctuation and years: the same in every year
ALTER TABLE form ADD COLUMN unit_key TEXT; -- unit, or else department, likewise
ALTER TABLE indicator ADD COLUMN name_key TEXT; -- level3, likewise
UPDATE form SET project_key = name_key(project), unit_key = name_key(coalesce(unit, department));
UPDATE indicator SET name_key = name_key(level3);
CREATE INDEX form_project_key ON form (project_key, unit_key, fiscal_year);
CREATE INDEX indicator_name_key ON indicator (form_id, name_key);

-- The index of mubiao search: a row a form, goal and indicator. It keeps no
-- text of its own. rowid is the id of the row, plus 0 for a form, 2^40 for a
-- goal, 2^41 for an indicator.
CREATE VIRTUAL TABLE search_index USING fts5(own, beside, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 0');
CREATE TRIGGER form_unsearched AFTER DELETE ON form BEGIN
  DELETE FROM search_index WHERE rowid = old.id;
END;
CREATE TRIGGER goal_unsearched AFTER DELETE ON goal BEGIN
  DELETE FROM search_index WHERE rowid = old.id + 1099511627776;
END;
CREATE TRIGGER indicator_unsearched AFTER DELETE ON indicator BEGIN
  DELETE FROM search_index WHERE rowid = old.id + 2199023255552;
END;
INSERT INTO search_index (rowid, own, beside)
SELECT id, search_terms(project, unit, department, title), search_terms(fiscal_year) FROM form;
INSERT INTO search_index (rowid, own, beside)
SELECT g.id + 1099511627776, search_terms(g.text), search_terms(f.project, f.unit, f.department, f.fiscal_year)
FROM goal g JOIN form f ON f.id = g.form_id;
INSERT INTO search_index (rowid, own, beside)
SELECT i.id + 2199023255552, search_terms(i.level3, i.target), search_terms(i.level1, i.level2, f.project, f.unit, f.department, f.fiscal_year)
FROM indicator i JOIN form f ON f.id = i.form_id;
