package reportpage

import (
	"cmp"
	"fmt"
	"slices"

	"mubiao/normalize"
	"mubiao/store"
)

// A view is a page as the template shows it.
type view struct {
	Page
	R         *store.Report
	Tiles     []tile
	Documents bar
	Reasons   []reason
	Kinds     []series
	FormYears []formYear
	FormChart columns
	Readers   []reader
	Codes     []codeRow
	Doubts    []doubtRow // departments
	Others    int        // departments that are not shown
	YearRows  []doubtRow
	YearChart columns
	Cover     []coverRow
	Open      []openList

	Severities, Statuses, Grades []series
}

// A tile is one of the numbers that the page begins with.
type tile struct{ Number, Label, Class string }

var (
	severities = []series{{"errors", "error"}, {"warnings", "warning"}, {"infos", "info"}}
	statuses   = []series{{"read", "read"}, {"without a form", "noform"}, {"failed", "error"}}
	grades     = []series{
		{"text of the file", "grade1"},
		{fmt.Sprintf("certain (%g or more)", store.CertainConfidence), "grade2"},
		{fmt.Sprintf("high (%g or more)", store.HighConfidence), "grade3"},
		{fmt.Sprintf("fair (%g or more)", store.LowConfidence), "grade4"},
		{fmt.Sprintf("low (below %g)", store.LowConfidence), "error"},
	}
)

func newView(p Page) *view {
	v := &view{Page: p, R: p.Report, Severities: severities, Statuses: statuses, Grades: grades}
	v.documents()
	v.forms()
	v.readers()
	v.codes()
	v.doubts()
	v.coverage()
	v.tiles()
	return v
}

// Missed are the verdicts of conditions that are met.
func (v *view) Missed() (missed int) {
	for _, verdict := range v.Verdicts {
		if verdict.Met {
			missed++
		}
	}
	return missed
}

func (v *view) tiles() {
	forms, indicators := 0, 0
	for _, f := range v.FormYears {
		forms += f.Forms
		indicators += f.Indicators
	}
	issues := map[normalize.Severity]int{}
	for _, i := range v.R.Issues {
		issues[i.Severity] += i.Count
	}
	failed := 0
	for _, s := range v.R.Statuses {
		if s.Status == store.Failed {
			failed += s.Count
		}
	}
	v.Tiles = []tile{
		{grouped(v.R.Documents), "documents", ""},
		{grouped(failed), "could not be read", "error"},
		{grouped(forms), "forms", ""},
		{grouped(indicators), "indicators", ""},
		{grouped(issues[normalize.Error]), "errors", "error"},
		{grouped(issues[normalize.Warning]), "warnings", "warning"},
	}
}

// A reason are the documents that have no forms for one reason.
type reason struct {
	Name      string // the code or, without one, the status
	Status    store.Status
	Count     int
	Documents []store.Unread
}

// More is how many of the documents are not shown.
func (r reason) More() int { return r.Count - len(r.Documents) }

func (v *view) documents() {
	counts := make([]int, len(statuses))
	for _, s := range v.R.Statuses {
		at := slices.Index([]store.Status{store.Read, store.NoForm, store.Failed}, s.Status)
		counts[at] += s.Count
	}
	v.Documents = newBar("Documents", statuses, counts, v.R.Documents)
	byName := make(map[string]*reason)
	var names []string
	for _, u := range v.R.Unread {
		name := cmp.Or(u.Reason.Code, string(u.Status))
		r := byName[name]
		if r == nil {
			r = &reason{Name: name, Status: u.Status}
			byName[name], names = r, append(names, name)
		}
		r.Count++
		if len(r.Documents) < unreadShown {
			r.Documents = append(r.Documents, u)
		}
	}
	for _, name := range names {
		v.Reasons = append(v.Reasons, *byName[name])
	}
}

// kinds are the kinds of form in the order of the charts.
var kinds = []normalize.Kind{
	normalize.ProjectTarget, normalize.DepartmentTarget, normalize.TransferTarget, normalize.SelfEvaluation, "",
}

// A formYear counts the forms of a year by kind.
type formYear struct {
	Year, Indicators int
	Forms            int // of all kinds, but for pages that could not be read
	ByKind           []int
}

func (v *view) forms() {
	for i, kind := range kinds {
		v.Kinds = append(v.Kinds, series{v.Page.Kinds[kind], fmt.Sprintf("kind%d", i+1)})
	}
	years := make(map[int]*formYear)
	for _, f := range v.R.Forms {
		y := years[f.Year]
		if y == nil {
			y = &formYear{Year: f.Year, ByKind: make([]int, len(kinds))}
			years[f.Year] = y
		}
		y.ByKind[slices.Index(kinds, f.Kind)] += f.Forms
		y.Indicators += f.Indicators
		if f.Kind != "" {
			y.Forms += f.Forms
		}
	}
	var labels []string
	var values [][]int
	for _, y := range years {
		v.FormYears = append(v.FormYears, *y)
	}
	slices.SortFunc(v.FormYears, func(a, b formYear) int { return a.Year - b.Year })
	for _, y := range v.FormYears {
		labels, values = append(labels, yearLabel(y.Year)), append(values, y.ByKind)
	}
	v.FormChart = newColumns("Forms by year and kind", v.Kinds, labels, values)
}

