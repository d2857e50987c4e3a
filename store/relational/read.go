package relational

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"mubiao/normalize"
	"mubiao/store"
)

// A Reader answers the questions of store.Reader. Each answer is
// of one moment, whatever is written meanwhile.
type Reader struct {
	Source Source
	Index  SearchIndex
}

func (r Reader) snapshot(ctx context.Context, f func(*snapshot)) error {
	return r.Source.Snapshot(ctx, func(q Queryer) error {
		s := &snapshot{ctx: ctx, q: q}
		f(s)
		return s.err
	})
}

const known = `
SELECT status, coalesce(version, ''), tried_version, coalesce(reason_code, ''), coalesce(reason, '')
FROM document WHERE sha256 = $1`

// Known returns the standing of a document; see store.Reader.
func (r Reader) Known(ctx context.Context, sha256 string) (store.Standing, bool, error) {
	var standing store.Standing
	var found bool
	err := r.snapshot(ctx, func(s *snapshot) {
		found = s.row(known, []any{sha256}, &standing.Status, &standing.Version, &standing.Tried, &standing.Reason.Code, &standing.Reason.Message)
	})
	return standing, found, err
}

const holds = `
SELECT EXISTS (SELECT 1 FROM document_path p JOIN document d ON d.id = p.document_id
	WHERE d.sha256 = $1 AND p.path = $2 AND p.held = 1)`

// Holds reports whether a path holds a document; see store.Reader.
func (r Reader) Holds(ctx context.Context, sha256, path string) (held bool, err error) {
	err = r.snapshot(ctx, func(s *snapshot) { s.row(holds, []any{sha256, path}, &held) })
	return held, err
}

// Get returns a document; see store.Reader.
func (r Reader) Get(ctx context.Context, sha256 string) (store.Document, error) {
	var doc store.Document
	err := r.snapshot(ctx, func(s *snapshot) { doc = s.document(sha256) })
	if err != nil {
		return store.Document{}, fmt.Errorf("get %s: %w", sha256, err)
	}
	return doc, nil
}

const getDocument = `
SELECT id, size, status, coalesce(reason_code, ''), coalesce(reason, ''), coalesce(version, tried_version),
	coalesce(read_at, tried_at)
FROM document WHERE sha256 = $1`

func (s *snapshot) document(sha256 string) store.Document {
	id, doc := int64(0), store.Document{SHA256: sha256}
	s.each(getDocument, func(scan Scan) error {
		var at string
		err := scan(&id, &doc.Size, &doc.Status, &doc.Reason.Code, &doc.Reason.Message, &doc.Version, &at)
		if err != nil {
			return err
		}
		doc.At, err = time.Parse(time.RFC3339, at)
		return err
	}, sha256)
	if id == 0 && s.err == nil {
		s.err = store.ErrNotFound
	}
	doc.Paths = s.paths(id)
	doc.Pages = s.pages(id)
	doc.Issues = s.fileIssues(id)
	doc.Records = s.records(id, &doc)
	doc.Readings = s.readings(id, &doc)
	for _, c := range s.corrections(id) {
		if c.Status != store.Undone {
			doc.Corrections = append(doc.Corrections, c)
		}
	}
	return doc
}

// Documents hands out every document; see store.Reader.
func (r Reader) Documents(ctx context.Context, f func(*store.Document) error) error {
	var stopped error
	err := r.snapshot(ctx, func(s *snapshot) {
		var hashes []string
		s.each(`SELECT sha256 FROM document WHERE sha256 IS NOT NULL AND superseded = 0 ORDER BY path, id`,
			func(scan Scan) error {
				var sha256 string
				err := scan(&sha256)
				hashes = append(hashes, sha256)
				return err
			})
		for _, sha256 := range hashes {
			doc := s.document(sha256)
			if s.err != nil {
				return
			}
			if stopped = f(&doc); stopped != nil {
				return
			}
		}
	})
	return cmp.Or(stopped, err)
}

