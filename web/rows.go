package web

import (
	"context"
	"fmt"
	"strings"
	"time"

	"mubiao/store"
)

// listTimeout bounds the queries of the pages themselves.
const listTimeout = 30 * time.Second

// each calls f with each row of an answer.
func (s *server) each(ctx context.Context, query string, arguments []store.Argument, f func(values []any)) error {
	rows, err := s.Reader.Query(ctx, query, store.Limits{Timeout: listTimeout, MaxRows: -1, MaxBytes: -1}, arguments...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		f(rows.Values())
	}
	return rows.Err()
}

// text is a value of a row as text; NULL is empty.
func text(value any) string {
	if value == nil {
		return ""
	}
	return fmt.Sprint(value)
}

// whole is a whole number of a row; NULL is 0.
func whole(value any) int {
	n, _ := value.(int64)
	return int(n)
}

// A filter gathers the conditions of a WHERE and their arguments.
type filter struct {
	conditions []string
	arguments  []store.Argument
}

// add adds a condition that may have one parameter, of that name.
func (f *filter) add(condition, name string, value any) {
	f.conditions = append(f.conditions, condition)
	f.argue(name, value)
}

func (f *filter) argue(name string, value any) {
	if name != "" {
		f.arguments = append(f.arguments, store.Argument{Name: name, Value: value})
	}
}

// where is the WHERE clause.
func (f *filter) where() string {
	if len(f.conditions) == 0 {
		return ""
	}
	return "WHERE " + strings.Join(f.conditions, " AND ")
}

// noneKnown is what a filter is set to for values that are not printed.
const noneKnown = "none"

// addYear narrows to a year; empty is any.
func (f *filter) addYear(column, year string) {
	switch year {
	case "":
	case noneKnown:
		f.add(column+" IS NULL", "", nil)
	default:
		f.add(column+" = CAST(:year AS INTEGER)", "year", year)
	}
}

// addText narrows to a text; empty is any.
func (f *filter) addText(expression, name, value string) {
	switch value {
	case "":
	case noneKnown:
		f.add("coalesce("+expression+", '') = ''", "", nil)
	default:
		f.add(expression+" = :"+name, name, value)
	}
}
