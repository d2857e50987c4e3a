package main

import (
	"bufio"
	"context"
	"errors"
	"os"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"mubiao/store"
)

type searchOptions struct {
	db     string
	format string
	output string
	max    int
}

func (o *searchOptions) addFlags(c *cobra.Command) {
	f := c.Flags()
	addDatabaseFlag(f, &o.db)
	f.StringVar(&o.format, "format", "table", "table, json or csv")
	f.StringVarP(&o.output, "output", "o", "-", "write to `FILE`")
	f.IntVar(&o.max, "max-rows", 100, "stop after this many rows")
}

func newSearchCommand(s *streams) *cobra.Command {
	var o searchOptions
	c := &cobra.Command{
		Use:   "search WORDS... [flags]",
		Short: "Find words in projects, goals and indicators",
		Example: `  mubiao search 水库
  mubiao search 水利局 满意度 2024
  mubiao search --format csv '"路灯 维护"' -o found.csv`,
		Long: `Finds the projects, goals and indicators that hold all WORDS, and says in which
field, document, form and page. A word is one Han character or more and is found
inside others; width, case and blanks make no difference, and quotation marks keep
words together. One word at least must stand in the project, goal or indicator
itself; the others may be names of its project, department or unit, its levels, or
its year. No character has a meaning of its own.

Values that people corrected are found as corrected. Forms count from 0, as
everywhere.`,
		Annotations: exits(exitDone, exitFailed, exitUsage, exitInterrupted),
		Args:        atLeast(1, "WORDS"),
		RunE: func(c *cobra.Command, args []string) error {
			if err := oneOf(c, "format", o.format, "table", "json", "csv"); err != nil {
				return err
			}
			if err := positive(c, "max-rows", o.max); err != nil {
				return err
			}
			query := store.ParseQuery(strings.Join(args, " "))
			if len(query.Words()) == 0 {
				return usage(c, store.ErrNoWord.Error())
			}
			return runSearch(c.Context(), o, query, s)
		},
	}
	o.addFlags(c)
	return c
}

// errEnough ends a search that has found as much as was asked for.
var errEnough = errors.New("enough")

func runSearch(ctx context.Context, o searchOptions, query store.Query, s *streams) error {
	db, err := openReader(ctx, o.db)
	if err != nil {
		return err
	}
	defer db.Close()
	var hits []store.Hit
	err = db.Search(ctx, query, func(h *store.Hit) error {
		if len(hits) == o.max {
			return errEnough
		}
		hits = append(hits, *h)
		return nil
	})
	if err != nil && !errors.Is(err, errEnough) {
		return err
	}
	if err := toOutput(s, o.output, func(w *bufio.Writer) error { return writeHits(w, o, hits, s) }); err != nil {
		return err
	}
	switch {
	case err != nil:
		s.note("more than %d were found; to see more: --max-rows %d", o.max, 10*o.max)
	case len(hits) == 0:
		s.note("nothing was found")
	}
	return nil
}

func writeHits(w *bufio.Writer, o searchOptions, hits []store.Hit, s *streams) error {
	switch o.format {
	case "json":
		return writeHitsJSON(w, hits)
	case "csv":
		return writeCSV(w, hitRows(hits))
	}
	return hitTable(hits, o.output == "-" && isTerminal(s.out) && os.Getenv("NO_COLOR") == "").write(w)
}

// hitTable is a table of hits; bright where the words that were found stand
// out.
func hitTable(hits []store.Hit, bright bool) *table {
	t := &table{
		head:  []string{"document", "form", "page", "field", "text", "target", "project", "year", ""},
		right: map[int]bool{1: true, 2: true, 7: true},
		bold:  make(map[cellAt][][2]int),
	}
	const textColumn = 4
	for i := range hits {
		h := &hits[i]
		corrected := ""
		if h.Corrected {
			corrected = "corrected"
		}
		if bright {
			t.bold[cellAt{len(t.rows), textColumn}] = h.Marks
		}
		t.add(h.Path, strconv.Itoa(h.Form), orNothing(h.Page), h.Kind+" "+h.Field, h.Text, h.Target, h.Project, orNothing(h.Year), corrected)
	}
	return t
}

func hitRows(hits []store.Hit) store.Rows {
	r := &listedRows{columns: []string{
		"kind", "path", "sha256", "form", "page", "pointer", "field", "text", "indicator", "target", "project", "department", "unit", "fiscal_year", "corrected",
	}}
	for i := range hits {
		h := &hits[i]
		r.rows = append(r.rows, []any{
			h.Kind, h.Path, h.SHA256, h.Form, orNothing(h.Page), h.Pointer, h.Field, h.Text, h.Indicator, h.Target,
			h.Project, h.Department, h.Unit, orNothing(h.Year), h.Corrected,
		})
	}
	return r
}

func writeHitsJSON(w *bufio.Writer, hits []store.Hit) error {
	separator := "["
	for i := range hits {
		text, err := encodeJSON(&hits[i])
		if err != nil {
			return err
		}
		w.WriteString(separator)
		w.Write(text)
		separator = ",\n "
	}
	if len(hits) == 0 {
		w.WriteString("[")
	}
	_, err := w.WriteString("]\n")
	return err
}

// orNothing is a number as text, nothing for 0.
func orNothing(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}
