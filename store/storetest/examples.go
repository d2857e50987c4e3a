package storetest

import (
	"testing"

	"mubiao/normalize"
	"mubiao/store"
)

// Examples are those of docs/schema.md: what auditors ask of ten years of
// forms. Their SQL is of both dialects.
var Examples = []struct{ Question, SQL string }{
	{
		"Indicators of one department, in the order of the forms",
		`SELECT project, level2, level3, target
FROM target
WHERE department LIKE '%人民政府%' AND fiscal_year = 2023
ORDER BY form_id, ordinal`,
	},
	{
		"Forms and money by year; target repeats the total of a form on each of its indicators, so take each form once",
		`SELECT fiscal_year, count(*) AS forms, sum(wan) AS wan
FROM (SELECT DISTINCT form_id, fiscal_year, annual_total_wan AS wan FROM target WHERE kind = 'project_target') t
GROUP BY fiscal_year
ORDER BY fiscal_year`,
	},
	{
		"The same by department, with a column a year",
		`SELECT department,
  sum(annual_total_wan) FILTER (WHERE fiscal_year = 2023) AS wan_2023,
  sum(annual_total_wan) FILTER (WHERE fiscal_year = 2024) AS wan_2024
FROM project_year
GROUP BY department
ORDER BY department`,
	},
	{
		"Projects whose money grew by more than half",
		`SELECT project, unit, previous_year, fiscal_year, annual_total_wan - total_change_wan AS before_wan, annual_total_wan
FROM project_year
WHERE total_change_wan > 0.5 * (annual_total_wan - total_change_wan)
ORDER BY total_change_wan DESC`,
	},
	{
		"Projects of several units in one year that go by the same name",
		`SELECT fiscal_year, project_key, count(DISTINCT unit_key) AS units, sum(annual_total_wan) AS wan
FROM project_year
GROUP BY fiscal_year, project_key
HAVING count(DISTINCT unit_key) > 1`,
	},
	{
		"What became of the targets of a project, year by year",
		`SELECT fiscal_year, change, level3, previous_target, target
FROM target_change
WHERE project LIKE '%政务外网%'
ORDER BY fiscal_year, level3`,
	},
	{
		"Targets of a project as its plans and its self-evaluations of the same year state them",
		`SELECT p.fiscal_year, p.level3, p.target AS planned, e.target AS evaluated, e.actual, e.score
FROM target p JOIN target e ON e.project_key = p.project_key AND e.fiscal_year = p.fiscal_year AND e.name_key = p.name_key
WHERE p.kind <> 'self_evaluation' AND e.kind = 'self_evaluation' AND p.project LIKE '%政务外网%'
ORDER BY p.fiscal_year, p.ordinal`,
	},
	{
		"Plans without a self-evaluation",
		`SELECT fiscal_year, department, unit, project, annual_total_wan, path
FROM project_year y
WHERE NOT EXISTS (
  SELECT 1 FROM form e
  WHERE e.kind = 'self_evaluation' AND e.project_key = y.project_key AND e.fiscal_year = y.fiscal_year)
ORDER BY fiscal_year, annual_total_wan DESC`,
	},
	{
		"Self-evaluations that spent less than 80 % of the money and lost no points for it",
		`SELECT d.path, f.unit, f.project, f.execution_rate, f.execution_score, f.total_score
FROM form f JOIN document d ON d.id = f.document_id
WHERE f.kind = 'self_evaluation' AND d.superseded = 0 AND f.execution_rate < 80 AND f.execution_score >= 10
ORDER BY f.execution_rate`,
	},
	{
		"Satisfaction targets below 90 %",
		`SELECT path, page, unit, project, level3, target
FROM target
WHERE level2 = '服务对象满意度指标' AND op IN ('>=', '=') AND unit_of_value = '%' AND value_low < 90`,
	},
	{
		"The share of targets that cannot be measured, by department and year",
		`SELECT coalesce(department, unit) AS who, fiscal_year, 100.0 * sum(unmeasurable) / sum(indicators) AS percent
FROM quality
WHERE indicators > 0
GROUP BY coalesce(department, unit), fiscal_year
ORDER BY percent DESC`,
	},
	{
		"Forms whose weights sum to neither 100 nor 90, those in most doubt first",
		`SELECT path, project, weights, errors, warnings
FROM quality
WHERE weights_off = 1
ORDER BY errors DESC, warnings DESC`,
	},
	{
		"What people corrected",
		`SELECT d.path, c.form, c.pointer, c.old, c.new, c.author, c.why, c.status
FROM correction c JOIN document d ON d.id = c.document_id
WHERE c.status <> 'undone'`,
	},
	{
		"What should be looked at, and where",
		`SELECT d.path, i.page, i.code, i.pointer, i.message
FROM issue i JOIN document d ON d.id = i.document_id
WHERE i.severity = 'error' AND d.superseded = 0
ORDER BY d.path, i.page`,
	},
	{
		"What could not be read, and why",
		`SELECT path, status, reason_code, reason
FROM document
WHERE superseded = 0 AND (status <> 'read' OR reason_code IS NOT NULL)`,
	},
}

// examples asks them of a store in which each finds something.
func examples(t *testing.T, s suite) {
	Suspicious(t, s)
	plan := Plan("f.pdf", 6)
	r := &plan.Records[0]
	r.Unit, r.Funds[0].Amount = "另一个单位", new(normalize.Amount(100))
	r.Indicators = append(r.Indicators, normalize.Indicator{
		Scope: normalize.Annual, Level1: "满意度指标", Level2: "服务对象满意度指标", Level3: "群众满意度",
		Target: "≥85%", Op: normalize.AtLeast, Value: normalize.Value{85}, Unit: new("%"),
	})
	r.Issues = append(r.Issues, normalize.Issue{Code: "form-unread", Severity: normalize.Error})
	evaluation := Plan("g.pdf", 7)
	evaluation.Records = evaluation.Records[1:]
	spent := &evaluation.Records[0]
	spent.ExecutionRate, spent.ExecutionScore = new(60.0), new(10.0)
	s.put(t, plan, evaluation)
	for _, e := range Examples {
		_, rows, err := All(t.Context(), s.sql, e.SQL, store.Limits{})
		if err != nil || len(rows) == 0 {
			t.Errorf("%s: %d rows, %v", e.Question, len(rows), err)
		}
	}
}
