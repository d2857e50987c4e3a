-- What saved questions ask of an indicator, in words of no dialect of SQL.

-- In ASCII '0' follows '/': what lies between /indicators/3 and /indicators/30
-- is the indicator 3 and its members.
DROP VIEW target;
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
  CASE WHEN i.actual GLOB '[0-9]*' THEN CAST(i.actual AS REAL) END
                  AS actual_value      -- the number that actual begins with; NULL: it begins with none
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
