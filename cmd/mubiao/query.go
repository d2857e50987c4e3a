package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"mubiao/store"
	"mubiao/store/postgres"
	"mubiao/store/saved"
)

type queryOptions struct {
	db      string
	file    string
	name    string
	list    bool
	set     []string
	format  string
	output  string
	timeout time.Duration
	maxRows int
}

func (o *queryOptions) addFlags(c *cobra.Command) {
	f := c.Flags()
	addDatabaseFlag(f, &o.db)
	f.StringVarP(&o.file, "file", "f", "", "run the SQL in `FILE`")
	f.StringVarP(&o.name, "name", "n", "", "run the saved query `NAME`")
	f.BoolVarP(&o.list, "list", "l", false, "list the saved queries; with --name print its SQL")
	f.StringArrayVar(&o.set, "set", nil, "the value of a parameter :NAME, as `NAME=VALUE`; repeatable")
	f.StringVar(&o.format, "format", "table", "table, json or csv")
	f.StringVarP(&o.output, "output", "o", "-", "write to `FILE`")
	f.DurationVar(&o.timeout, "timeout", store.DefaultLimits.Timeout, "give up after this time")
	f.IntVar(&o.maxRows, "max-rows", store.DefaultLimits.MaxRows, "give up after this many rows")
}

func newQueryCommand(s *streams) *cobra.Command {
	var o queryOptions
	c := &cobra.Command{
		Use:   "query [SQL] [flags]",
		Short: "Ask the database in SQL",
		Example: `  mubiao query "SELECT project, level3, target FROM target WHERE fiscal_year = 2024"
  mubiao query --list
  mubiao query --name unmeasurable --set year=2024
  mubiao query --format csv "SELECT * FROM target" -o targets.csv
  mubiao query --file question.sql
  mubiao query - < question.sql`,
		Long: `Runs one SELECT on the database and prints the answer. The view "target" has a row
for each indicator, with its project, department, unit and year; docs/schema.md
names all tables, views and columns. SQL of - is read from stdin. --name runs a
question that is saved in the program; --list names them, with their parameters.

A statement can only read: whatever would write, attach another file or change a
setting is refused. An answer that exceeds a limit is an error; the rows up to
there are printed. In csv, what is NULL is empty.`,
		Annotations: exits(exitDone, exitFailed, exitUsage, exitSQL, exitInterrupted),
		RunE: func(c *cobra.Command, args []string) error {
			if err := o.check(c, args); err != nil {
				return err
			}
			if o.list {
				return listQueries(o, s)
			}
			return runQuery(c.Context(), o, args, s)
		},
	}
	o.addFlags(c)
	return c
}

func (o *queryOptions) check(c *cobra.Command, args []string) error {
	if err := moreThanZero(c, "timeout", o.timeout); err != nil {
		return err
	}
	if err := positive(c, "max-rows", o.maxRows); err != nil {
		return err
	}
	if err := oneOf(c, "format", o.format, "table", "json", "csv"); err != nil {
		return err
	}
	if err := o.checkSource(c, args); err != nil {
		return err
	}
	_, err := o.arguments()
	if err != nil {
		return usage(c, err.Error())
	}
	return nil
}

// checkSource sees to it that there is one statement to run, or a list to
// print.
func (o *queryOptions) checkSource(c *cobra.Command, args []string) error {
	sources := len(args)
	for _, given := range []string{o.file, o.name} {
		if given != "" {
			sources++
		}
	}
	switch {
	case len(args) > 1:
		return usage(c, "too many arguments: "+strings.Join(args[1:], " "))
	case sources > 1:
		return usage(c, "more than one of SQL, --file and --name")
	case o.list && (len(args) > 0 || o.file != ""):
		return usage(c, "--list goes with --name alone")
	case sources == 0 && !o.list:
		return usage(c, "SQL missing")
	}
	if _, ok := saved.Named(o.name); o.name != "" && !ok {
		return &hintedError{fmt.Errorf("no saved query %s", o.name), exitUsage, "see what there is: mubiao query --list"}
	}
	return nil
}

