package main

import (
	"bufio"
	"context"
	"fmt"
	"strconv"

	"github.com/spf13/cobra"

	"mubiao/normalize"
	"mubiao/store"
	"mubiao/store/sqlite"
)

type reportOptions struct {
	db     string
	format string
	output string
}

func (o *reportOptions) addFlags(c *cobra.Command) {
	f := c.Flags()
	addDatabaseFlag(f, &o.db)
	f.StringVar(&o.format, "format", "table", "table or json")
	f.StringVarP(&o.output, "output", "o", "-", "write to `FILE`")
}

func newReportCommand(s *streams) *cobra.Command {
	var o reportOptions
	c := &cobra.Command{
		Use:   "report [flags]",
		Short: "Sum up a database: what is in it, in doubt, and missing",
		Example: `  mubiao report
  mubiao report --db 2024.db --format json`,
		Long: `Counts documents, forms by kind and year, pages by how they were read, and issues
by code, each with an example; names the documents with most doubts, and those
that could not be read, with the reason and what to try next.`,
		Annotations: exits(exitDone, exitFailed, exitUsage, exitInterrupted),
		Args:        exactly(0, ""),
		RunE: func(c *cobra.Command, _ []string) error {
			if err := oneOf(c, "format", o.format, "table", "json"); err != nil {
				return err
			}
			return runReport(c.Context(), o, s)
		},
	}
	o.addFlags(c)
	return c
}

func runReport(ctx context.Context, o reportOptions, s *streams) error {
	db, err := sqlite.OpenReadOnly(ctx, o.db)
	if err != nil {
		return databaseError(err, o.db)
	}
	defer db.Close()
	quality, err := db.Quality(ctx)
	if err != nil {
		return err
	}
	for i := range quality.Unread {
		u := &quality.Unread[i]
		u.Hint = hintFor(u.Reason.Code, u.Path)
	}
	return toOutput(s, o.output, func(w *bufio.Writer) error {
		if o.format == "json" {
			text, err := encodeJSON(quality)
			if err != nil {
				return err
			}
			_, err = w.Write(append(text, '\n'))
			return err
		}
		return writeReport(w, quality)
	})
}

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
		writeStatuses, writeForms, writePages, writeIssues, writeWorst, writeUnread,
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
		year := "–"
		if f.Year != 0 {
			year = strconv.Itoa(f.Year)
		}
		t.add(kindName[f.Kind], year, strconv.Itoa(f.Forms), strconv.Itoa(f.Indicators))
	}
	return section(w, "FORMS", t)
}

func writePages(w *bufio.Writer, r *store.Report) error {
	t := table{
		head:  []string{"reader", "pages", "characters", "unknown", "pages with problems"},
		right: map[int]bool{1: true, 2: true, 3: true, 4: true},
	}
	for _, p := range r.Pages {
		t.add(p.Reader, strconv.Itoa(p.Pages), strconv.Itoa(p.Glyphs), strconv.Itoa(p.Undecodable), strconv.Itoa(p.Problems))
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
	return place
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
		w.WriteString(u.Path)
		if u.Reason.Message != "" {
			w.WriteString(": " + u.Reason.Message)
		}
		if u.Kept != "" {
			fmt.Fprintf(w, " (the forms that version %s read are kept)", u.Kept)
		}
		w.WriteByte('\n')
	}
	if more := len(documents) - reportUnread; more > 0 {
		fmt.Fprintf(w, "... and %d more, which --format json names\n", more)
	}
	_, err := fmt.Fprintf(w, "hint: %s\n", documents[0].Hint)
	return err
}
