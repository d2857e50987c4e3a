-- The views of docs/schema.md, made anew by the last of the migrations.
DROP VIEW IF EXISTS target;
DROP VIEW IF EXISTS target_change;
DROP VIEW IF EXISTS project_year;
DROP VIEW IF EXISTS quality;

-- In ASCII '0' follows '/': what lies between /indicators/3 and /indicators/30
-- is the indicator 3 and its members.
CREATE VIEW target AS
-- One row an indicator, with what its form says beside it: the table for
-- questions. Values are those that people corrected, where they did; corrected
-- says so, and the table correction what was read. Superseded documents are
-- left out.
SELECT
  d.path          AS path,             -- of the document
  f.id            AS form_id,          -- joins to the tables
  i.ordinal       AS ordinal,          -- place of the indicator in its form, from 0
  f.kind          AS kind,             -- project_target, department_target, transfer_target, self_evaluation
  f.title         AS title,            -- first title line of the form
  f.fiscal_year   AS fiscal_year,      -- 年度
  f.department    AS department,       -- 主管部门
  f.unit          AS unit,             -- 实施单位
  f.project       AS project,          -- 项目名称
  f.annual_total_fen       AS annual_total_fen, -- 年度资金总额 in fen; on a self-evaluation 全年预算数 or else 年初预算数; of the form, so do not sum it over indicators
  f.annual_total_fen / 1e6 AS annual_total_wan, -- the same in 万元
  i.scope         AS scope,            -- annual 年度, midterm 中期
  i.level1        AS level1,           -- 一级指标
  i.level2        AS level2,           -- 二级指标
  i.level3        AS level3,           -- 三级指标: the indicator itself
  i.number        AS number,           -- the N of 指标N
  i.target        AS target,           -- 指标值 as printed
  i.op            AS op,               -- >=, <=, >, <, =, ~ (about), range; NULL: no comparable number
  i.value_low     AS value_low,        -- the number, or the low end of a range
  i.value_high    AS value_high,       -- the high end of a range; NULL for a single number
  i.unit          AS unit_of_value,    -- what follows the number; '' for a bare number
  i.weight        AS weight,           -- 权重, 分值
  i.actual        AS actual,           -- 实际完成值
  i.score         AS score,            -- 得分
  (SELECT count(*) FROM issue
    WHERE form_id = f.id AND severity <> 'info'
      AND pointer >= '/indicators/' || i.ordinal AND pointer < '/indicators/' || i.ordinal || '0')
                  AS open_issues,      -- warnings and errors about this indicator
  coalesce(
    (SELECT min(page) FROM evidence
      WHERE form_id = f.id
        AND pointer >= '/indicators/' || i.ordinal AND pointer < '/indicators/' || i.ordinal || '0'),
    f.first_page) AS page,             -- page that the indicator stands on, from 1; where not known, the first of the form
  f.reading IS NOT NULL AND EXISTS (SELECT 1 FROM correction c
    WHERE c.document_id = f.document_id AND c.form = f.ordinal AND c.status = 'applied' AND c.new <> c.old
      AND (c.pointer >= '/indicators/' || i.ordinal AND c.pointer < '/indicators/' || i.ordinal || '0'
        OR c.pointer NOT LIKE '/indicators/%'))
                  AS corrected,        -- 1: a person corrected a value of this indicator or of its form
  i.op IS NULL AND i.target NOT GLOB '*[0-9０-９]*'
                  AS unmeasurable,     -- 1: target states neither a number nor a date
  CASE WHEN i.actual GLOB '[0-9]*' THEN CAST(
    CASE WHEN substr(i.actual, instr(i.actual, ','), 4) GLOB ',[0-9][0-9][0-9]' THEN replace(i.actual, ',', '') ELSE i.actual END
  AS REAL) END    AS actual_value,     -- the number that actual begins with; NULL: it begins with none
  f.project_key   AS project_key,      -- what names the project in every year, with unit_key
  f.unit_key      AS unit_key,         -- what names the unit, or else the department, in every year; NULL: neither is printed
  i.name_key      AS name_key          -- level3 without width, case, blanks, brackets, punctuation and years