// arguments are the values of --set.
func (o *queryOptions) arguments() ([]store.Argument, error) {
	var arguments []store.Argument
	for _, set := range o.set {
		name, text, ok := strings.Cut(set, "=")
		if !ok || name == "" {
			return nil, fmt.Errorf("--set %s: not NAME=VALUE", set)
		}
		arguments = append(arguments, store.ArgumentOf(strings.TrimPrefix(name, ":"), text))
	}
	return arguments, nil
}

// listQueries prints the saved queries, or the SQL of one.
func listQueries(o queryOptions, s *streams) error {
	return toOutput(s, o.output, func(w *bufio.Writer) error {
		if q, ok := saved.Named(o.name); ok {
			_, err := w.WriteString(q.SQL)
			return err
		}
		return writeRows(w, o.format, savedRows())
	})
}

// savedRows are the saved queries as rows of a table.
func savedRows() store.Rows {
	r := &listedRows{columns: []string{"name", "title", "parameters"}}
	for _, q := range saved.All() {
		var parameters []string
		for _, p := range q.Parameters {
			parameters = append(parameters, p.Name)
		}
		r.rows = append(r.rows, []any{q.Name, q.Title, strings.Join(parameters, " ")})
	}
	return r
}

func runQuery(ctx context.Context, o queryOptions, args []string, s *streams) error {
	sql, arguments, err := o.statement(ctx, args, s)
	if err != nil {
		return err
	}
	db, err := openReader(ctx, o.db)
	if err != nil {
		return err
	}
	defer db.Close()
	rows, err := db.Query(ctx, sql, store.Limits{Timeout: o.timeout, MaxRows: o.maxRows}, arguments...)
	if err != nil {
		return queryError(err, o.db)
	}
	defer rows.Close()
	return toOutput(s, o.output, func(w *bufio.Writer) error {
		return queryError(writeRows(w, o.format, rows), o.db)
	})
}

// statement finds the SQL to run and the values of its parameters. A parameter
// of a saved query that is not set is NULL, which stands for any.
func (o *queryOptions) statement(ctx context.Context, args []string, s *streams) (sql string, arguments []store.Argument, err error) {
	if arguments, err = o.arguments(); err != nil {
		return "", nil, err
	}
	switch {
	case o.name != "":
		q, _ := saved.Named(o.name)
		for _, p := range q.Parameters {
			if !slices.ContainsFunc(arguments, func(a store.Argument) bool { return a.Name == p.Name }) {
				arguments = append(arguments, store.Argument{Name: p.Name})
			}
		}
		return q.SQL, arguments, nil
	case o.file != "" && o.file != "-":
		sql, err = readStatement(o.file)
	case o.file == "-" || args[0] == "-":
		var text bytes.Buffer
		if err = copyStdin(ctx, &text, s.in); err != nil {
			err = fmt.Errorf("read stdin: %w", err)
		}
		sql = text.String()
	default:
		sql = args[0]
	}
	return strings.TrimPrefix(sql, "\ufeff"), arguments, err
}

// maxStatement is more than SQLite is told to take, in bytes: a file that
// holds no SQL is not read whole.
const maxStatement = 2 << 20

func readStatement(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, maxStatement))
	return string(text), err
}

// queryError gives an error of the database its exit code and its hint.
func queryError(err error, db string) error {
	hint := ""
	switch {
	case err == nil:
		return nil
	case errors.Is(err, store.ErrArguments):
		hint = "give each parameter of the SQL its value: --set NAME=VALUE"
	case errors.Is(err, store.ErrInvalid):
		hint = `see what there is: mubiao query "SELECT name, sql FROM sqlite_schema"`
		if postgres.IsURL(db) {
			hint = `see what there is: mubiao query "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'"`
		}
	case errors.Is(err, store.ErrRefused):
		hint = "query takes one statement that only reads; to write, use the sqlite3 program on a copy"
		if postgres.IsURL(db) {
			hint = "query takes one statement that only reads; to write, use psql"
		}
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
