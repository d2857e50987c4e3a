package sqlite

import (
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
	for i := range doc.Records {
		t.insertRecord(document, i, &doc.Records[i])
	}
}

const insertPage = `
INSERT INTO page (document_id, number, width, height, reader, glyphs, rulings, undecodable, problem)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`

func (t *transaction) insertPage(document int64, p *normalize.PageSummary) {
	t.exec(insertPage, document, p.Number, p.Width, p.Height, string(p.Reader),
		p.Glyphs, p.Rulings, p.Undecodable, orNull(p.Problem))
}

func (t *transaction) insertRecord(document int64, ordinal int, r *normalize.Record) {
	if t.err != nil {
		return
	}
	form := t.insertForm(document, ordinal, r)
	for i := range r.Funds {
		t.insertFund(form, i, &r.Funds[i])
	}
	for i := range r.Goals {
		t.insertGoal(form, i, &r.Goals[i])
	}
	for i := range r.Tasks {
		t.insertTask(form, i, &r.Tasks[i])
	}
	for i := range r.Indicators {
		t.insertIndicator(form, i, &r.Indicators[i])
	}
	for _, pointer := range r.Evidence.Pointers() {
		t.insertEvidence(form, pointer, r.Evidence[pointer])
	}
	for i := range r.Issues {
		t.insertFormIssue(document, form, r, &r.Issues[i])
	}
	if t.err != nil {
		t.err = fmt.Errorf("form %d: %w", ordinal, t.err)
	}
}

const insertForm = `
INSERT INTO form (document_id, ordinal, kind, title, fiscal_year, project, department, unit, attribute, period,
	header, achieved, execution_rate, execution_score, total_score, first_page, pages, source)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`

func (t *transaction) insertForm(document int64, ordinal int, r *normalize.Record) int64 {
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
	return t.exec(insertForm, document, ordinal, orNull(r.Form), orNull(r.Title), year,
		orNull(r.Project), orNull(r.Department), orNull(r.Unit), orNull(r.Attribute), orNull(r.Period),
		header, orNull(r.Achieved), r.ExecutionRate, r.ExecutionScore, r.TotalScore,
		firstPage, t.json(pages), r.Source.Reader)
}

const insertFund = `INSERT INTO fund (form_id, ordinal, scope, item, amount, label) VALUES (?, ?, ?, ?, ?, ?)`

func (t *transaction) insertFund(form int64, ordinal int, f *normalize.Fund) {
	t.exec(insertFund, form, ordinal, string(f.Scope), string(f.Item), fen(f.Amount), orNull(f.Label))
}

const insertGoal = `INSERT INTO goal (form_id, ordinal, scope, number, text) VALUES (?, ?, ?, ?, ?)`

func (t *transaction) insertGoal(form int64, ordinal int, g *normalize.Goal) {
	t.exec(insertGoal, form, ordinal, string(g.Scope), g.Number, g.Text)
}

const insertTask = `
INSERT INTO task (form_id, ordinal, name, content, total, fiscal, other) VALUES (?, ?, ?, ?, ?, ?, ?)`

func (t *transaction) insertTask(form int64, ordinal int, k *normalize.Task) {
	t.exec(insertTask, form, ordinal, orNull(k.Name), orNull(k.Content), fen(k.Total), fen(k.Fiscal), fen(k.Other))
}

const insertIndicator = `
INSERT INTO indicator (form_id, ordinal, scope, level1, level2, level3, number, target,
	op, value_low, value_high, unit, weight, actual, score, deviation)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`

func (t *transaction) insertIndicator(form int64, ordinal int, n *normalize.Indicator) {
	var low, high any
	if len(n.Value) > 0 {
		low = n.Value[0]
	}
	if len(n.Value) > 1 {
		high = n.Value[1]
	}
	t.exec(insertIndicator, form, ordinal, string(n.Scope), orNull(n.Level1), orNull(n.Level2), n.Level3, n.Number, n.Target,
		orNull(n.Op), low, high, n.Unit, n.Weight, orNull(n.Actual), n.Score, orNull(n.Deviation))
}

const insertEvidence = `
INSERT INTO evidence (form_id, pointer, page, x0, y0, x1, y1, confidence) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`

func (t *transaction) insertEvidence(form int64, pointer string, p normalize.Place) {
	t.exec(insertEvidence, form, pointer, p.Page, p.Box[0], p.Box[1], p.Box[2], p.Box[3], p.Confidence)
}

const insertIssue = `
INSERT INTO issue (document_id, form_id, code, severity, pointer, message, page, x0, y0, x1, y1)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`

// insertFileIssues stores the issues that belong to no form.
func (t *transaction) insertFileIssues(document int64, doc *store.Document) {
	for i := range doc.Issues {
		s := &doc.Issues[i]
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
