-- The comments inside the statements stay in the database: .schema shows
-- them, and docs/schema.md is made of them. Every column has one.
--
-- Vocabularies that a form's record closes (kind, scope, item, op) have no
-- CHECK here: the record is checked where it is made, one odd label must not
-- cost a document, and SQLite can change a CHECK only by copying the table.

CREATE TABLE document (
  -- One file, read or not. It is known by the SHA-256 of its bytes or, where
  -- those could not be read, by its path; such a row goes when bytes have been
  -- read at that path.
  id            INTEGER PRIMARY KEY, -- stays the same when the document is read anew
  sha256        TEXT UNIQUE CHECK (sha256 IS NULL OR length(sha256) = 64), -- of the bytes, lower-case hex; NULL: they could not be read
  path          TEXT NOT NULL,       -- where it was seen last; all its paths are in document_path
  superseded    INTEGER NOT NULL DEFAULT 0 CHECK (superseded IN (0, 1)), -- 1: at every one of its paths another document was read since
  size          INTEGER NOT NULL,    -- bytes; 0 where they could not be read
  status        TEXT NOT NULL CHECK (status IN ('read', 'no-form', 'failed')), -- read: holds forms; no-form: read, and holds none; failed: could not be read
  reason_code   TEXT,                -- why it failed or has no form; beside status read: why reading it again failed
  reason        TEXT,                -- reason_code in words
  version       TEXT,                -- reader that made what is stored; NULL: never read
  read_at       TEXT,                -- when, UTC, as 2023-01-31T08:00:00Z; NULL: never read
  tried_version TEXT NOT NULL,       -- reader that last read the document or failed to
  tried_at      TEXT NOT NULL        -- when, UTC
) STRICT;
CREATE UNIQUE INDEX document_unread_path ON document (path) WHERE sha256 IS NULL;
CREATE INDEX document_status ON document (status, reason_code);

CREATE TABLE document_path (
  -- A path at which the bytes of a document were seen. A document that could
  -- not be read does not take a path from one that could.
  document_id INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE, -- the document
  path        TEXT NOT NULL,    -- as given
  held        INTEGER NOT NULL CHECK (held IN (0, 1)), -- 1: the path holds the document, as far as is known; 0: another document was read there since
  seen_at     TEXT NOT NULL,    -- when it was last noted there (an import that finds nothing new notes nothing), UTC, as 2023-01-31T08:00:00Z
  PRIMARY KEY (document_id, path)
) STRICT, WITHOUT ROWID;
CREATE INDEX document_path_path ON document_path (path);

