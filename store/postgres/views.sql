-- The views of docs/schema.md, made anew by the last of the migrations. A view
-- that is replaced keeps who may read it; its columns stay, and new ones come
-- last.

-- In ASCII '0' follows '/': what lies between /indicators/3 and /indicators/30
-- is the indicator 3 and its members. The first 200 characters of a pointer
-- are enough to tell that, and are what there is an index of.
CREATE OR REPLACE VIEW target AS
SELECT
  d.path, f.id AS form_id, i.ordinal, f.kind, f.title, f.fiscal_year, f.department, f.unit, f.project,
  t.annual_total_fen, t.annual_total_fen / 1e6::double precision AS annual_total_wan,
  i.scope, i.level1, i.level2, i.level3, i.number, i.target, i.op, i.value_low, i.value_high,
  i.unit AS unit_of_value, i.weight, i.actual, i.score,
  (SELECT count(*) FROM issue
    WHERE form_id = f.id AND severity <> 'info'
      AND left(pointer, 200) >= '/indicators/' || i.ordinal AND left(pointer, 200) < '/indicators/' || i.ordinal || '0') AS open_issues,
  coalesce(
    (SELECT min(page) FROM evidence
      WHERE form_id = f.id
        AND left(pointer, 200) >= '/indicators/' || i.ordinal AND left(pointer, 200) < '/indicators/' || i.ordinal || '0'),
    f.first_page) AS page,
  CASE WHEN f.reading IS NOT NULL AND EXISTS (SELECT 1 FROM correction c
    WHERE c.document_id = f.document_id AND c.form = f.ordinal AND c.status = 'applied' AND c.new <> c.old
      AND (c.pointer >= '/indicators/' || i.ordinal AND c.pointer < '/indicators/' || i.ordinal || '0'
        OR c.pointer NOT LIKE '/indicators/%')) THEN 1 ELSE 0 END AS corrected,
  CASE WHEN i.op IS NULL AND i.target !~ '[0-9０-９]' THEN 1 ELSE 0 END AS unmeasurable,
  -- A longer row of digits is no number, and too long for the type.
  substring(CASE WHEN substr(i.actual, strpos(i.actual, ','), 4) ~ '^,[0-9]{3}$' THEN replace(i.actual, ',', '') ELSE i.actual END
    from '^[0-9]{1,255}(?![0-9])(?:\.[0-9]{1,255})?')::double precision AS actual_value,
  f.project_key, f.unit_key, i.name_key
FROM document d
JOIN form f ON f.document_id = d.id
CROSS JOIN LATERAL (SELECT (
  SELECT amount FROM fund
  WHERE form_id = f.id AND item = 'total' AND scope IN ('annual', 'adjusted', 'initial')
  ORDER BY CASE scope WHEN 'annual' THEN 0 WHEN 'adjusted' THEN 1 ELSE 2 END, ordinal
  LIMIT 1
) AS annual_total_fen) t
JOIN indicator i ON i.form_id = f.id
WHERE d.superseded = 0;

