package relational

import (
	"database/sql"

	"mubiao/store"
)

const countByCode = `
SELECT code, count(*) FROM (
	SELECT code, document_id FROM issue
	UNION
	SELECT reason_code, id FROM document WHERE reason_code IS NOT NULL
) c JOIN document d ON d.id = c.document_id
WHERE d.superseded = 0
GROUP BY code`

const countInDoubt = `
SELECT count(*) FILTER (WHERE worst = 2), count(*) FILTER (WHERE worst >= 1), count(*) FROM (
	SELECT max(CASE i.severity WHEN 'error' THEN 2 WHEN 'warning' THEN 1 ELSE 0 END) AS worst
	FROM issue i JOIN document d ON d.id = i.document_id
	WHERE d.superseded = 0
	GROUP BY i.document_id
) w`

// doubtsOfForms begins a query that sums up the issues of forms by some key.
const doubtsOfForms = `
WITH doubts AS (
	SELECT form_id, count(*) FILTER (WHERE severity = 'error') AS errors, count(*) FILTER (WHERE severity = 'warning') AS warnings,
		count(*) FILTER (WHERE severity = 'info') AS infos
	FROM issue WHERE form_id IS NOT NULL GROUP BY form_id
), sums AS (
	SELECT f.fiscal_year, coalesce(f.department, f.unit, '') AS department, f.kind,
		coalesce(errors, 0) AS errors, coalesce(warnings, 0) AS warnings, coalesce(infos, 0) AS infos
	FROM form f JOIN document d ON d.id = f.document_id LEFT JOIN doubts ON form_id = f.id
	WHERE d.superseded = 0
)`

const countByDepartment = doubtsOfForms + `
SELECT department, count(kind), CAST(sum(errors) AS BIGINT), CAST(sum(warnings) AS BIGINT), CAST(sum(infos) AS BIGINT) FROM sums
GROUP BY department ORDER BY 3 DESC, 4 DESC, 5 DESC, department`

const countByYear = doubtsOfForms + `
SELECT coalesce(fiscal_year, 0), count(kind), CAST(sum(errors) AS BIGINT), CAST(sum(warnings) AS BIGINT), CAST(sum(infos) AS BIGINT) FROM sums
GROUP BY fiscal_year ORDER BY fiscal_year NULLS FIRST`

func (s *snapshot) countDoubts(report *store.Report) {
	s.each(countByCode, func(scan Scan) error {
		var code string
		var documents int
		err := scan(&code, &documents)
		report.CodeDocuments[code] = documents
		return err
	})
	s.each(countInDoubt, func(scan Scan) error {
		d := &report.InDoubt
		return scan(&d.Errors, &d.Warnings, &d.Infos)
	})
	s.countDepartments(report)
	s.each(countByYear, func(scan Scan) error {
		var c store.YearCount
		err := scan(&c.Year, &c.Forms, &c.Errors, &c.Warnings, &c.Infos)
		report.Years = append(report.Years, c)
		return err
	})
}

func (s *snapshot) countDepartments(report *store.Report) {
	s.each(countByDepartment, func(scan Scan) error {
		var c store.DepartmentCount
		err := scan(&c.Department, &c.Forms, &c.Errors, &c.Warnings, &c.Infos)
		report.Departments = append(report.Departments, c)
		return err
	})
}

const listWorst = `
SELECT d.id, d.path, coalesce(d.sha256, ''), d.status,
	(SELECT count(*) FROM form WHERE document_id = d.id AND kind IS NOT NULL),
	count(*) FILTER (WHERE i.severity = 'error') AS errors, count(*) FILTER (WHERE i.severity = 'warning') AS warnings
FROM issue i JOIN document d ON d.id = i.document_id
WHERE d.superseded = 0 AND i.severity <> 'info'
GROUP BY d.id
ORDER BY errors DESC, warnings DESC, d.path
LIMIT $1`

func (s *snapshot) listWorst(report *store.Report) {
	var documents []int64
	s.each(listWorst, func(scan Scan) error {
		var id int64
		var w store.Doubtful
		err := scan(&id, &w.Path, &w.SHA256, &w.Status, &w.Forms, &w.Errors, &w.Warnings)
		documents = append(documents, id)
		report.Worst = append(report.Worst, w)
		return err
	}, store.WorstDocuments)
	for i, id := range documents {
		report.Worst[i].Issues = s.listIssues(id)
	}
}

// listIssues takes the first issue of each code, then the second, so that many
// of one code do not hide the others.
const listIssues = `
SELECT i.code, i.severity, coalesce(f.ordinal, -1), i.pointer, i.message, coalesce(i.page, 0), i.x0, i.y0, i.x1, i.y1
FROM issue i LEFT JOIN form f ON f.id = i.form_id
WHERE i.id IN (
	SELECT id FROM issue
	WHERE document_id = $1 AND severity <> 'info'
	ORDER BY severity = 'warning', row_number() OVER (PARTITION BY severity, code ORDER BY id), id
	LIMIT $2)
ORDER BY i.severity = 'warning', i.id`

func (s *snapshot) listIssues(document int64) (issues []store.ListedIssue) {
	s.each(listIssues, func(scan Scan) error {
		var i store.ListedIssue
		var x0, y0, x1, y1 sql.NullFloat64
		err := scan(&i.Code, &i.Severity, &i.Form, &i.Pointer, &i.Message, &i.Page, &x0, &y0, &x1, &y1)
		if x0.Valid {
			i.Box = &[4]float64{x0.Float64, y0.Float64, x1.Float64, y1.Float64}
		}
		issues = append(issues, i)
		return err
	}, document, store.WorstIssues)
	return issues
}

const countValues = `
WITH graded AS (
	SELECT p.reader, CASE
		WHEN e.confidence IS NULL THEN 0
		WHEN e.confidence >= $1 THEN 1
		WHEN e.confidence >= $2 THEN 2
		WHEN e.confidence >= $3 THEN 3
		ELSE 4 END AS grade
	FROM evidence e JOIN form f ON f.id = e.form_id JOIN document d ON d.id = f.document_id
	JOIN page p ON p.document_id = d.id AND p.number = e.page
	WHERE d.superseded = 0
)
SELECT reader, grade, count(*) FROM graded
GROUP BY reader, grade
ORDER BY sum(count(*)) OVER (PARTITION BY reader) DESC, reader, grade`

func (s *snapshot) countValues(report *store.Report) {
	s.each(countValues, func(scan Scan) error {
		var c store.ValueCount
		var grade int
		err := scan(&c.Reader, &grade, &c.Values)
		c.Confidence = store.Confidences[grade]
		report.Values = append(report.Values, c)
		return err
	}, store.CertainConfidence, store.HighConfidence, store.LowConfidence)
}
