package sqlite

import (
	"database/sql"

	"mubiao/store"
)

const countByCode = `
SELECT code, count(*) FROM (
	SELECT code, document_id FROM issue
	UNION
	SELECT reason_code, id FROM document WHERE reason_code IS NOT NULL
) JOIN document d ON d.id = document_id
WHERE d.superseded = 0
GROUP BY code`

const countInDoubt = `
SELECT coalesce(sum(worst = 2), 0), coalesce(sum(worst >= 1), 0), count(*) FROM (
	SELECT max(CASE i.severity WHEN 'error' THEN 2 WHEN 'warning' THEN 1 ELSE 0 END) AS worst
	FROM issue i JOIN document d ON d.id = i.document_id
	WHERE d.superseded = 0
	GROUP BY i.document_id
)`

// doubtsOfForms begins a query that sums up the issues of forms by some key.
const doubtsOfForms = `
WITH doubts AS (
	SELECT form_id, sum(severity = 'error') AS errors, sum(severity = 'warning') AS warnings, sum(severity = 'info') AS infos
	FROM issue WHERE form_id IS NOT NULL GROUP BY form_id
), sums AS (
	SELECT f.fiscal_year, coalesce(f.department, f.unit, '') AS department, f.kind,
		coalesce(errors, 0) AS errors, coalesce(warnings, 0) AS warnings, coalesce(infos, 0) AS infos
	FROM form f JOIN document d ON d.id = f.document_id LEFT JOIN doubts ON form_id = f.id
	WHERE d.superseded = 0
)`

const countByDepartment = doubtsOfForms + `
SELECT department, count(kind), sum(errors), sum(warnings), sum(infos) FROM sums
GROUP BY department ORDER BY 3 DESC, 4 DESC, 5 DESC, department`

const countByYear = doubtsOfForms + `
SELECT coalesce(fiscal_year, 0), count(kind), sum(errors), sum(warnings), sum(infos) FROM sums
GROUP BY fiscal_year ORDER BY fiscal_year`

func (s *snapshot) countDoubts(report *store.Report) {
	s.each(countByCode, func(scan func(...any) error) error {
		var code string
		var documents int
		err := scan(&code, &documents)
		report.CodeDocuments[code] = documents
		return err
	})
	s.each(countInDoubt, func(scan func(...any) error) error {
		d := &report.InDoubt
		return scan(&d.Errors, &d.Warnings, &d.Infos)
	})
	s.each(countByDepartment, func(scan func(...any) error) error {
		var c store.DepartmentCount
		err := scan(&c.Department, &c.Forms, &c.Errors, &c.Warnings, &c.Infos)
		report.Departments = append(report.Departments, c)
		return err
	})
	s.each(countByYear, func(scan func(...any) error) error {
		var c store.YearCount
		err := scan(&c.Year, &c.Forms, &c.Errors, &c.Warnings, &c.Infos)
		report.Years = append(report.Years, c)
		return err
	})
}

const listWorst = `
SELECT d.id, d.path, coalesce(d.sha256, ''), d.status,
	(SELECT count(*) FROM form WHERE document_id = d.id AND kind IS NOT NULL),
	sum(i.severity = 'error') AS errors, sum(i.severity = 'warning') AS warnings
FROM issue i JOIN document d ON d.id = i.document_id
WHERE d.superseded = 0 AND i.severity <> 'info'
GROUP BY d.id
ORDER BY errors DESC, warnings DESC, d.path
LIMIT ?`

func (s *snapshot) listWorst(report *store.Report) {
	var documents []int64
	s.each(listWorst, func(scan func(...any) error) error {
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
	WHERE document_id = ? AND severity <> 'info'
	ORDER BY severity = 'warning', row_number() OVER (PARTITION BY severity, code ORDER BY id), id
	LIMIT ?)
ORDER BY i.severity = 'warning', i.id`

func (s *snapshot) listIssues(document int64) (issues []store.ListedIssue) {
	s.each(listIssues, func(scan func(...any) error) error {
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
		WHEN e.confidence >= :certain THEN 1
		WHEN e.confidence >= :high THEN 2
		WHEN e.confidence >= :low THEN 3
		ELSE 4 END AS grade
	FROM evidence e JOIN form f ON f.id = e.form_id JOIN document d ON d.id = f.document_id
	JOIN page p ON p.document_id = d.id AND p.number = e.page
	WHERE d.superseded = 0
)
SELECT reader, grade, count(*) FROM graded
GROUP BY reader, grade
ORDER BY sum(count(*)) OVER (PARTITION BY reader) DESC, reader, grade`

func (s *snapshot) countValues(report *store.Report) {
	s.each(countValues, func(scan func(...any) error) error {
		var c store.ValueCount
		var grade int
		err := scan(&c.Reader, &grade, &c.Values)
		c.Confidence = store.Confidences[grade]
		report.Values = append(report.Values, c)
		return err
	}, sql.Named("certain", store.CertainConfidence), sql.Named("high", store.HighConfidence), sql.Named("low", store.LowConfidence))
}