CREATE TABLE page (
  -- How a page was read.
  document_id INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE, -- its document
  number      INTEGER NOT NULL,  -- from 1
  width       REAL NOT NULL,     -- points, as displayed
  height      REAL NOT NULL,     -- points, as displayed
  reader      TEXT NOT NULL,     -- rung of the ladder: fast, pdfcpu, pdfium, ocr, plain; '' where none could
  glyphs      INTEGER NOT NULL,  -- characters on the page
  rulings     INTEGER NOT NULL,  -- straight lines on the page
  undecodable INTEGER NOT NULL,  -- glyphs whose character is not known
  problem     TEXT,              -- the first thing that went wrong; NULL: nothing did
  PRIMARY KEY (document_id, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE form (
  -- One form (绩效目标表) of a document, or, where kind is NULL, pages that
  -- could not be read as one.
  id              INTEGER PRIMARY KEY, -- changes when the document is read anew; (document, ordinal) names it for good
  document_id     INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE, -- its document
  ordinal         INTEGER NOT NULL, -- place in the document, from 0
  kind            TEXT,    -- project_target, department_target, transfer_target, self_evaluation; NULL: could not be read
  title           TEXT,    -- first title line, as printed
  fiscal_year     INTEGER, -- 年度
  project         TEXT,    -- 项目名称, 专项名称, 转移支付名称
  department      TEXT,    -- 主管部门; on a department form the department itself
  unit            TEXT,    -- 实施单位, 单位名称
  attribute       TEXT,    -- 项目属性
  period          TEXT,    -- 项目期, as printed
  header          TEXT CHECK (header IS NULL OR json_valid(header)), -- every other labelled field, a JSON object by printed label; holds personal data (names, telephone numbers)
  achieved        TEXT,    -- 实际完成情况
  execution_rate  REAL,    -- 执行率 of the total, percent
  execution_score REAL,    -- 得分 of the execution rate
  total_score     REAL,    -- 总分 as printed
  first_page      INTEGER, -- first of pages; NULL for plain text
  pages           TEXT NOT NULL CHECK (json_valid(pages)), -- pages that the form stands on, a JSON array, from 1
  source          TEXT NOT NULL, -- how its characters were obtained: text, ocr, mixed
  UNIQUE (document_id, ordinal)
) STRICT;
CREATE INDEX form_year_kind ON form (fiscal_year, kind);
CREATE INDEX form_department ON form (department, fiscal_year);
CREATE INDEX form_unit ON form (unit, fiscal_year);
CREATE INDEX form_project ON form (project, fiscal_year);

CREATE TABLE fund (
  -- One amount of the funds block (资金).
  form_id INTEGER NOT NULL REFERENCES form (id) ON DELETE CASCADE, -- its form
  ordinal INTEGER NOT NULL, -- N of the JSON pointer /funds/N
  scope   TEXT NOT NULL,    -- annual 年度, midterm 中期, initial 年初预算数, adjusted 全年预算数, executed 全年执行数
  item    TEXT NOT NULL,    -- total, fiscal, other, carryover, superior, local, special_account, unit_funds
  amount  INTEGER,          -- fen (1/100 yuan; 1 万元 is 1,000,000); NULL where the cell is blank or a dash
  label   TEXT,             -- as printed
  PRIMARY KEY (form_id, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE goal (
  -- One goal (目标).
  id      INTEGER PRIMARY KEY, -- changes when the document is read anew
  form_id INTEGER NOT NULL REFERENCES form (id) ON DELETE CASCADE, -- its form
  ordinal INTEGER NOT NULL, -- N of the JSON pointer /goals/N
  scope   TEXT NOT NULL,    -- annual, midterm
  number  INTEGER,          -- the N of 目标N; NULL where none is printed
  text    TEXT NOT NULL,    -- without the prefix, lines joined
  UNIQUE (form_id, ordinal)
) STRICT;

CREATE TABLE task (
  -- One row of 年度主要任务 on a department form.
  id      INTEGER PRIMARY KEY, -- changes when the document is read anew
  form_id INTEGER NOT NULL REFERENCES form (id) ON DELETE CASCADE, -- its form
  ordinal INTEGER NOT NULL, -- N of the JSON pointer /tasks/N
  name    TEXT,             -- 任务名称
  content TEXT,             -- 主要内容
  total   INTEGER,          -- 预算金额, fen
  fiscal  INTEGER,          -- of it 财政拨款, fen
  other   INTEGER,          -- of it 其他资金, fen
  UNIQUE (form_id, ordinal)
) STRICT;

CREATE TABLE indicator (
  -- One row of the table of indicators (绩效指标).
  id         INTEGER PRIMARY KEY, -- changes when the document is read anew
  form_id    INTEGER NOT NULL REFERENCES form (id) ON DELETE CASCADE, -- its form
  ordinal    INTEGER NOT NULL, -- N of the JSON pointer /indicators/N
  scope      TEXT NOT NULL,    -- annual, midterm
  level1     TEXT,             -- 一级指标, by its usual name; NULL where the form has no levels
  level2     TEXT,             -- 二级指标, by its usual name; NULL where the form has no levels
  level3     TEXT NOT NULL,    -- 三级指标: the indicator itself
  number     INTEGER,          -- the N of 指标N; NULL where none is printed
  target     TEXT NOT NULL,    -- 指标值 as printed, lines joined; '' where the cell is blank
  op         TEXT,             -- >=, <=, >, <, =, ~ (about), range; NULL: no comparable number
  value_low  REAL,             -- the number, or the low end of a range
  value_high REAL,             -- the high end of a range; NULL for a single number
  unit       TEXT,             -- what follows the number; '' for a bare number, NULL where op is
  weight     REAL,             -- 权重, 分值
  actual     TEXT,             -- 实际完成值
  score      REAL,             -- 得分
  deviation  TEXT,             -- 偏差原因分析及改进措施
  UNIQUE (form_id, ordinal)
) STRICT;
CREATE INDEX indicator_level2 ON indicator (level2);
CREATE INDEX indicator_level3 ON indicator (level3);

CREATE TABLE evidence (
  -- Where a value of a form stands: the box of its cell.
  form_id    INTEGER NOT NULL REFERENCES form (id) ON DELETE CASCADE, -- its form
  pointer    TEXT NOT NULL,    -- JSON pointer of the value, such as /indicators/3/target
  page       INTEGER NOT NULL, -- from 1
  x0         REAL NOT NULL,    -- left edge: points from the left of the page as displayed
  y0         REAL NOT NULL,    -- top edge: points from the top of the page as displayed
  x1         REAL NOT NULL,    -- right edge
  y1         REAL NOT NULL,    -- bottom edge
  confidence REAL,             -- in [0, 1]; NULL for text that the file itself holds
  PRIMARY KEY (form_id, pointer)
) STRICT, WITHOUT ROWID;

CREATE TABLE issue (
  -- A doubt about a value of a form, or about a file.
  id          INTEGER PRIMARY KEY, -- ascending within a document; changes when it is read anew
  document_id INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE, -- its document
  form_id     INTEGER REFERENCES form (id) ON DELETE CASCADE, -- its form; NULL for one about the file
  code        TEXT NOT NULL,   -- stable: funds-sum, level-unknown
  severity    TEXT NOT NULL CHECK (severity IN ('info', 'warning', 'error')), -- info tells, warning doubts a value, error: a value is missing or wrong
  pointer     TEXT NOT NULL,   -- JSON pointer of the value in doubt; '' for the whole form or file
  message     TEXT NOT NULL,   -- in words
  page        INTEGER,         -- where the value stands; NULL: not known
  x0          REAL,            -- box of the value as in evidence; NULL: not known
  y0          REAL,            -- top edge
  x1          REAL,            -- right edge
  y1          REAL             -- bottom edge
) STRICT;
CREATE INDEX issue_document ON issue (document_id);
CREATE INDEX issue_form ON issue (form_id, pointer);
CREATE INDEX issue_code ON issue (code, severity);
