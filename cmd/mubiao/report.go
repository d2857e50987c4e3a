package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"mubiao/internal/gate"
	"mubiao/internal/reportpage"
	"mubiao/normalize"
	"mubiao/store"
)

type reportOptions struct {
	db        string
	format    string
	output    string
	html      string
	clips     int
	failOn    []string
	passwords passwordOptions

	conditions []gate.Condition // of failOn
}

// defaultClips is how many clips a page has: a megabyte, drawn in half a
// minute.
const defaultClips = 60

func (o *reportOptions) addFlags(c *cobra.Command) {
	f := c.Flags()
	addDatabaseFlag(f, &o.db)
	f.StringVar(&o.format, "format", "table", "table or json")
	f.StringVarP(&o.output, "output", "o", "-", "write to `FILE`")
	f.StringVar(&o.html, "html", "", "write a page for browsers to `FILE`, and print nothing")
	f.IntVar(&o.clips, "clips", defaultClips, "pictures of cells on that page, at most")
	f.StringArrayVar(&o.failOn, "fail-on", nil, "exit with status 4 if `CONDITION` is met")
	o.passwords.addFlags(f)
}

// reportHelp is the long help: what can be measured is listed by gate.
func reportHelp() string {
	var b strings.Builder
	b.WriteString(`Counts documents, forms by kind and year, pages by how they were read, values by
confidence, issues by code, department and year, and what forms leave open; names
the documents with most doubts, and those that could not be read, with the reason
and what to try next. Names and telephone numbers of people are masked.

Each page is read by the fast reader if it can be trusted. Of those that another
one read, the report says why: the file could not be opened, or not without repair
(file); nothing of the page could be read (page), or only a part (content); its
characters had no known meaning (characters); it is a picture (picture).

--html writes all that to one file that needs nothing else, with charts and, for
each issue of the documents most in doubt, a picture of the cell. It is drawn from
the file that was read; a file that has moved or changed is not.

--fail-on makes the report a gate: it is written all the same, and the status is 4
if a CONDITION is met. That is a measure, alone (more than none) or with >, >=, <
or <= and a number, or a share in percent: --fail-on error --fail-on 'failed>5%'.
`)
	for _, m := range gate.Measures {
		fmt.Fprintf(&b, "  %-16s %s\n", m.Name, m.Meaning)
	}
	fmt.Fprintf(&b, "  %-16s documents with this issue, or without forms for this reason", "code=CODE")
	return b.String()
}

func newReportCommand(s *streams) *cobra.Command {
	var o reportOptions
	c := &cobra.Command{
		Use:   "report [flags]",
		Short: "Sum up a database: what is in it, in doubt, and missing",
		Example: `  mubiao report
  mubiao report --db 2024.db --html quality.html
  mubiao report --db 2024.db --format json
  mubiao report --fail-on error --fail-on 'failed>5%' --fail-on code=funds-sum`,
		Long:        reportHelp(),
		Annotations: exits(exitDone, exitFailed, exitUsage, exitGate, exitInterrupted),
		Args:        exactly(0, ""),
		RunE: func(c *cobra.Command, _ []string) error {
			if err := o.check(c); err != nil {
				return err
			}
			return runReport(c.Context(), &o, s)
		},
	}
	o.addFlags(c)
	return c
}

func (o *reportOptions) check(c *cobra.Command) error {
	if err := oneOf(c, "format", o.format, "table", "json"); err != nil {
		return err
	}
	if o.clips < 0 {
		return usage(c, fmt.Sprintf("--clips %d: must not be negative", o.clips))
	}
	for _, text := range o.failOn {
		condition, err := gate.Parse(text)
		if err != nil {
			return usage(c, fmt.Sprintf("--fail-on %s: %v", shellQuote(text), err))
		}
		o.conditions = append(o.conditions, condition)
	}
	for _, flag := range []string{"format", "output"} {
		if o.html != "" && c.Flags().Changed(flag) {
			return usage(c, "--html and --"+flag+" exclude one another")
		}
	}
	return o.passwords.check(c, nil)
}

func runReport(ctx context.Context, o *reportOptions, s *streams) error {
	db, err := openReader(ctx, o.db)
	if err != nil {
		return err
	}
	defer db.Close()
	quality, err := qualityOf(ctx, db, o.db)
	if err != nil {
		return err
	}
	verdicts := make([]gate.Verdict, 0, len(o.conditions))
	for _, c := range o.conditions {
		verdicts = append(verdicts, c.Judge(quality))
	}
	if o.html != "" {
		err = writePage(ctx, db, o, quality, verdicts, s)
	} else {
		err = toOutput(s, o.output, func(w *bufio.Writer) error {
			if o.format == "json" {
				return writeReportJSON(w, quality, verdicts)
			}
			return writeReport(w, quality)
		})
	}
	if err != nil {
		return err
	}
	return gateError(verdicts, s)
}

// qualityOf is the report on a database of a name, as it is shown.
func qualityOf(ctx context.Context, db store.Reader, name string) (*store.Report, error) {
	quality, err := db.Quality(ctx)
	if err != nil {
		return nil, err
	}
	if err := maskReport(ctx, db, quality); err != nil {
		return nil, err
	}
	for i := range quality.Unread {
		u := &quality.Unread[i]
		u.Hint = intoDatabase(hintFor(u.Reason, u.Path), name)
	}
	return quality, nil
}

// writeReportJSON writes what docs/report.schema.json describes.
func writeReportJSON(w *bufio.Writer, r *store.Report, verdicts []gate.Verdict) error {
	text, err := encodeJSON(struct {
		*store.Report
		Gate []gate.Verdict `json:"gate"`
	}{r, verdicts})
	if err != nil {
		return err
	}
	_, err = w.Write(append(text, '\n'))
	return err
}

// writePage writes the report as a page of HTML.
func writePage(ctx context.Context, db store.Reader, o *reportOptions, r *store.Report, verdicts []gate.Verdict, s *streams) error {
	drawn, err := newClipper(ctx, db, o, s)
	if err != nil {
		return err
	}
	defer drawn.close()
	return toOutput(s, o.html, func(w *bufio.Writer) error {
		return reportpage.Write(w, reportpage.Page{
			Report: r, Database: databaseName(o.db), Version: normalize.Version, Made: time.Now(), Kinds: kindName, Verdicts: verdicts,
			Clips: func(d *store.Doubtful, places []reportpage.Place) ([]reportpage.Clip, error) {
				return drawn.of(ctx, d, places)
			},
		})
	})
}

// gateError says which conditions are met, and is nil if none is.
func gateError(verdicts []gate.Verdict, s *streams) error {
	missed := 0
	for _, v := range verdicts {
		if v.Met {
			missed++
			fmt.Fprintf(s.err, "--fail-on %s\n", v)
		}
	}
	if missed == 0 {
		return nil
	}
	return &hintedError{
		errors.New("the report is not good enough: " + counted(missed, "condition") + " of --fail-on met"), exitGate,
		"see the documents most in doubt: mubiao report --html report.html",
	}
}
