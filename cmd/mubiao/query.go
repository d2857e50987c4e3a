package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"mubiao/store"
	"mubiao/store/sqlite"
)

type queryOptions struct {
	db      string
	format  string
	output  string
	timeout time.Duration
	maxRows int
}

func (o *queryOptions) addFlags(c *cobra.Command) {
	f := c.Flags()
	addDatabaseFlag(f, &o.db)
	f.StringVar(&o.format, "format", "table", "table, json or csv")
	f.StringVarP(&o.output, "output", "o", "-", "write to `FILE`")
	f.DurationVar(&o.timeout, "timeout", store.DefaultLimits.Timeout, "give up after this time")
	f.IntVar(&o.maxRows, "max-rows", store.DefaultLimits.MaxRows, "give up after this many rows")
}

func newQueryCommand(s *streams) *cobra.Command {
	var o queryOptions
	c := &cobra.Command{
		Use:   "query SQL [flags]",
		Short: "Ask the database in SQL",
		Example: `  mubiao query "SELECT project, level3, target FROM target WHERE fiscal_year = 2024"
  mubiao query --format csv "SELECT * FROM target" -o targets.csv
  mubiao query "SELECT name, sql FROM sqlite_schema"
  mubiao query - < question.sql`,
		Long: `Runs one SELECT on the database and prints the answer. The view "target" has a row
for each indicator, with its project, department, unit and year; docs/schema.md
names all tables and columns. SQL of - is read from stdin.

A statement can only read: whatever would write, attach another file or change a
setting is refused. An answer that exceeds a limit is an error; the rows up to
there are printed. In csv, what is NULL is empty.`,
		Annotations: exits(exitDone, exitFailed, exitUsage, exitSQL, exitInterrupted),
		Args:        exactly(1, "SQL"),
		RunE: func(c *cobra.Command, args []string) error {
			if err := o.check(c); err != nil {
				return err
			}
			return runQuery(c.Context(), o, args[0], s)
		},
	}
	o.addFlags(c)
	return c
}

func (o *queryOptions) check(c *cobra.Command) error {
	if err := moreThanZero(c, "timeout", o.timeout); err != nil {
		return err
	}
	if err := positive(c, "max-rows", o.maxRows); err != nil {
		return err
	}
	return oneOf(c, "format", o.format, "table", "json", "csv")
}

func runQuery(ctx context.Context, o queryOptions, sql string, s *streams) error {
	if sql == "-" {
		var text bytes.Buffer
		if err := copyStdin(ctx, &text, s.in); err != nil {
			return fmt.Errorf("read stdin: %w", err)
		}
		sql = text.String()
	}
	db, err := sqlite.OpenReadOnly(ctx, o.db)
	if err != nil {
		return databaseError(err, o.db)
	}
	defer db.Close()
	rows, err := db.Query(ctx, sql, store.Limits{Timeout: o.timeout, MaxRows: o.maxRows})
	if err != nil {
		return queryError(err)
	}
	defer rows.Close()
	return toOutput(s, o.output, func(w *bufio.Writer) error {
		return queryError(writeRows(w, o.format, rows))
	})
}

// queryError gives an error of the database its exit code and its hint.
func queryError(err error) error {
	hint := ""
	switch {
	case err == nil:
		return nil
	case errors.Is(err, store.ErrInvalid):
		hint = `see what there is: mubiao query "SELECT name, sql FROM sqlite_schema"`
	case errors.Is(err, store.ErrRefused):
		hint = "query takes one statement that only reads; to write, use the sqlite3 program on a copy"
	case errors.Is(err, store.ErrTimeout):
		hint = "allow more time: --timeout 1m"
	case errors.Is(err, store.ErrTooManyRows):
		hint = "allow more rows: --max-rows 100000"
	case errors.Is(err, store.ErrTooLarge):
		hint = "select fewer columns, or fewer rows with LIMIT"
	default:
		return err
	}
	return &hintedError{err, exitSQL, hint}
}
