package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"mubiao/store"
)

type correctOptions struct {
	db     string
	by     string
	why    string
	accept bool
	undo   int64
	list   bool
	from   string
	format string
}

func (o *correctOptions) addFlags(c *cobra.Command) {
	f := c.Flags()
	addDatabaseFlag(f, &o.db)
	f.StringVar(&o.by, "by", "", "who says so: a `NAME`")
	f.StringVar(&o.why, "why", "", "the `REASON`")
	f.BoolVar(&o.accept, "accept", false, "the value shown is right: close its issues")
	f.Int64Var(&o.undo, "undo", 0, "undo the correction `N`")
	f.BoolVarP(&o.list, "list", "l", false, "list the corrections, of DOCUMENT or all")
	f.StringVar(&o.from, "from", "", "take the corrections from a sheet of issues, a CSV `FILE`")
	f.StringVar(&o.format, "format", "table", "of --list: table, json or csv")
}

func newCorrectCommand(s *streams) *cobra.Command {
	var o correctOptions
	c := &cobra.Command{
		Use:   "correct DOCUMENT FORM PATH VALUE [flags]",
		Short: "Correct values, and keep what was read",
		Example: `  mubiao correct plan.pdf 0 /indicators/3/target '≥98%' --by 王芳 --why 'page 2 prints 98'
  mubiao correct 3f2a9c 0 /funds/0/amount 1,250.5 --by 王芳 --why 'blurred on the scan'
  mubiao correct plan.pdf 0 /indicators/3 --accept --by 王芳 --why 'as printed'
  mubiao correct --from issues.csv --by 王芳
  mubiao correct --list plan.pdf
  mubiao correct --undo 12 --by 王芳`,
		Long: `Says what stands at one place of a form. Queries, search and exports show the
corrected value and say so; what was read is kept beside it. The rules are checked
again: issues go, and new ones may come.

DOCUMENT is a path, or the first 6 or more digits of a SHA-256. FORM is the place of
the form in the document, from 0. PATH is the JSON pointer that an issue names, such
as /indicators/3/target or /header/联系电话. VALUE is a text as it stands, a number,
money in 万元, low..high for the value of a range, or null for nothing. The operator,
number and unit of a target are read anew from a corrected one. With --accept, the
value, row or missing row at PATH is right as it is shown.

A correction stays when the document is read again. If the page is then read as
something else than when it was corrected, it is not applied, and the issue
correction-stale says so.

--from reads the new_value of each row of a sheet of issues; rows without one are
left, and "accept" stands for the value shown. A row whose value is another by now
is refused; the others are corrected.`,
		Annotations: exits(exitDone, exitFailed, exitUsage, exitPartial, exitInterrupted),
		RunE: func(c *cobra.Command, args []string) error {
			run, err := o.plan(c, args)
			if err != nil {
				return err
			}
			return run(c.Context(), s)
		},
	}
	o.addFlags(c)
	return c
}

// plan checks the command line and returns what it asks for.
func (o *correctOptions) plan(c *cobra.Command, args []string) (func(context.Context, *streams) error, error) {
	modes := 0
	for _, on := range []bool{o.list, o.from != "", c.Flags().Changed("undo")} {
		if on {
			modes++
		}
	}
	if modes > 1 {
		return nil, usage(c, "more than one of --from, --list and --undo")
	}
	if err := oneOf(c, "format", o.format, "table", "json", "csv"); err != nil {
		return nil, err
	}
	switch {
	case o.list:
		return o.planList(c, args)
	case o.from != "" && o.accept:
		return nil, usage(c, "--accept is for one place; in a sheet, write accept as new_value")
	case modes > 0 && len(args) > 0:
		return nil, usage(c, "too many arguments: "+args[0])
	case o.from != "":
		return func(ctx context.Context, s *streams) error { return correctFrom(ctx, *o, s) }, nil
	case o.by == "":
		return nil, usage(c, "--by NAME missing")
	case modes > 0:
		return func(ctx context.Context, s *streams) error { return undoCorrection(ctx, *o, s) }, nil
	case o.why == "":
		return nil, usage(c, "--why REASON missing")
	}
	return o.planOne(c, args)
}

func (o *correctOptions) planList(c *cobra.Command, args []string) (func(context.Context, *streams) error, error) {
	if len(args) > 1 {
		return nil, usage(c, "too many arguments: "+args[1])
	}
	return func(ctx context.Context, s *streams) error { return listCorrections(ctx, *o, args, s) }, nil
}

