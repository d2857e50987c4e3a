package web

import (
	"context"
	"net/http"
	"slices"
	"strconv"

	"mubiao/normalize"
	"mubiao/store"
)

// An overviewView sums up the store. Each figure leads to its list.
type overviewView struct {
	*store.Report
	Open        store.InDoubt // issues, not documents
	Corrections int
	Years       []string // of Codes, in order
	Codes       []codeLine
	Departments []store.DepartmentCount
	Worst       []worstLine
}

// A codeLine counts the issues of a code and severity by year.
type codeLine struct {
	Code, Severity string
	Count          int
	ByYear         []int // by the years of the view
}

type worstLine struct {
	ID, Name         string
	Errors, Warnings int
}

// departmentsShown is how many departments the overview lists.
const departmentsShown = 15

func (s *server) overview(w http.ResponseWriter, r *http.Request) error {
	quality, err := s.Reader.Quality(r.Context())
	if err != nil {
		return err
	}
	view := &overviewView{Report: quality, Departments: quality.Departments}
	view.Departments = view.Departments[:min(len(view.Departments), departmentsShown)]
	for _, d := range quality.Worst {
		view.Worst = append(view.Worst, worstLine{docID(d.SHA256), fileName(d.Path), d.Errors, d.Warnings})
	}
	if err := s.countByYear(r.Context(), view); err != nil {
		return err
	}
	err = s.each(r.Context(), "SELECT count(*) FROM correction WHERE status = 'applied'", nil, func(v []any) { view.Corrections = whole(v[0]) })
	if err != nil {
		return err
	}
	p := s.page(r, "overview", "overview")
	p.View = view
	s.render(w, r, http.StatusOK, "overview", p)
	return nil
}

const issuesByYear = `
SELECT i.code, i.severity, f.fiscal_year, count(*)
FROM issue i JOIN document d ON d.id = i.document_id LEFT JOIN form f ON f.id = i.form_id
WHERE d.superseded = 0 GROUP BY i.code, i.severity, f.fiscal_year`

// countByYear fills in the issues by code and year, errors first and of a
// severity the most frequent.
func (s *server) countByYear(ctx context.Context, view *overviewView) error {
	type key struct{ code, severity, year string }
	counts := make(map[key]int)
	lines := make(map[[2]string]*codeLine)
	err := s.each(ctx, issuesByYear, nil, func(v []any) {
		k := key{text(v[0]), text(v[1]), yearText(whole(v[2]))}
		counts[k] = whole(v[3])
		if !slices.Contains(view.Years, k.year) {
			view.Years = append(view.Years, k.year)
		}
		line := lines[[2]string{k.code, k.severity}]
		if line == nil {
			line = &codeLine{Code: k.code, Severity: k.severity}
			lines[[2]string{k.code, k.severity}] = line
		}
		line.Count += whole(v[3])
	})
	slices.Sort(view.Years) // noneKnown comes after the figures
	for _, line := range lines {
		for _, year := range view.Years {
			line.ByYear = append(line.ByYear, counts[key{line.Code, line.Severity, year}])
		}
		view.Codes = append(view.Codes, *line)
		view.Open.Errors += count(line, normalize.Error)
		view.Open.Warnings += count(line, normalize.Warning)
		view.Open.Infos += count(line, normalize.Info)
	}
	slices.SortFunc(view.Codes, func(a, b codeLine) int {
		return compareAll(rankOf(a.Severity)-rankOf(b.Severity), b.Count-a.Count, compareText(a.Code, b.Code))
	})
	return err
}

func count(line *codeLine, severity normalize.Severity) int {
	if line.Severity == string(severity) {
		return line.Count
	}
	return 0
}

// rankOf orders severities, the most severe first.
func rankOf(severity string) int { return slices.Index(severities, severity) }

var severities = []string{string(normalize.Error), string(normalize.Warning), string(normalize.Info)}

// yearText is a year as a filter has it.
func yearText(year int) string {
	if year == 0 {
		return noneKnown
	}
	return strconv.Itoa(year)
}

// YearText is a year of the view as a filter has it.
func (*overviewView) YearText(year int) string { return yearText(year) }

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