// yearLabel is a year below a column.
func yearLabel(year int) string {
	if year == 0 {
		return "none"
	}
	return yearName(year)
}

// A reader are the values on the pages that one reader read.
type reader struct {
	Name   string
	Values int
	Grades []int
	Bar    bar
}

func (v *view) readers() {
	for _, c := range v.R.Values {
		if last := len(v.Readers) - 1; last < 0 || v.Readers[last].Name != c.Reader {
			v.Readers = append(v.Readers, reader{Name: c.Reader, Grades: make([]int, len(grades))})
		}
		r := &v.Readers[len(v.Readers)-1]
		r.Grades[slices.Index(store.Confidences, c.Confidence)] += c.Values
		r.Values += c.Values
	}
	for i := range v.Readers {
		r := &v.Readers[i]
		r.Bar = newBar("Values read by "+cmp.Or(r.Name, "no reader"), grades, r.Grades, r.Values)
	}
}

// Values are all values.
func (v *view) Values() (n int) {
	for _, r := range v.Readers {
		n += r.Values
	}
	return n
}

// A codeRow are the issues of one code and severity.
type codeRow struct {
	store.IssueCount
	Bar bar
}

func (v *view) codes() {
	most := 0
	for _, i := range v.R.Issues {
		most = max(most, i.Count)
	}
	for _, i := range v.R.Issues {
		one := []series{{string(i.Severity) + "s", string(i.Severity)}}
		v.Codes = append(v.Codes, codeRow{i, newBar(i.Code, one, []int{i.Count}, most)})
	}
}

// A doubtRow are the issues of one department or year.
type doubtRow struct {
	Name string
	store.DoubtCount
	Bar bar
}

func (d doubtRow) values() []int { return []int{d.Errors, d.Warnings, d.Infos} }

func (v *view) doubts() {
	for i, d := range v.R.Departments {
		if i == departmentsShown || d.Doubts() == 0 {
			v.Others = len(v.R.Departments) - i
			break
		}
		v.Doubts = append(v.Doubts, doubtRow{Name: d.Department, DoubtCount: d.DoubtCount})
	}
	most := 0
	for _, d := range v.Doubts {
		most = max(most, d.Doubts())
	}
	for i := range v.Doubts {
		d := &v.Doubts[i]
		d.Bar = newBar(cmp.Or(d.Name, "no department"), severities, d.values(), most)
	}
	var labels []string
	var values [][]int
	for _, y := range v.R.Years {
		row := doubtRow{Name: yearName(y.Year), DoubtCount: y.DoubtCount}
		v.YearRows = append(v.YearRows, row)
		labels, values = append(labels, yearLabel(y.Year)), append(values, row.values())
	}
	v.YearChart = newColumns("Issues by year and severity", severities, labels, values)
}

// A coverRow is the coverage of a year, or of all.
type coverRow struct {
	Name  string
	Cells []coverCell
}

// A coverCell is a part of a whole that something is left open by.
type coverCell struct {
	N, Of int
	Bar   bar
}

func (v *view) coverage() {
	row := func(name string, c store.CoverageCount) {
		r := coverRow{Name: name}
		for _, cell := range []struct {
			what  string
			n, of int
		}{
			{"forms have no indicator of satisfaction", c.NoSatisfaction, c.Forms},
			{"targets cannot be measured", c.Unmeasurable, c.Targets},
			{"forms have weights that are off", c.WeightsOff, c.Weighted},
		} {
			b := newBar(name, []series{{"of " + grouped(cell.of) + " " + cell.what, "warning"}}, []int{cell.n}, cell.of)
			r.Cells = append(r.Cells, coverCell{cell.n, cell.of, b})
		}
		v.Cover = append(v.Cover, r)
	}
	row("all years", v.R.Coverage.All)
	for _, y := range v.R.Coverage.Years {
		row(yearName(y.Year), y.CoverageCount)
	}
	c := v.R.Coverage
	for _, list := range []openList{
		{"Forms without an indicator of satisfaction (满意度)", "no-satisfaction", c.All.NoSatisfaction, c.NoSatisfaction},
		{"Forms with most targets that cannot be measured", "unmeasurable", 0, c.Unmeasurable},
		{"Forms whose weights sum to neither 100 nor 90", "weights", c.All.WeightsOff, c.WeightsOff},
	} {
		list.Forms = list.Forms[:min(len(list.Forms), openShown)]
		v.Open = append(v.Open, list)
	}
}

// An openList are forms that leave something open.
type openList struct {
	Title, Query string // Query is the saved one that lists them all
	Count        int    // of all such forms; 0 if not known
	Forms        []store.CoverageForm
}