FROM document d
JOIN (
  SELECT *, (
    SELECT amount FROM fund
    WHERE form_id = form.id AND item = 'total' AND scope IN ('annual', 'adjusted', 'initial')
    ORDER BY CASE scope WHEN 'annual' THEN 0 WHEN 'adjusted' THEN 1 ELSE 2 END, ordinal
    LIMIT 1
  ) AS annual_total_fen
  FROM form
) f ON f.document_id = d.id
JOIN indicator i ON i.form_id = f.id
WHERE d.superseded = 0;

CREATE VIEW project_year AS
-- One row a project and year: the same project across years, known by
-- project_key and unit_key, with what became of its targets since the form of
-- the year before. Self-evaluations are left out, and forms without a project
-- or a year. Where several forms of a project and year are stored, the one
-- imported last counts. target_change has the targets themselves.
WITH latest AS (
  SELECT f.*, d.path AS path,
    row_number() OVER (PARTITION BY f.project_key, f.unit_key, f.fiscal_year ORDER BY f.document_id DESC, f.ordinal) AS nth,
    count(*) OVER (PARTITION BY f.project_key, f.unit_key, f.fiscal_year) AS forms,
    (SELECT amount FROM fund WHERE form_id = f.id AND item = 'total' AND scope = 'annual' ORDER BY ordinal LIMIT 1) AS total
  FROM form f JOIN document d ON d.id = f.document_id
  WHERE d.superseded = 0 AND f.kind <> 'self_evaluation' AND f.project_key <> '' AND f.fiscal_year IS NOT NULL
), year AS (
  SELECT *,
    lag(id) OVER across AS previous_id,
    lag(fiscal_year) OVER across AS previous_year,
    lag(total) OVER across AS previous_total
  FROM latest WHERE nth = 1
  WINDOW across AS (PARTITION BY project_key, unit_key ORDER BY fiscal_year)
)
SELECT
  y.project_key      AS project_key,        -- what names the project in every year, with unit_key
  y.unit_key         AS unit_key,           -- what names the unit, or else the department, in every year; NULL: neither is printed
  y.fiscal_year      AS fiscal_year,        -- 年度
  y.project          AS project,            -- 项目名称 in this year
  y.department       AS department,         -- 主管部门
  y.unit             AS unit,               -- 实施单位
  y.path             AS path,               -- of the document
  y.id               AS form_id,            -- joins to the tables
  y.forms            AS forms,              -- forms of this project and year that are stored
  y.previous_year    AS previous_year,      -- the last year before this one of which a form is stored; NULL: none is
  y.previous_id      AS previous_form_id,   -- the form of that year
  y.total / 1e6      AS annual_total_wan,   -- 年度资金总额, 万元
  (y.total - y.previous_total) / 1e6 AS total_change_wan, -- that, less that of previous_year; NULL: one of them is not known
  (SELECT count(*) FROM indicator WHERE form_id = y.id) AS indicators, -- indicators of this year
  CASE WHEN y.previous_id IS NOT NULL THEN (
    SELECT count(*) FROM indicator i
    WHERE i.form_id = y.id AND NOT EXISTS (
      SELECT 1 FROM indicator p WHERE p.form_id = y.previous_id AND p.name_key = i.name_key AND p.scope = i.scope)
  ) END              AS indicators_added,   -- of them, those that previous_year does not have; NULL: no previous_year
  CASE WHEN y.previous_id IS NOT NULL THEN (
    SELECT count(*) FROM indicator p
    WHERE p.form_id = y.previous_id AND NOT EXISTS (
      SELECT 1 FROM indicator i WHERE i.form_id = y.id AND i.name_key = p.name_key AND i.scope = p.scope)
  ) END              AS indicators_dropped, -- those of previous_year that this year does not have; NULL: no previous_year
  CASE WHEN y.previous_id IS NOT NULL THEN (
    SELECT count(*) FROM indicator i
    WHERE i.form_id = y.id AND EXISTS (
      SELECT 1 FROM indicator p WHERE p.form_id = y.previous_id AND p.name_key = i.name_key AND p.scope = i.scope)
    AND NOT EXISTS (
      SELECT 1 FROM indicator p WHERE p.form_id = y.previous_id AND p.name_key = i.name_key AND p.scope = i.scope
        AND p.op IS i.op AND p.value_low IS i.value_low AND p.value_high IS i.value_high AND p.unit IS i.unit
        AND (i.op IS NOT NULL OR p.target = i.target))
  ) END              AS targets_changed     -- indicators of both years with another target, however it is worded; NULL: no previous_year
