package sqlite

import (
	"cmp"
	"encoding/json"
	"fmt"

	"mubiao/normalize"
	"mubiao/store"
)

// insertReading stores the pages, records and issues of a document that has
// none.
func (t *transaction) insertReading(document int64, doc *store.Document) {
	for i := range doc.Pages {
		t.insertPage(document, &doc.Pages[i])
	}
	t.insertFileIssues(document, doc)
	history := t.history(document)
	for i := range doc.Records {
		t.insertReadRecord(document, i, doc.Reading(i), history[i])
		delete(history, i)
	}
	if len(history) > 0 {
		t.orphan(document, history)
	}
}

const insertPage = `
INSERT INTO page (document_id, number, width, height, reader, why, glyphs, rulings, undecodable, problem)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`

func (t *transaction) insertPage(document int64, p *normalize.PageSummary) {
	t.exec(insertPage, document, p.Number, p.Width, p.Height, string(p.Reader), orNull(p.Why),
		p.Glyphs, p.Rulings, p.Undecodable, orNull(p.Problem))
}

// insertRecord stores a record as it is to be shown, and beside it the reading,
// as JSON, that corrections made it of; nil if there are none.
func (t *transaction) insertRecord(document int64, ordinal int, r *normalize.Record, reading any) {
	if t.err != nil {
		return
	}
	form := t.exec(insertForm, append(t.formRow(r), reading, document, ordinal)...)
	t.insertParts(document, form, r)
	if t.err != nil {
		t.err = fmt.Errorf("form %d: %w", ordinal, t.err)
	}
}

// insertParts stores what hangs on a form.
func (t *transaction) insertParts(document, form int64, r *normalize.Record) {
	t.exec(indexRow, formRows+form, searchTerms(r.Project, r.Unit, r.Department, r.Title), searchTerms(yearText(r)))
	for i := range r.Funds {
		t.insertFund(form, i, &r.Funds[i])
	}
	beside := searchTerms(r.Project, r.Unit, r.Department, yearText(r))
	for i := range r.Goals {
		t.insertGoal(form, i, &r.Goals[i], beside)
	}
	for i := range r.Tasks {
		t.insertTask(form, i, &r.Tasks[i])
	}
	for i := range r.Indicators {
		t.insertIndicator(form, i, &r.Indicators[i], beside)
	}
	for _, pointer := range r.Evidence.Pointers() {
		t.insertEvidence(form, pointer, r.Evidence[pointer])
	}
	for i := range r.Issues {
		t.insertFormIssue(document, form, r, &r.Issues[i])
	}
}

const (
	insertForm = `
INSERT INTO form (kind, title, fiscal_year, project, department, unit, project_key, unit_key, attribute, period,
	header, achieved, execution_rate, execution_score, total_score, first_page, pages, source, reading, document_id, ordinal)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`
	updateForm = `
UPDATE form SET kind = ?, title = ?, fiscal_year = ?, project = ?, department = ?, unit = ?, project_key = ?, unit_key = ?,
	attribute = ?, period = ?, header = ?, achieved = ?, execution_rate = ?, execution_score = ?, total_score = ?,
	first_page = ?, pages = ?, source = ?, reading = ?
WHERE id = ?`
)

// formRow are the columns of a form that are of its record.
func (t *transaction) formRow(r *normalize.Record) []any {
	var year, header, firstPage any
	if r.FiscalYear != 0 {
		year = r.FiscalYear
	}
	if len(r.Header) > 0 {
		header = t.json(r.Header)
	}
	pages := r.Source.Pages
	if len(pages) > 0 {
		firstPage = pages[0]
	} else {
		pages = []int{} // null in JSON otherwise
	}
	return []any{
		orNull(r.Form), orNull(r.Title), year, orNull(r.Project), orNull(r.Department), orNull(r.Unit),
		nameKey(r.Project), nameKey(cmp.Or(r.Unit, r.Department)), orNull(r.Attribute), orNull(r.Period),
		header, orNull(r.Achieved), r.ExecutionRate, r.ExecutionScore, r.TotalScore,
		firstPage, t.json(pages), r.Source.Reader,
	}
}

const insertFund = `INSERT INTO fund (form_id, ordinal, scope, item, amount, label) VALUES (?, ?, ?, ?, ?, ?)`

