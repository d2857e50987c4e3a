-- Targets that a self-evaluation leaves out, or states otherwise than the plan
-- :year        of this year alone
-- :department  of departments, or else units, with this in their name
WITH pair AS (
  SELECT e.id AS evaluation_id, p.id AS plan_id, e.fiscal_year, e.department, e.unit, e.project, d.path AS evaluation, dp.path AS plan
  FROM form e JOIN document d ON d.id = e.document_id
  JOIN form p ON p.project_key = e.project_key AND p.fiscal_year = e.fiscal_year AND p.kind <> 'self_evaluation'
  JOIN document dp ON dp.id = p.document_id
  WHERE e.kind = 'self_evaluation' AND d.superseded = 0 AND dp.superseded = 0
    AND coalesce(p.unit_key, e.unit_key, '') = coalesce(e.unit_key, p.unit_key, '')
    AND (:year IS NULL OR e.fiscal_year = :year)
    AND (:department IS NULL OR coalesce(e.department, e.unit) LIKE '%' || :department || '%')
)
SELECT f.fiscal_year, f.department, f.unit, f.project, p.level3, p.target AS planned, e.target AS evaluated, e.actual, f.plan, f.evaluation
FROM pair f JOIN indicator p ON p.form_id = f.plan_id AND p.scope = 'annual'
LEFT JOIN indicator e ON e.form_id = f.evaluation_id AND e.name_key = p.name_key AND e.scope = p.scope
WHERE e.form_id IS NULL OR p.target <> e.target AND NOT coalesce(p.op = e.op AND p.unit = e.unit
  AND p.value_low = e.value_low AND coalesce(p.value_high, p.value_low) = coalesce(e.value_high, e.value_low), FALSE)
ORDER BY f.project, f.fiscal_year, f.plan, p.ordinal