FROM year y;

CREATE VIEW target_change AS
-- One row for each change that project_year counts. Two indicators of one name
-- in a form make a row for each pair of different targets.
WITH y AS MATERIALIZED (
  SELECT project, department, unit, fiscal_year, previous_year, form_id, previous_form_id, path
  FROM project_year WHERE previous_form_id IS NOT NULL
), c AS (
  SELECT y.*, 'changed' AS change, i.scope, i.level2, i.level3, p.target AS previous_target, i.target,
    CASE WHEN i.op = p.op AND i.op <> 'range' AND i.unit = p.unit THEN round(i.value_low - p.value_low, 9) END AS value_change, i.op
  FROM y JOIN indicator i ON i.form_id = y.form_id
  JOIN indicator p ON p.form_id = y.previous_form_id AND p.name_key = i.name_key AND p.scope = i.scope
  WHERE NOT (p.op IS i.op AND p.value_low IS i.value_low AND p.value_high IS i.value_high AND p.unit IS i.unit
    AND (i.op IS NOT NULL OR p.target = i.target))
  UNION ALL
  SELECT y.*, 'added', i.scope, i.level2, i.level3, NULL, i.target, NULL, i.op
  FROM y JOIN indicator i ON i.form_id = y.form_id
  WHERE NOT EXISTS (SELECT 1 FROM indicator p WHERE p.form_id = y.previous_form_id AND p.name_key = i.name_key AND p.scope = i.scope)
  UNION ALL
  SELECT y.*, 'dropped', p.scope, p.level2, p.level3, p.target, NULL, NULL, NULL
  FROM y JOIN indicator p ON p.form_id = y.previous_form_id
  WHERE NOT EXISTS (SELECT 1 FROM indicator i WHERE i.form_id = y.form_id AND i.name_key = p.name_key AND i.scope = p.scope)
)
SELECT
  c.project          AS project,          -- 项目名称 in fiscal_year
  c.department       AS department,       -- 主管部门
  c.unit             AS unit,             -- 实施单位
  c.fiscal_year      AS fiscal_year,      -- 年度
  c.previous_year    AS previous_year,    -- the year compared with
  c.change           AS change,           -- changed: another target; added, dropped: no such indicator in previous_year, in fiscal_year
  c.scope            AS scope,            -- annual 年度, midterm 中期
  c.level2           AS level2,           -- 二级指标
  c.level3           AS level3,           -- 三级指标: the indicator itself
  c.previous_target  AS previous_target,  -- 指标值 of previous_year; NULL where it is added
  c.target           AS target,           -- 指标值 of fiscal_year; NULL where it is dropped
  c.value_change     AS value_change,     -- the number of target, less that of previous_target; NULL: they cannot be compared
  c.form_id          AS form_id,          -- the form of fiscal_year
  c.previous_form_id AS previous_form_id, -- the form of previous_year
  c.path             AS path,             -- of the document of fiscal_year
  c.op               AS op                -- of target, as in the view target
FROM c;