const getPaths = `
SELECT p.path FROM document_path p JOIN document d ON d.id = p.document_id
WHERE d.id = $1 ORDER BY p.path = d.path DESC, held DESC, seen_at DESC, p.path`

func (s *snapshot) paths(document int64) (paths []string) {
	s.each(getPaths, func(scan Scan) error {
		var path string
		err := scan(&path)
		paths = append(paths, path)
		return err
	}, document)
	return paths
}

const getPages = `
SELECT number, width, height, reader, coalesce(why, ''), glyphs, rulings, undecodable, coalesce(problem, '')
FROM page WHERE document_id = $1 ORDER BY number`

func (s *snapshot) pages(document int64) (pages []normalize.PageSummary) {
	s.each(getPages, func(scan Scan) error {
		var p normalize.PageSummary
		err := scan(&p.Number, &p.Width, &p.Height, &p.Reader, &p.Why, &p.Glyphs, &p.Rulings, &p.Undecodable, &p.Problem)
		pages = append(pages, p)
		return err
	}, document)
	return pages
}

const getFileIssues = `
SELECT code, severity, pointer, message FROM issue WHERE document_id = $1 AND form_id IS NULL ORDER BY id`

func (s *snapshot) fileIssues(document int64) (issues []normalize.Issue) {
	s.each(getFileIssues, func(scan Scan) error {
		issue, err := scanIssue(scan)
		issues = append(issues, issue)
		return err
	}, document)
	return issues
}

func scanIssue(scan Scan) (issue normalize.Issue, err error) {
	err = scan(&issue.Code, &issue.Severity, &issue.Path, &issue.Message)
	return issue, err
}

const getForms = `
SELECT id, coalesce(kind, ''), coalesce(title, ''), coalesce(fiscal_year, 0), coalesce(project, ''),
	coalesce(department, ''), coalesce(unit, ''), coalesce(attribute, ''), coalesce(period, ''),
	coalesce(header, 'null'), coalesce(achieved, ''), execution_rate, execution_score, total_score, pages, source
FROM form WHERE document_id = $1 ORDER BY ordinal`

// records reads the forms of a document, then what hangs on each.
func (s *snapshot) records(document int64, doc *store.Document) (records []normalize.Record) {
	var forms []int64
	s.each(getForms, func(scan Scan) error {
		var form int64
		var header, pages []byte
		r := normalize.Record{Source: normalize.Source{File: doc.Paths[0], SHA256: doc.SHA256}}
		err := scan(&form, &r.Form, &r.Title, &r.FiscalYear, &r.Project, &r.Department, &r.Unit, &r.Attribute, &r.Period,
			&header, &r.Achieved, &r.ExecutionRate, &r.ExecutionScore, &r.TotalScore, &pages, &r.Source.Reader)
		if err != nil {
			return err
		}
		forms, records = append(forms, form), append(records, r)
		last := &records[len(records)-1]
		return errors.Join(json.Unmarshal(header, &last.Header), json.Unmarshal(pages, &last.Source.Pages))
	}, document)
	for i, form := range forms {
		s.fill(form, &records[i])
	}
	return records
}

// fill reads what hangs on one form.
func (s *snapshot) fill(form int64, r *normalize.Record) {
	s.funds(form, r)
	s.goals(form, r)
	s.tasks(form, r)
	s.indicators(form, r)
	s.evidence(form, r)
	s.issues(form, r)
}

func (s *snapshot) funds(form int64, r *normalize.Record) {
	s.each(`SELECT scope, item, amount, coalesce(label, '') FROM fund WHERE form_id = $1 ORDER BY ordinal`,
		func(scan Scan) error {
			var f normalize.Fund
			err := scan(&f.Scope, &f.Item, &f.Amount, &f.Label)
			r.Funds = append(r.Funds, f)
			return err
		}, form)
}

