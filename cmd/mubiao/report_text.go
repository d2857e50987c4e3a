package main

import (
	"bufio"
	"cmp"
	"fmt"
	"strconv"

	"mubiao/normalize"
	"mubiao/store"
)

// reportWidth is the terminal that a report is set for, in columns.
const reportWidth = 80

// kindName is what a kind of form is called.
var kindName = map[normalize.Kind]string{
	normalize.ProjectTarget:    "项目支出绩效目标表",
	normalize.DepartmentTarget: "部门整体支出绩效目标表",
	normalize.TransferTarget:   "转移支付绩效目标表",
	normalize.SelfEvaluation:   "绩效自评表",
	"":                         "(not readable)",
}

func writeReport(w *bufio.Writer, r *store.Report) error {
	fmt.Fprintf(w, "%s", counted(r.Documents, "document"))
	if r.Superseded > 0 {
		fmt.Fprintf(w, ", and %d whose path holds other bytes by now", r.Superseded)
	}
	w.WriteString("\n")
	sections := []func(*bufio.Writer, *store.Report) error{
		writeStatuses, writeForms, writePages, writeConfidence, writeIssues, writeDepartments, writeYears,
		writeCoverage, writeWorst, writeUnread,
	}
	for _, section := range sections {
		if err := section(w, r); err != nil {
			return err
		}
	}
	return nil
}

// section prints a table under a heading, or nothing if it has no rows.
func section(w *bufio.Writer, heading string, t table) error {
	if len(t.rows) == 0 {
		return nil
	}
	fmt.Fprintf(w, "\n%s\n", heading)
	return t.write(w)
}

func writeStatuses(w *bufio.Writer, r *store.Report) error {
	t := table{head: []string{"status", "documents", "reason"}, right: map[int]bool{1: true}}
	for _, s := range r.Statuses {
		t.add(string(s.Status), strconv.Itoa(s.Count), s.Reason)
	}
	return section(w, "DOCUMENTS", t)
}

func writeForms(w *bufio.Writer, r *store.Report) error {
	t := table{head: []string{"form", "year", "forms", "indicators"}, right: map[int]bool{1: true, 2: true, 3: true}}
	for _, f := range r.Forms {
		t.add(kindName[f.Kind], yearName(f.Year), strconv.Itoa(f.Forms), strconv.Itoa(f.Indicators))
	}
	return section(w, "FORMS", t)
}

func writePages(w *bufio.Writer, r *store.Report) error {
	t := table{
		head:  []string{"reader", "pages", "characters", "unknown", "pages with problems", "why"},
		right: map[int]bool{1: true, 2: true, 3: true, 4: true},
	}
	for _, p := range r.Pages {
		t.add(cmp.Or(p.Reader, "(none)"), strconv.Itoa(p.Pages), strconv.Itoa(p.Glyphs), strconv.Itoa(p.Undecodable), strconv.Itoa(p.Problems), p.Why)
	}
	return section(w, "PAGES", t)
}

func writeIssues(w *bufio.Writer, r *store.Report) error {
	if len(r.Issues) == 0 {
		return nil
	}
	w.WriteString("\nISSUES\n")
	for _, i := range r.Issues {
		fmt.Fprintf(w, "%-7s %s: %d in %s\n", i.Severity, i.Code, i.Count, counted(i.Documents, "document"))
		fmt.Fprintf(w, "        e.g. %s\n", clip(i.Example.Message, reportWidth-13))
		if _, err := fmt.Fprintf(w, "        in %s\n", exampleText(i.Example)); err != nil {
			return err
		}
	}
	return nil
}

// exampleText names the place of an issue.
func exampleText(e store.IssueExample) string {
	place := e.Path
	if e.Page > 0 {
		place += " page " + strconv.Itoa(e.Page)
	}
	if e.Pointer != "" {
		place += " " + e.Pointer
	}
	return oneLine(place)
}

// percent is a part of a whole; a dash of nothing.
func percent(n, of int) string {
	if of == 0 {
		return "–"
	}
	return fmt.Sprintf("%.1f %%", 100*float64(n)/float64(of))
}

// confidenceName says what a grade of confidence is.
var confidenceName = map[store.Confidence]string{
	store.ConfidenceText:    "text of the file",
	store.ConfidenceCertain: fmt.Sprintf("%g or more", store.CertainConfidence),
	store.ConfidenceHigh:    fmt.Sprintf("%g or more", store.HighConfidence),
	store.ConfidenceFair:    fmt.Sprintf("%g or more", store.LowConfidence),
	store.ConfidenceLow:     fmt.Sprintf("below %g", store.LowConfidence),
}

func writeConfidence(w *bufio.Writer, r *store.Report) error {
	all := 0
	for _, v := range r.Values {
		all += v.Values
	}
	t := table{head: []string{"reader", "confidence", "values", "share"}, right: map[int]bool{2: true, 3: true}}
	for _, v := range r.Values {
		t.add(v.Reader, confidenceName[v.Confidence], strconv.Itoa(v.Values), percent(v.Values, all))
	}
	return section(w, "VALUES", t)
}

