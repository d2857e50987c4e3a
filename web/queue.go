package web

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"mubiao/normalize"
	"mubiao/store"
	"mubiao/store/personal"
)

// A queueView lists open issues, the most severe and least confident first.
type queueView struct {
	Filter   queueFilter
	Codes    []string
	Years    []string
	Known    []choice // departments
	Lines    []*queueLine
	Total    int
	Previous string
	Next     string
	Query    string // of the address, with its mark
	Done     *done
}

// A choice is what a filter can be set to, and how it is shown.
type choice struct{ Value, Text string }

// A queueFilter narrows the queue. Empty fields do not, but for Severity,
// which leaves out what only tells.
type queueFilter struct {
	Code, Severity, Department, Year, Month, Document, Form string
	From                                                    int
}

// anySeverity lets the queue list what only tells, too.
const anySeverity = "any"

// A queueLine is an open issue.
type queueLine struct {
	issueLine
	ID, Name            string // of the document
	Department, Project string
	Year                int
	Confidence          string // in percent; empty for text that the file holds
	Page                int

	header map[string]string // of the form, with what is about people
}

// Address is that of the page of an issue's document, at its value.
func (l *queueLine) Address() string {
	if l.ID == "" {
		return "/documents"
	}
	return link("/d/"+l.ID, "form", max(0, l.Form)) + "#" + url.PathEscape(l.Pointer)
}

// EditAddress is likewise, with the value in the editor.
func (l *queueLine) EditAddress() string {
	return link("/d/"+l.ID, "form", l.Form, "edit", l.Pointer)
}

// Named is the document that the queue is narrowed to, by its name where the
// queue tells it.
func (v *queueView) Named() string {
	if len(v.Lines) > 0 {
		return v.Lines[0].Name
	}
	return v.Filter.Document
}

// MonthText is the month that the queue is narrowed to.
func (v *queueView) MonthText(p *page) string {
	if until, ok := strings.CutPrefix(v.Filter.Month, "-"); ok {
		return p.T("up-to") + " " + until
	}
	return v.Filter.Month
}

// Start is the number of the first issue on the page, from 1.
func (v *queueView) Start() int { return v.Filter.From + 1 }

// queued is how many issues a page of the queue has.
const queued = 25

func queueFilterOf(query url.Values) queueFilter {
	return queueFilter{
		Code: query.Get("code"), Severity: query.Get("severity"), Department: query.Get("department"),
		Year: query.Get("year"), Month: query.Get("month"), Document: query.Get("document"), Form: query.Get("form"), From: fromZero(query.Get("from")),
	}
}

// conditions are those of the filter in SQL.
func (q *queueFilter) conditions() filter {
	f := filter{conditions: []string{"d.superseded = 0"}}
	switch q.Severity {
	case "":
		f.add("i.severity <> 'info'", "", nil)
	case anySeverity:
	default:
		f.addText("i.severity", "severity", q.Severity)
	}
	f.addText("i.code", "code", q.Code)
	f.addText(department, "department", q.Department)
	f.addYear("f.fiscal_year", "year", q.Year)
	f.addMonth(monthRead, "month", q.Month)
	f.addDocument("d.sha256", "document", q.Document)
	f.addWhole("f.ordinal", "form", q.Form)
	return f
}

const queueFrom = `
FROM issue i JOIN document d ON d.id = i.document_id LEFT JOIN form f ON f.id = i.form_id `

const queueLines = `
SELECT d.sha256, d.path, f.ordinal, f.fiscal_year, coalesce(f.department, f.unit), f.project,
  i.code, i.severity, i.pointer, i.message, coalesce(i.page, f.first_page), e.confidence, f.header` + queueFrom + `
LEFT JOIN evidence e ON e.form_id = i.form_id AND e.pointer = i.pointer `

const queueOrder = ` ORDER BY CASE i.severity WHEN 'error' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END,
  coalesce(e.confidence, 1), d.id, f.ordinal, i.id LIMIT :most OFFSET :from`

func (s *server) queue(w http.ResponseWriter, r *http.Request) error {
	return s.showQueue(w, r, nil)
}

// showQueue answers with the queue that the address asks for, and tells what
// was done before.
func (s *server) showQueue(w http.ResponseWriter, r *http.Request, done *done) error {
	view := &queueView{Filter: queueFilterOf(r.URL.Query()), Done: done, Query: withMark(r.URL.RawQuery)}
	if err := s.fillQueue(r.Context(), view); err != nil {
		return err
	}
	p := s.page(r, "queue", "queue")
	p.Here = "/queue" + view.Query
	p.View = view
	s.render(w, r, http.StatusOK, "queue", p)
	return nil
}

