package relational

import (
	"context"
	"database/sql"
	"fmt"

	"mubiao/store"
)

// Quality sums up what is stored; see store.Reader.
func (r Reader) Quality(ctx context.Context) (*store.Report, error) {
	return r.report(ctx, func(s *snapshot, report *store.Report) {
		s.countDocuments(report)
		s.listUnread(report)
		s.countForms(report)
		s.countPages(report)
		s.countIssues(report)
		s.countDoubts(report)
		s.countValues(report)
		s.cover(&report.Coverage)
		s.listWorst(report)
	})
}

// Summary is what of Quality takes little time; see store.Reader.
func (r Reader) Summary(ctx context.Context) (*store.Report, error) {
	return r.report(ctx, func(s *snapshot, report *store.Report) {
		s.countDocuments(report)
		s.countForms(report)
		s.countPages(report)
		s.countDepartments(report)
		s.listWorst(report)
	})
}

// report has fill fill in a report.
func (r Reader) report(ctx context.Context, fill func(*snapshot, *store.Report)) (*store.Report, error) {
	// Empty lists, so that they are [] in JSON and not null.
	report := &store.Report{
		Statuses: []store.StatusCount{}, Unread: []store.Unread{}, Forms: []store.FormCount{},
		Pages: []store.PageCount{}, Issues: []store.IssueCount{}, Worst: []store.Doubtful{},
		CodeDocuments: map[string]int{}, Departments: []store.DepartmentCount{}, Years: []store.YearCount{},
		Values: []store.ValueCount{}, Coverage: noCoverage(),
	}
	if err := r.snapshot(ctx, func(s *snapshot) { fill(s, report) }); err != nil {
		return nil, fmt.Errorf("quality report: %w", err)
	}
	return report, nil
}

const countDocuments = `
SELECT superseded = 1, status, coalesce(reason_code, ''), count(*) FROM document
GROUP BY superseded, status, reason_code
ORDER BY CASE status WHEN 'read' THEN 0 WHEN 'no-form' THEN 1 ELSE 2 END, count(*) DESC, reason_code NULLS FIRST`

func (s *snapshot) countDocuments(report *store.Report) {
	s.each(countDocuments, func(scan Scan) error {
		var superseded bool
		var c store.StatusCount
		err := scan(&superseded, &c.Status, &c.Reason, &c.Count)
		if superseded {
			report.Superseded += c.Count
			return err
		}
		report.Documents += c.Count
		report.Statuses = append(report.Statuses, c)
		return err
	})
}

const listUnread = `
SELECT path, coalesce(sha256, ''), status, coalesce(reason_code, ''), coalesce(reason, ''), tried_version,
	CASE status WHEN 'read' THEN version ELSE '' END
FROM document
WHERE superseded = 0 AND (status <> 'read' OR reason_code IS NOT NULL)
ORDER BY CASE status WHEN 'failed' THEN 0 WHEN 'read' THEN 1 ELSE 2 END, path, id`

func (s *snapshot) listUnread(report *store.Report) {
	s.each(listUnread, func(scan Scan) error {
		var u store.Unread
		err := scan(&u.Path, &u.SHA256, &u.Status, &u.Reason.Code, &u.Reason.Message, &u.Version, &u.Kept)
		report.Unread = append(report.Unread, u)
		return err
	})
}

const countForms = `
SELECT coalesce(kind, ''), coalesce(fiscal_year, 0), count(*),
	CAST(sum(f.indicators) AS BIGINT)
FROM (SELECT *, (SELECT count(*) FROM indicator WHERE form_id = form.id) AS indicators FROM form) f JOIN document d ON d.id = f.document_id
WHERE d.superseded = 0
GROUP BY kind, fiscal_year
ORDER BY kind NULLS LAST, fiscal_year NULLS FIRST`

func (s *snapshot) countForms(report *store.Report) {
	s.each(countForms, func(scan Scan) error {
		var c store.FormCount
		err := scan(&c.Kind, &c.Year, &c.Forms, &c.Indicators)
		report.Forms = append(report.Forms, c)
		return err
	})
}

const countPages = `
SELECT p.reader, coalesce(p.why, ''), count(*), CAST(sum(glyphs) AS BIGINT), CAST(sum(undecodable) AS BIGINT), count(problem)
FROM page p JOIN document d ON d.id = p.document_id
WHERE d.superseded = 0
GROUP BY p.reader, p.why
ORDER BY sum(count(*)) OVER (PARTITION BY p.reader) DESC, p.reader, count(*) DESC, p.why NULLS FIRST`

func (s *snapshot) countPages(report *store.Report) {
	s.each(countPages, func(scan Scan) error {
		var c store.PageCount
		err := scan(&c.Reader, &c.Why, &c.Pages, &c.Glyphs, &c.Undecodable, &c.Problems)
		report.Pages = append(report.Pages, c)
		return err
	})
}

const countIssues = `
WITH counted AS (
	SELECT i.code, i.severity, count(*) AS n, count(DISTINCT i.document_id) AS documents, min(i.id) AS example
	FROM issue i JOIN document d ON d.id = i.document_id
	WHERE d.superseded = 0
	GROUP BY i.code, i.severity
)
SELECT c.code, c.severity, c.n, c.documents, d.path, i.page, f.ordinal, i.pointer, i.message
FROM counted c
JOIN issue i ON i.id = c.example
JOIN document d ON d.id = i.document_id
LEFT JOIN form f ON f.id = i.form_id
ORDER BY CASE c.severity WHEN 'error' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END, c.n DESC, c.code`

func (s *snapshot) countIssues(report *store.Report) {
	s.each(countIssues, func(scan Scan) error {
		var c store.IssueCount
		var page, form sql.NullInt64
		err := scan(&c.Code, &c.Severity, &c.Count, &c.Documents,
			&c.Example.Path, &page, &form, &c.Example.Pointer, &c.Example.Message)
		c.Example.Page, c.Example.Form = int(page.Int64), -1
		if form.Valid {
			c.Example.Form = int(form.Int64)
		}
		report.Issues = append(report.Issues, c)
		return err
	})
}
