package web

import (
	"cmp"
	"context"
	"net/http"
	"slices"
	"strconv"

	"mubiao/normalize"
	"mubiao/store"
	"mubiao/store/personal"
)

// An overviewView sums up the store. Each figure leads to its list.
type overviewView struct {
	*store.Report
	Open        severityCount // issues, not documents
	Corrections int
	ByMonth     bool // Spans are months of import, not years of forms
	Spans       []span
	Codes       []codeLine
	Departments []departmentLine
	Worst       []worstLine
}

// A severityCount counts issues.
type severityCount struct{ Errors, Warnings, Infos int }

// A span is a column of the issues over time.
type span struct {
	Head   string
	Filter string // what the queue is narrowed to by it
}

// A codeLine counts the issues of a code and severity over time.
type codeLine struct {
	Code, Severity string
	Count          int
	BySpan         []int // by the spans of the view
}

// A departmentLine is a department as it is shown and as a filter has it.
type departmentLine struct {
	store.DepartmentCount
	Name string
}

type worstLine struct {
	ID, Name         string // ID is empty for bytes that could not be read
	Errors, Warnings int
}

const (
	// departmentsShown is how many departments the overview lists.
	departmentsShown = 15
	// monthsShown is how many months have a column; those before share one.
	monthsShown = 12
)

func (s *server) overview(w http.ResponseWriter, r *http.Request) error {
	summary, err := s.Reader.Summary(r.Context())
	if err != nil {
		return err
	}
	p := s.page(r, "overview", "overview")
	view := &overviewView{Report: summary, ByMonth: r.URL.Query().Get("by") == "month"}
	for _, d := range summary.Departments[:min(len(summary.Departments), departmentsShown)] {
		view.Departments = append(view.Departments, departmentLine{d, personal.Text(d.Department)})
	}
	for _, d := range summary.Worst {
		view.Worst = append(view.Worst, worstLine{docID(d.SHA256), fileName(d.Path), d.Errors, d.Warnings})
	}
	if err := s.countOverTime(r.Context(), p, view); err != nil {
		return err
	}
	const corrections = `SELECT count(*) FROM correction c JOIN document d ON d.id = c.document_id
WHERE d.superseded = 0 AND c.status = 'applied'`
	if err := s.each(r.Context(), corrections, nil, func(v []any) { view.Corrections = whole(v[0]) }); err != nil {
		return err
	}
	p.View = view
	s.render(w, r, http.StatusOK, "overview", p)
	return nil
}

// monthRead is the month in which a document was read, in UTC.
const monthRead = "substr(coalesce(d.read_at, d.tried_at), 1, 7)"

const (
	issuesByYear = `
SELECT i.code, i.severity, f.fiscal_year, count(*)
FROM issue i JOIN document d ON d.id = i.document_id LEFT JOIN form f ON f.id = i.form_id
WHERE d.superseded = 0 GROUP BY i.code, i.severity, f.fiscal_year`
	issuesByMonth = `
SELECT i.code, i.severity, ` + monthRead + ` AS month, count(*)
FROM issue i JOIN document d ON d.id = i.document_id
WHERE d.superseded = 0 GROUP BY i.code, i.severity, month`
)

// countOverTime fills in the issues by code and year or month, errors first
// and of a severity the most frequent.
func (s *server) countOverTime(ctx context.Context, p *page, view *overviewView) error {
	query := issuesByYear
	if view.ByMonth {
		query = issuesByMonth
	}
	type kind struct{ code, severity string }
	counts := make(map[kind]map[string]int)
	var times []string
	err := s.each(ctx, query, nil, func(v []any) {
		k, time := kind{text(v[0]), text(v[1])}, text(v[2])
		if time == "" {
			time = noneKnown
		}
		if counts[k] == nil {
			counts[k] = make(map[string]int)
		}
		counts[k][time] = whole(v[3])
		if !slices.Contains(times, time) {
			times = append(times, time)
		}
	})
	slices.Sort(times) // noneKnown comes after the figures
	view.Spans = spansOf(p, times, view.ByMonth)
	for k, byTime := range counts {
		line := codeLine{Code: k.code, Severity: k.severity, BySpan: make([]int, len(view.Spans))}
		for i, time := range times {
			line.BySpan[max(0, i-len(times)+len(view.Spans))] += byTime[time]
			line.Count += byTime[time]
		}
		view.Codes = append(view.Codes, line)
		view.Open.add(line)
	}
	slices.SortFunc(view.Codes, func(a, b codeLine) int {
		return cmp.Or(rankOf(a.Severity)-rankOf(b.Severity), b.Count-a.Count, cmp.Compare(a.Code, b.Code))
	})
	return err
}

// spansOf are the columns for times in order. Of more months than are shown
// the first ones share a column.
func spansOf(p *page, times []string, months bool) (spans []span) {
	for _, time := range times {
		head := time
		if time == noneKnown {
			head = p.T("none")
		}
		spans = append(spans, span{head, time})
	}
	if early := len(spans) - monthsShown; months && early > 0 {
		spans = spans[early:]
		spans[0] = span{p.T("up-to") + " " + times[early], "-" + times[early]}
	}
	return spans
}

func (c *severityCount) add(line codeLine) {
	switch normalize.Severity(line.Severity) {
	case normalize.Error:
		c.Errors += line.Count
	case normalize.Warning:
		c.Warnings += line.Count
	default:
		c.Infos += line.Count
	}
}

// rankOf orders severities, the most severe first.
func rankOf(severity string) int { return slices.Index(severities, severity) }

var severities = []string{string(normalize.Error), string(normalize.Warning), string(normalize.Info)}

// QueueOf is the queue of a code and severity in a span.
func (v *overviewView) QueueOf(line codeLine, at int) string {
	by := "year"
	if v.ByMonth {
		by = "month"
	}
	return link("/queue", "code", line.Code, "severity", line.Severity, by, v.Spans[at].Filter)
}

// YearText is a year of the view as a filter has it.
func (*overviewView) YearText(year int) string {
	if year == 0 {
		return noneKnown
	}
	return strconv.Itoa(year)
}

// Or is a text, or else what a filter has for none.
func (*overviewView) Or(value string) string {
	if value == "" {
		return noneKnown
	}
	return value
}

// Share is a part of all open issues, for a bar from 0 to 100.
func (v *overviewView) Share(n int) int {
	return 100 * n / max(1, v.Open.Errors+v.Open.Warnings+v.Open.Infos)
}