CREATE VIEW quality AS
-- One row a form, and one for each document without: how far what is stored
-- can be trusted, and what the form leaves open. Superseded documents are left
-- out.
WITH counted AS (
  SELECT f.*,
    (SELECT count(*) FROM indicator WHERE form_id = f.id) AS indicators,
    (SELECT sum(weight) FROM indicator WHERE form_id = f.id AND scope = 'annual') AS weights
  FROM form f
)
SELECT
  d.id              AS document_id,       -- joins to the tables
  d.path            AS path,              -- of the document
  d.status          AS status,            -- read, no-form, failed
  d.reason_code     AS reason_code,       -- why it failed or has no form
  f.id              AS form_id,           -- joins to the tables; NULL: the document has no form
  f.ordinal         AS form,              -- place of the form in the document, from 0
  f.kind            AS kind,              -- project_target, department_target, transfer_target, self_evaluation; NULL: could not be read
  f.fiscal_year     AS fiscal_year,       -- 年度
  f.department      AS department,        -- 主管部门
  f.unit            AS unit,              -- 实施单位
  f.project         AS project,           -- 项目名称
  f.source          AS source,            -- how its characters were obtained: text, ocr, mixed
  (SELECT group_concat(DISTINCT p.reader) FROM page p
    WHERE p.document_id = d.id AND (f.id IS NULL OR p.number IN (SELECT value FROM json_each(f.pages))))
                    AS rung,              -- rungs of the ladder that read its pages, parted by commas: fast, pdfcpu, pdfium, ocr
  (SELECT count(*) FROM evidence WHERE form_id = f.id)
                    AS cells,             -- values whose place on the page is known
  (SELECT min(confidence) FROM evidence WHERE form_id = f.id)
                    AS lowest_confidence, -- of its values; NULL: all are text that the file itself holds
  (SELECT count(*) FROM fund WHERE form_id = f.id)
                    AS funds,             -- amounts of the funds block
  (SELECT count(*) FROM goal WHERE form_id = f.id)
                    AS goals,             -- goals
  f.indicators      AS indicators,        -- indicators
  (SELECT count(*) FROM issue WHERE document_id = d.id AND form_id IS f.id AND severity = 'error')
                    AS errors,            -- issues of the form or, where there is none, of the document
  (SELECT count(*) FROM issue WHERE document_id = d.id AND form_id IS f.id AND severity = 'warning')
                    AS warnings,          -- likewise
  (SELECT count(*) FROM issue WHERE document_id = d.id AND form_id IS f.id AND severity = 'info')
                    AS infos,             -- likewise
  f.indicators > 0 AND NOT EXISTS (SELECT 1 FROM indicator
    WHERE form_id = f.id AND (level1 = '满意度指标' OR level2 = '服务对象满意度指标' OR level3 LIKE '%满意%'))
                    AS no_satisfaction,   -- 1: it has indicators, and none is of satisfaction (满意度)
  (SELECT count(*) FROM indicator
    WHERE form_id = f.id AND op IS NULL AND target NOT GLOB '*[0-9０-９]*')
                    AS unmeasurable,      -- indicators whose target states neither a number nor a date
  f.weights         AS weights,           -- sum of the weights (权重, 分值) of the annual indicators; NULL: none is printed
  f.weights IS NOT NULL AND abs(f.weights - 100) > 0.005 AND abs(f.weights - 90) > 0.005
                    AS weights_off,       -- 1: that is neither 100 nor 90, the rate of execution (预算执行率) having the other 10 (财预〔2020〕10号)
  (SELECT count(*) FROM correction WHERE document_id = d.id AND form = f.ordinal AND status = 'applied')
                    AS corrections,       -- values that people corrected or accepted
  (SELECT count(*) FROM correction WHERE document_id = d.id AND (form = f.ordinal OR f.id IS NULL) AND status = 'stale')
                    AS stale_corrections  -- corrections that a newer reading contradicts, and that are not applied
FROM document d
LEFT JOIN counted f ON f.document_id = d.id
WHERE d.superseded = 0;