CREATE OR REPLACE VIEW project_year AS
WITH latest AS (
  SELECT f.*, d.path,
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
  y.project_key, y.unit_key, y.fiscal_year, y.project, y.department, y.unit, y.path, y.id AS form_id, y.forms,
  y.previous_year, y.previous_id AS previous_form_id,
  y.total / 1e6::double precision AS annual_total_wan,
  (y.total - y.previous_total) / 1e6::double precision AS total_change_wan,
  (SELECT count(*) FROM indicator WHERE form_id = y.id) AS indicators,
  CASE WHEN y.previous_id IS NOT NULL THEN (
    SELECT count(*) FROM indicator i
    WHERE i.form_id = y.id AND NOT EXISTS (
      SELECT 1 FROM indicator p WHERE p.form_id = y.previous_id AND p.name_key = i.name_key AND p.scope = i.scope)
  ) END AS indicators_added,
  CASE WHEN y.previous_id IS NOT NULL THEN (
    SELECT count(*) FROM indicator p
    WHERE p.form_id = y.previous_id AND NOT EXISTS (
      SELECT 1 FROM indicator i WHERE i.form_id = y.id AND i.name_key = p.name_key AND i.scope = p.scope)
  ) END AS indicators_dropped,
  CASE WHEN y.previous_id IS NOT NULL THEN (
    SELECT count(*) FROM indicator i
    WHERE i.form_id = y.id AND EXISTS (
      SELECT 1 FROM indicator p WHERE p.form_id = y.previous_id AND p.name_key = i.name_key AND p.scope = i.scope)
    AND NOT EXISTS (
      SELECT 1 FROM indicator p WHERE p.form_id = y.previous_id AND p.name_key = i.name_key AND p.scope = i.scope
        AND (p.op, p.value_low, p.value_high, p.unit) IS NOT DISTINCT FROM (i.op, i.value_low, i.value_high, i.unit)
        AND (i.op IS NOT NULL OR p.target = i.target))
  ) END AS targets_changed
FROM year y;

CREATE OR REPLACE VIEW target_change AS
WITH y AS MATERIALIZED (
  SELECT project, department, unit, fiscal_year, previous_year, form_id, previous_form_id, path
  FROM project_year WHERE previous_form_id IS NOT NULL
), c AS (
  SELECT y.*, 'changed' AS change, i.scope, i.level2, i.level3, p.target AS previous_target, i.target,
    CASE WHEN i.op = p.op AND i.op <> 'range' AND i.unit = p.unit
      THEN round((i.value_low - p.value_low)::numeric, 9)::double precision END AS value_change, i.op
  FROM y JOIN indicator i ON i.form_id = y.form_id
  JOIN indicator p ON p.form_id = y.previous_form_id AND p.name_key = i.name_key AND p.scope = i.scope
  WHERE NOT ((p.op, p.value_low, p.value_high, p.unit) IS NOT DISTINCT FROM (i.op, i.value_low, i.value_high, i.unit)
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
SELECT project, department, unit, fiscal_year, previous_year, change COLLATE "C" AS change, scope, level2, level3,
  previous_target, target, value_change, form_id, previous_form_id, path, op
FROM c;

CREATE OR REPLACE VIEW quality AS
WITH counted AS (
  SELECT f.*,
    (SELECT count(*) FROM indicator WHERE form_id = f.id) AS indicators,
    (SELECT sum(weight) FROM indicator WHERE form_id = f.id AND scope = 'annual') AS weights
  FROM form f
)
SELECT
  d.id AS document_id, d.path, d.status, d.reason_code, f.id AS form_id, f.ordinal AS form, f.kind, f.fiscal_year,
  f.department, f.unit, f.project, f.source,
  (SELECT string_agg(reader, ',' ORDER BY first) FROM (
    SELECT reader, min(number) AS first FROM page
    WHERE document_id = d.id
      AND (f.id IS NULL OR number IN (SELECT n::bigint FROM json_array_elements_text(f.pages) AS n))
    GROUP BY reader) p) AS rung,
  (SELECT count(*) FROM evidence WHERE form_id = f.id) AS cells,
  (SELECT min(confidence) FROM evidence WHERE form_id = f.id) AS lowest_confidence,
  (SELECT count(*) FROM fund WHERE form_id = f.id) AS funds,
  (SELECT count(*) FROM goal WHERE form_id = f.id) AS goals,
  f.indicators,
  n.errors, n.warnings, n.infos,
  CASE WHEN f.indicators > 0 THEN CASE WHEN EXISTS (SELECT 1 FROM indicator
    WHERE form_id = f.id AND (level1 = '满意度指标' OR level2 = '服务对象满意度指标' OR level3 LIKE '%满意%')) THEN 0 ELSE 1 END
    WHEN f.indicators = 0 THEN 0 END AS no_satisfaction,
  (SELECT count(*) FROM indicator
    WHERE form_id = f.id AND op IS NULL AND target !~ '[0-9０-９]') AS unmeasurable,
  f.weights,
  CASE WHEN abs(f.weights - 100) > 0.005 AND abs(f.weights - 90) > 0.005 THEN 1 ELSE 0 END AS weights_off,
  (SELECT count(*) FROM correction WHERE document_id = d.id AND form = f.ordinal AND status = 'applied') AS corrections,
  (SELECT count(*) FROM correction WHERE document_id = d.id AND (form = f.ordinal OR f.id IS NULL) AND status = 'stale')
    AS stale_corrections
FROM document d
LEFT JOIN counted f ON f.document_id = d.id
CROSS JOIN LATERAL (
  SELECT count(*) FILTER (WHERE severity = 'error') AS errors, count(*) FILTER (WHERE severity = 'warning') AS warnings,
    count(*) FILTER (WHERE severity = 'info') AS infos
  FROM issue WHERE document_id = d.id AND form_id IS NOT DISTINCT FROM f.id
) n
WHERE d.superseded = 0;