func (t *transaction) insertFund(form int64, ordinal int, f *normalize.Fund) {
	t.exec(insertFund, form, ordinal, string(f.Scope), string(f.Item), fen(f.Amount), orNull(f.Label))
}

const insertGoal = `INSERT INTO goal (form_id, ordinal, scope, number, text) VALUES (?, ?, ?, ?, ?)`

// insertGoal stores a goal; beside are the words of its form that it is found by
// too.
func (t *transaction) insertGoal(form int64, ordinal int, g *normalize.Goal, beside string) {
	id := t.exec(insertGoal, form, ordinal, string(g.Scope), g.Number, g.Text)
	t.exec(indexRow, goalRows+id, searchTerms(g.Text), beside)
}

const insertTask = `
INSERT INTO task (form_id, ordinal, name, content, total, fiscal, other) VALUES (?, ?, ?, ?, ?, ?, ?)`

func (t *transaction) insertTask(form int64, ordinal int, k *normalize.Task) {
	t.exec(insertTask, form, ordinal, orNull(k.Name), orNull(k.Content), fen(k.Total), fen(k.Fiscal), fen(k.Other))
}

const insertIndicator = `
INSERT INTO indicator (form_id, ordinal, scope, level1, level2, level3, number, target,
	op, value_low, value_high, unit, weight, actual, score, deviation, name_key)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`

func (t *transaction) insertIndicator(form int64, ordinal int, n *normalize.Indicator, beside string) {
	var low, high any
	if len(n.Value) > 0 {
		low = n.Value[0]
	}
	if len(n.Value) > 1 {
		high = n.Value[1]
	}
	id := t.exec(insertIndicator, form, ordinal, string(n.Scope), orNull(n.Level1), orNull(n.Level2), n.Level3, n.Number, n.Target,
		orNull(n.Op), low, high, n.Unit, n.Weight, orNull(n.Actual), n.Score, orNull(n.Deviation), nameKey(n.Level3))
	t.exec(indexRow, indicatorRows+id, searchTerms(n.Level3, n.Target),
		searchTerms(string(n.Level1), string(n.Level2))+beside)
}

const insertEvidence = `
INSERT INTO evidence (form_id, pointer, page, x0, y0, x1, y1, confidence, raw) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`

func (t *transaction) insertEvidence(form int64, pointer string, p normalize.Place) {
	t.exec(insertEvidence, form, pointer, p.Page, p.Box[0], p.Box[1], p.Box[2], p.Box[3], p.Confidence, orNull(p.Raw))
}

const insertIssue = `
INSERT INTO issue (document_id, form_id, code, severity, pointer, message, page, x0, y0, x1, y1)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`

// insertFileIssues stores the issues that belong to no form.
func (t *transaction) insertFileIssues(document int64, doc *store.Document) {
	for i := range doc.Issues {
		s := &doc.Issues[i]
		if s.Code == store.CodeStale {
			continue // of a document that comes from a store; orphan knows better
		}
		t.exec(insertIssue, document, nil, s.Code, string(s.Severity), s.Path, s.Message, nil, nil, nil, nil, nil)
	}
}

func (t *transaction) insertFormIssue(document, form int64, r *normalize.Record, s *normalize.Issue) {
	var page, x0, y0, x1, y1 any
	if place, ok := store.PlaceOf(r.Evidence, s.Path); ok {
		page, x0, y0, x1, y1 = place.Page, place.Box[0], place.Box[1], place.Box[2], place.Box[3]
	} else if len(r.Source.Pages) == 1 {
		page = r.Source.Pages[0]
	}
	t.exec(insertIssue, document, form, s.Code, string(s.Severity), s.Path, s.Message, page, x0, y0, x1, y1)
}

// fen is the amount for an INTEGER column, NULL for a blank one.
func fen(a *normalize.Amount) any {
	if a == nil {
		return nil
	}
	return int64(*a)
}

// json writes v, which holds nothing that JSON cannot say.
func (t *transaction) json(v any) string {
	b, err := json.Marshal(v)
	if err != nil && t.err == nil {
		t.err = fmt.Errorf("write %T: %w", v, err)
	}
	return string(b)
}