// reportDepartments is how many departments a report names.
const reportDepartments = 10

func writeDepartments(w *bufio.Writer, r *store.Report) error {
	t := table{
		head:  []string{"department", "forms", "errors", "warnings", "infos"},
		right: map[int]bool{1: true, 2: true, 3: true, 4: true},
	}
	for i, d := range r.Departments {
		if i == reportDepartments || d.Doubts() == 0 {
			break
		}
		t.add(append([]string{cmp.Or(d.Department, "–")}, doubtCells(d.DoubtCount)...)...)
	}
	if err := section(w, "ISSUES BY DEPARTMENT", t); err != nil {
		return err
	}
	if more := len(r.Departments) - len(t.rows); len(t.rows) > 0 && more > 0 {
		fmt.Fprintf(w, "... and %d more with fewer or none, which --format json names\n", more)
	}
	return nil
}

func writeYears(w *bufio.Writer, r *store.Report) error {
	t := table{
		head:  []string{"year", "forms", "errors", "warnings", "infos"},
		right: map[int]bool{0: true, 1: true, 2: true, 3: true, 4: true},
	}
	for _, y := range r.Years {
		t.add(append([]string{yearName(y.Year)}, doubtCells(y.DoubtCount)...)...)
	}
	return section(w, "ISSUES BY YEAR", t)
}

func doubtCells(d store.DoubtCount) []string {
	return []string{strconv.Itoa(d.Forms), strconv.Itoa(d.Errors), strconv.Itoa(d.Warnings), strconv.Itoa(d.Infos)}
}

// yearName is a year in a table; 0 is none.
func yearName(year int) string {
	if year == 0 {
		return "–"
	}
	return strconv.Itoa(year)
}

func writeCoverage(w *bufio.Writer, r *store.Report) error {
	t := table{head: []string{"left open", "count", "of", "share"}, right: map[int]bool{1: true, 2: true, 3: true}}
	for _, measure := range []struct {
		what  string
		n, of int
	}{
		{"forms without an indicator of satisfaction (满意度)", r.Coverage.All.NoSatisfaction, r.Coverage.All.Forms},
		{"targets without a number or a date", r.Coverage.All.Unmeasurable, r.Coverage.All.Targets},
		{"forms whose weights sum to neither 100 nor 90", r.Coverage.All.WeightsOff, r.Coverage.All.Weighted},
	} {
		if measure.of > 0 {
			t.add(measure.what, strconv.Itoa(measure.n), strconv.Itoa(measure.of), percent(measure.n, measure.of))
		}
	}
	return section(w, "COVERAGE", t)
}

// reportWorst is how many of the most doubtful documents a report names.
const reportWorst = 5

func writeWorst(w *bufio.Writer, r *store.Report) error {
	t := table{head: []string{"errors", "warnings", "forms", "document"}, right: map[int]bool{0: true, 1: true, 2: true}}
	for _, d := range r.Worst[:min(len(r.Worst), reportWorst)] {
		t.add(strconv.Itoa(d.Errors), strconv.Itoa(d.Warnings), strconv.Itoa(d.Forms), d.Path)
	}
	return section(w, "MOST IN DOUBT", t)
}

// reportUnread is how many documents without forms a report names of each
// reason.
const reportUnread = 10

// writeUnread names the documents without forms by reason, each reason with
// what to try next about its first document.
func writeUnread(w *bufio.Writer, r *store.Report) error {
	var reasons []string
	byReason := make(map[string][]store.Unread)
	for _, u := range r.Unread {
		reason := u.Reason.Code
		if reason == "" {
			reason = string(u.Status)
		}
		if byReason[reason] == nil {
			reasons = append(reasons, reason)
		}
		byReason[reason] = append(byReason[reason], u)
	}
	for _, reason := range reasons {
		if err := writeReason(w, reason, byReason[reason]); err != nil {
			return err
		}
	}
	return nil
}

func writeReason(w *bufio.Writer, reason string, documents []store.Unread) error {
	fmt.Fprintf(w, "\nWITHOUT FORMS: %s\n", reason)
	for _, u := range documents[:min(len(documents), reportUnread)] {
		w.WriteString(oneLine(u.Path))
		if u.Reason.Message != "" {
			w.WriteString(": " + oneLine(u.Reason.Message))
		}
		if u.Kept != "" {
			fmt.Fprintf(w, " (the forms that version %s read are kept)", u.Kept)
		}
		w.WriteByte('\n')
	}
	if more := len(documents) - reportUnread; more > 0 {
		fmt.Fprintf(w, "... and %d more, which --format json names\n", more)
	}
	_, err := fmt.Fprintf(w, "hint: %s\n", printable(documents[0].Hint))
	return err
}