func (s *server) fillQueue(ctx context.Context, view *queueView) error {
	f := view.Filter.conditions()
	err := s.each(ctx, "SELECT count(*)"+queueFrom+f.where(), f.arguments, func(v []any) { view.Total = whole(v[0]) })
	if err != nil {
		return err
	}
	if view.Filter.From >= view.Total { // the last page may have emptied
		view.Filter.From = max(0, (view.Total-1)/queued*queued)
	}
	f.argue("from", int64(view.Filter.From))
	f.argue("most", int64(queued))
	err = s.each(ctx, queueLines+f.where()+queueOrder, f.arguments, func(v []any) { view.Lines = append(view.Lines, queueLineOf(v)) })
	if err != nil {
		return err
	}
	if err := s.fillShown(ctx, view.Lines); err != nil {
		return err
	}
	advice := make(advised)
	for _, l := range view.Lines {
		advice.mark(&l.issueLine)
	}
	here := &url.URL{Path: "/queue", RawQuery: queryOf(view.Query)}
	if view.Filter.From > 0 {
		view.Previous = shifted(here, max(0, view.Filter.From-queued))
	}
	if view.Filter.From+queued < view.Total {
		view.Next = shifted(here, view.Filter.From+queued)
	}
	return s.fillChoices(ctx, view)
}

func queryOf(marked string) string {
	if marked == "" {
		return ""
	}
	return marked[1:]
}

// queueLineOf is an issue as its row holds it, but for what is about people.
func queueLineOf(v []any) *queueLine {
	l := &queueLine{Name: fileName(text(v[1])), ID: text(v[0]), Year: whole(v[3]), Page: whole(v[10]), header: headerOf(v[12])}
	alone := normalize.Record{
		Header: l.header, Department: text(v[4]), Project: text(v[5]),
		Issues: []normalize.Issue{{Path: text(v[8]), Message: withoutPath(text(v[9]), text(v[1]))}},
	}
	personal.Record(&alone)
	l.Department, l.Project = alone.Department, alone.Project
	l.issueLine = issueLine{Form: -1, Code: text(v[6]), Severity: text(v[7]), Pointer: text(v[8]), Message: alone.Issues[0].Message}
	if v[2] != nil {
		l.Form = whole(v[2])
	}
	if confidence, ok := v[11].(float64); ok {
		l.Confidence = percent(confidence)
	}
	return l
}

// percent is a share of 1 in whole percent.
func percent(share float64) string { return strconv.Itoa(int(100*share+0.5)) + " %" }

// fillShown finds the values that the issues are about. What is about people
// is masked, and can be seen on the page of its document.
func (s *server) fillShown(ctx context.Context, lines []*queueLine) error {
	known := make(map[string]*shownDocument)
	for _, l := range lines {
		sum := l.ID
		l.ID = docID(sum)
		if _, one := store.Correctable(l.Pointer); sum == "" || l.Form < 0 || !one {
			continue
		}
		if known[sum] == nil {
			doc, err := s.Reader.Get(ctx, sum)
			if err != nil && !errors.Is(err, store.ErrNotFound) { // it went since
				return err
			}
			known[sum] = &shownDocument{doc: doc}
		}
		if values, err := known[sum].values(l.Form); err != nil {
			return err
		} else if values != nil {
			l.fill(values)
			l.mask(personal.Value(l.header, l.Pointer, l.Text))
		}
	}
	return nil
}

// A shownDocument keeps the values of its forms.
type shownDocument struct {
	doc  store.Document
	read map[int]store.Tree
}

func (d *shownDocument) values(form int) (store.Tree, error) {
	if form >= len(d.doc.Records) {
		return nil, nil
	}
	if v, ok := d.read[form]; ok {
		return v, nil
	}
	v, err := store.TreeOf(&d.doc.Records[form])
	if d.read == nil {
		d.read = make(map[int]store.Tree)
	}
	d.read[form] = v
	return v, err
}

// What the queue can be narrowed to: what any form or issue has, since to see
// which of them are open takes a look at all.
const (
	knownCodes       = "SELECT DISTINCT code FROM issue ORDER BY 1"
	knownYears       = "SELECT DISTINCT fiscal_year FROM form WHERE fiscal_year IS NOT NULL ORDER BY 1 DESC"
	knownDepartments = `
SELECT department FROM form WHERE department <> '' UNION SELECT unit FROM form WHERE department IS NULL AND unit <> ''
ORDER BY 1 LIMIT 500`
)

// fillChoices lists what the queue can be narrowed to.
func (s *server) fillChoices(ctx context.Context, view *queueView) error {
	err := s.each(ctx, knownCodes, nil, func(v []any) { view.Codes = append(view.Codes, text(v[0])) })
	if err != nil {
		return err
	}
	if err = s.each(ctx, knownYears, nil, func(v []any) { view.Years = append(view.Years, text(v[0])) }); err != nil {
		return err
	}
	return s.each(ctx, knownDepartments, nil, func(v []any) {
		view.Known = append(view.Known, choice{text(v[0]), personal.Text(text(v[0]))})
	})
}

func (s *server) queueAccept(w http.ResponseWriter, r *http.Request) error {
	sum, err := s.hash(r.Context(), r.PostForm.Get("document"))
	if err != nil {
		return err
	}
	done, err := s.change(r, sum)
	if err != nil {
		return err
	}
	return s.showQueue(w, r, done)
}

func (s *server) queueUndo(w http.ResponseWriter, r *http.Request) error {
	done, err := s.takeBack(r, "")
	if err != nil {
		return err
	}
	return s.showQueue(w, r, done)
}