func (s *snapshot) goals(form int64, r *normalize.Record) {
	s.each(`SELECT scope, number, text FROM goal WHERE form_id = $1 ORDER BY ordinal`,
		func(scan Scan) error {
			var g normalize.Goal
			err := scan(&g.Scope, &g.Number, &g.Text)
			r.Goals = append(r.Goals, g)
			return err
		}, form)
}

func (s *snapshot) tasks(form int64, r *normalize.Record) {
	s.each(`SELECT coalesce(name, ''), coalesce(content, ''), total, fiscal, other FROM task WHERE form_id = $1 ORDER BY ordinal`,
		func(scan Scan) error {
			var t normalize.Task
			err := scan(&t.Name, &t.Content, &t.Total, &t.Fiscal, &t.Other)
			r.Tasks = append(r.Tasks, t)
			return err
		}, form)
}

const getIndicators = `
SELECT scope, coalesce(level1, ''), coalesce(level2, ''), level3, number, target, coalesce(op, ''),
	value_low, value_high, unit, weight, coalesce(actual, ''), score, coalesce(deviation, '')
FROM indicator WHERE form_id = $1 ORDER BY ordinal`

func (s *snapshot) indicators(form int64, r *normalize.Record) {
	s.each(getIndicators, func(scan Scan) error {
		var n normalize.Indicator
		var low, high *float64
		err := scan(&n.Scope, &n.Level1, &n.Level2, &n.Level3, &n.Number, &n.Target, &n.Op,
			&low, &high, &n.Unit, &n.Weight, &n.Actual, &n.Score, &n.Deviation)
		for _, v := range []*float64{low, high} {
			if v != nil {
				n.Value = append(n.Value, *v)
			}
		}
		r.Indicators = append(r.Indicators, n)
		return err
	}, form)
}

func (s *snapshot) evidence(form int64, r *normalize.Record) {
	s.each(`SELECT pointer, page, x0, y0, x1, y1, confidence, coalesce(raw, '') FROM evidence WHERE form_id = $1`,
		func(scan Scan) error {
			var pointer string
			var p normalize.Place
			err := scan(&pointer, &p.Page, &p.Box[0], &p.Box[1], &p.Box[2], &p.Box[3], &p.Confidence, &p.Raw)
			if r.Evidence == nil {
				r.Evidence = normalize.Evidence{}
			}
			r.Evidence[pointer] = p
			return err
		}, form)
}

func (s *snapshot) issues(form int64, r *normalize.Record) {
	s.each(`SELECT code, severity, pointer, message FROM issue WHERE form_id = $1 ORDER BY id`,
		func(scan Scan) error {
			issue, err := scanIssue(scan)
			r.Issues = append(r.Issues, issue)
			return err
		}, form)
}

const findByHash = `
SELECT sha256 FROM document WHERE sha256 >= $1 AND sha256 < $2 ORDER BY sha256 LIMIT 2`

const findByPath = `
SELECT d.sha256 FROM document d JOIN document_path p ON p.document_id = d.id
WHERE p.path = $1 AND d.sha256 IS NOT NULL ORDER BY p.held DESC, p.seen_at DESC, d.id DESC LIMIT 1`

// Find returns the document that a name means; see store.Reader.
func (r Reader) Find(ctx context.Context, name string) (sha256 string, err error) {
	var found []string
	err = r.snapshot(ctx, func(s *snapshot) {
		if s.row(findByPath, []any{name}, &sha256) {
			found = []string{sha256}
			return
		}
		if !store.IsHashPrefix(name) {
			return
		}
		s.each(findByHash, func(scan Scan) error {
			err := scan(&sha256)
			found = append(found, sha256)
			return err
		}, name, name+"g") // g follows the last hex digit
	})
	switch {
	case err != nil:
		return "", err
	case len(found) == 0:
		return "", fmt.Errorf("%s: %w", name, store.ErrNotFound)
	case len(found) > 1:
		return "", fmt.Errorf("%s: %w", name, store.ErrAmbiguous)
	}
	return found[0], nil
}
