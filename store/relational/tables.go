package relational

import (
	"cmp"
	"encoding/json"
	"fmt"
	"strconv"
	"time"

	"mubiao/normalize"
	"mubiao/normalize/zh"
	"mubiao/store"
)

// The tables of a reading. docs/schema.md says what their columns hold.
var (
	pages = &Table{Name: "page", Columns: []string{
		"document_id", "number", "width", "height", "reader", "why", "glyphs", "rulings", "undecodable", "problem",
	}}
	forms = &Table{Name: "form", Kind: Forms, Columns: append([]string{"id", "document_id", "ordinal"}, formColumns...)}
	funds = &Table{Name: "fund", Columns: []string{"form_id", "ordinal", "scope", "item", "amount", "label"}}
	goals = &Table{Name: "goal", Kind: Goals, Columns: []string{"form_id", "ordinal", "scope", "number", "text"}}
	tasks = &Table{Name: "task", Columns: []string{"form_id", "ordinal", "name", "content", "total", "fiscal", "other"}}

	indicators = &Table{Name: "indicator", Kind: Indicators, Columns: []string{
		"form_id", "ordinal", "scope", "level1", "level2", "level3", "number", "target",
		"op", "value_low", "value_high", "unit", "weight", "actual", "score", "deviation", "name_key",
	}}
	evidence = &Table{Name: "evidence", Columns: []string{"form_id", "pointer", "page", "x0", "y0", "x1", "y1", "confidence", "raw"}}
	issues   = &Table{Name: "issue", Columns: []string{
		"document_id", "form_id", "code", "severity", "pointer", "message", "page", "x0", "y0", "x1", "y1",
	}}
)

// formColumns are the columns of a form that are of its record, and last the
// reading that corrections made the record of.
var formColumns = []string{
	"kind", "title", "fiscal_year", "project", "department", "unit", "project_key", "unit_key", "attribute", "period",
	"header", "achieved", "execution_rate", "execution_score", "total_score", "first_page", "pages", "source", "reading",
}

func pageRow(document int64, p *normalize.PageSummary) Row {
	return Row{Values: []any{
		document, p.Number, p.Width, p.Height, string(p.Reader), orNull(p.Why),
		p.Glyphs, p.Rulings, p.Undecodable, orNull(p.Problem),
	}}
}

// formValues are the formColumns of a record. reading is JSON, or nil.
func formValues(r *normalize.Record, reading any) ([]any, error) {
	var year, header, firstPage any
	if r.FiscalYear != 0 {
		year = r.FiscalYear
	}
	if len(r.Header) > 0 {
		text, err := jsonText(r.Header)
		if err != nil {
			return nil, err
		}
		header = text
	}
	pages := r.Source.Pages
	if len(pages) > 0 {
		firstPage = pages[0]
	} else {
		pages = []int{} // null in JSON otherwise
	}
	pagesText, err := jsonText(pages)
	return []any{
		orNull(r.Form), orNull(r.Title), year, orNull(r.Project), orNull(r.Department), orNull(r.Unit),
		nameKey(r.Project), nameKey(cmp.Or(r.Unit, r.Department)), orNull(r.Attribute), orNull(r.Period),
		header, orNull(r.Achieved), r.ExecutionRate, r.ExecutionScore, r.TotalScore,
		firstPage, pagesText, r.Source.Reader, reading,
	}, err
}

func fundRow(form int64, ordinal int, f *normalize.Fund) Row {
	return Row{Values: []any{form, ordinal, string(f.Scope), string(f.Item), fen(f.Amount), orNull(f.Label)}}
}

// goalRow is a goal; beside are the terms of its form that it is found by too.
func goalRow(form int64, ordinal int, g *normalize.Goal, beside []string) Row {
	return Row{
		Values: []any{form, ordinal, string(g.Scope), g.Number, g.Text},
		Words:  Words{terms(g.Text), beside},
	}
}

func taskRow(form int64, ordinal int, k *normalize.Task) Row {
	return Row{Values: []any{form, ordinal, orNull(k.Name), orNull(k.Content), fen(k.Total), fen(k.Fiscal), fen(k.Other)}}
}

func indicatorRow(form int64, ordinal int, n *normalize.Indicator, beside []string) Row {
	var low, high any
	if len(n.Value) > 0 {
		low = n.Value[0]
	}
	if len(n.Value) > 1 {
		high = n.Value[1]
	}
	return Row{
		Values: []any{
			form, ordinal, string(n.Scope), orNull(n.Level1), orNull(n.Level2), n.Level3, n.Number, n.Target,
			orNull(n.Op), low, high, n.Unit, n.Weight, orNull(n.Actual), n.Score, orNull(n.Deviation), nameKey(n.Level3),
		},
		Words: Words{terms(n.Level3, n.Target), append(terms(string(n.Level1), string(n.Level2)), beside...)},
	}
}

func evidenceRow(form int64, pointer string, p normalize.Place) Row {
	return Row{Values: []any{form, pointer, p.Page, p.Box[0], p.Box[1], p.Box[2], p.Box[3], p.Confidence, orNull(p.Raw)}}
}

// fileIssueRow is an issue that belongs to no form.
func fileIssueRow(document int64, s *normalize.Issue) Row {
	return Row{Values: []any{document, nil, s.Code, string(s.Severity), s.Path, s.Message, nil, nil, nil, nil, nil}}
}

func formIssueRow(document, form int64, r *normalize.Record, s *normalize.Issue) Row {
	var page, x0, y0, x1, y1 any
	if number, box, ok := store.IssuePlace(r, s.Path); number > 0 {
		page = number
		if ok {
			x0, y0, x1, y1 = box[0], box[1], box[2], box[3]
		}
	}
	return Row{Values: []any{document, form, s.Code, string(s.Severity), s.Path, s.Message, page, x0, y0, x1, y1}}
}

// orNull is s, or NULL for a text that the form does not have.
func orNull[S ~string](s S) any {
	if s == "" {
		return nil
	}
	return string(s)
}

// nameKey is the key of a name for its column, NULL for no name.
func nameKey(name string) any { return orNull(zh.Key(name)) }

// terms are the terms of the texts that have any.
func terms(texts ...string) (found []string) {
	for _, text := range texts {
		if t := store.Terms(text); t != "" {
			found = append(found, t)
		}
	}
	return found
}

// yearText is the year of a form as people search for it.
func yearText(r *normalize.Record) string {
	if r.FiscalYear == 0 {
		return ""
	}
	return strconv.Itoa(r.FiscalYear)
}

// fen is the amount for an INTEGER column, NULL for a blank one.
func fen(a *normalize.Amount) any {
	if a == nil {
		return nil
	}
	return int64(*a)
}

// flag is true or false for an INTEGER column.
func flag(b bool) int {
	if b {
		return 1
	}
	return 0
}

// timestamp writes a time as the tables hold it.
func timestamp(t time.Time) string {
	if t.IsZero() {
		t = time.Now()
	}
	return t.UTC().Format(time.RFC3339)
}

// jsonText writes v, which holds nothing that JSON cannot say.
func jsonText(v any) (string, error) {
	b, err := json.Marshal(v)
	if err != nil {
		return "", fmt.Errorf("write %T: %w", v, err)
	}
	return string(b), nil
}