func (o *correctOptions) planOne(c *cobra.Command, args []string) (func(context.Context, *streams) error, error) {
	want := []string{"DOCUMENT", "FORM", "PATH", "VALUE"}
	if o.accept {
		want = want[:3]
	}
	if len(args) < len(want) {
		return nil, usage(c, want[len(args)]+" missing")
	}
	if err := exactly(len(want), "")(c, args); err != nil {
		return nil, err
	}
	form, err := strconv.Atoi(args[1])
	if err != nil || form < 0 {
		return nil, usage(c, fmt.Sprintf("FORM %s: not a number from 0", args[1]))
	}
	change := store.Change{Form: form, Pointer: args[2], Accept: o.accept, By: o.by, Why: o.why}
	if !o.accept {
		if change.New, err = store.ParseValue(args[2], args[3]); err != nil {
			return nil, &hintedError{err, exitUsage, "docs/record.schema.json names the places and what stands there"}
		}
	}
	return func(ctx context.Context, s *streams) error { return correctOne(ctx, *o, args[0], change, s) }, nil
}

func correctOne(ctx context.Context, o correctOptions, document string, change store.Change, s *streams) error {
	db, err := openStored(ctx, o.db)
	if err != nil {
		return err
	}
	defer db.Close()
	if change.SHA256, err = db.Find(ctx, document); err != nil {
		return correctionError(err, document)
	}
	made, err := db.Correct(ctx, change)
	if errors.Is(err, store.ErrSame) {
		s.note("%s form %d %s: %v", document, change.Form, change.Pointer, store.ErrSame)
		return nil
	}
	if err != nil {
		return correctionError(err, document)
	}
	s.note("%s", madeLine(document, &made))
	return nil
}

// madeLine says what a correction did.
func madeLine(document string, c *store.Correction) string {
	what := fmt.Sprintf("%s, was read as %s", c.New, c.Old)
	if c.Accepted {
		what = "accepted"
	}
	return fmt.Sprintf("correction %d: %s form %d %s: %s", c.ID, document, c.Form, c.Pointer, what)
}

func undoCorrection(ctx context.Context, o correctOptions, s *streams) error {
	db, err := openStored(ctx, o.db)
	if err != nil {
		return err
	}
	defer db.Close()
	c, err := db.Undo(ctx, o.undo, o.by)
	if err != nil {
		return correctionError(err, "")
	}
	s.note("correction %d of %s is undone", c.ID, c.Pointer)
	return nil
}

// correctionError adds to an error of correcting what to try next.
func correctionError(err error, document string) error {
	var pointer *store.PointerError
	switch {
	case errors.Is(err, store.ErrNotFound):
		return hinted(err, `see what there is: mubiao query "SELECT path, sha256 FROM document"`)
	case errors.Is(err, store.ErrAmbiguous):
		return hinted(err, "give more digits of the hash")
	case errors.Is(err, store.ErrNoForm):
		return hinted(err, "see its forms: mubiao query \"SELECT form, kind, project FROM quality WHERE path = '"+document+"'\"")
	case errors.Is(err, store.ErrNoCorrection):
		return hinted(err, "see what there is: mubiao correct --list")
	case errors.As(err, &pointer):
		return hinted(err, "see what is in doubt, and where: mubiao query --name to-check")
	}
	return err
}

func listCorrections(ctx context.Context, o correctOptions, args []string, s *streams) error {
	db, err := openReader(ctx, o.db)
	if err != nil {
		return err
	}
	defer db.Close()
	sha256 := ""
	if len(args) > 0 {
		if sha256, err = db.Find(ctx, args[0]); err != nil {
			return correctionError(err, args[0])
		}
	}
	corrections, err := db.Corrections(ctx, sha256)
	if err != nil {
		return err
	}
	return buffered(s.out, func(w *bufio.Writer) error { return writeRows(w, o.format, correctionRows(corrections)) })
}

func correctionRows(corrections []store.Correction) store.Rows {
	r := &listedRows{columns: []string{"id", "status", "sha256", "form", "pointer", "old", "new", "accepted", "by", "at", "why", "undone_by", "undone_at"}}
	for i := range corrections {
		c := &corrections[i]
		var undoneBy, undoneAt any
		if c.Status == store.Undone {
			undoneBy, undoneAt = c.UndoneBy, c.UndoneAt.Format(time.RFC3339)
		}
		r.rows = append(r.rows, []any{
			c.ID, string(c.Status), c.SHA256, int64(c.Form), c.Pointer, store.ValueText(c.Old), store.ValueText(c.New),
			c.Accepted, c.By, c.At.Format(time.RFC3339), c.Why, undoneBy, undoneAt,
		})
	}
	return r
}
