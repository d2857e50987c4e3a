package web

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"
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

// headerOf is the header of a form as its row holds it.
func headerOf(value any) (header map[string]string) {
	_ = json.Unmarshal([]byte(text(value)), &header) // the store has checked it
	return header
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

const (
	// noneKnown is what a filter is set to for values that are not printed.
	noneKnown = "none"
	// anyKnown is what a filter is set to for all others.
	anyKnown = "known"
)

// addYear narrows to a year; empty is any.
func (f *filter) addYear(expression, name, value string) {
	if value == noneKnown {
		f.add(expression+" IS NULL", "", nil)
		return
	}
	f.addWhole(expression, name, value)
}

// addWhole narrows to a whole number; what is none is no value's.
func (f *filter) addWhole(expression, name, value string) {
	if value == "" {
		return
	}
	n, err := strconv.ParseInt(value, 10, 64)
	if err != nil {
		f.add("FALSE", "", nil)
		return
	}
	f.add(expression+" = :"+name, name, n)
}

// addText narrows to a text; empty is any.
func (f *filter) addText(expression, name, value string) {
	switch value {
	case "":
	case noneKnown:
		f.add("coalesce("+expression+", '') = ''", "", nil)
	case anyKnown:
		f.add(expression+" <> ''", "", nil)
	default:
		f.add(expression+" = :"+name, name, value)
	}
}

// addDocument narrows to the document whose hash begins so.
func (f *filter) addDocument(expression, name, value string) {
	switch {
	case value == "":
	case store.IsHashPrefix(value):
		// After g comes no hex digit, so that the index of the hashes serves.
		f.add(expression+" >= :"+name+" AND "+expression+" < :"+name+" || 'g'", name, value)
	default:
		f.add("FALSE", "", nil)
	}
}

// addMonth narrows to a month, such as 2024-05, or with a dash before it to
// all months up to that.
func (f *filter) addMonth(expression, name, value string) {
	switch until, ok := strings.CutPrefix(value, "-"); {
	case value == "":
	case ok:
		f.add(expression+" <= :"+name, name, until)
	default:
		f.add(expression+" = :"+name, name, value)
	}
}
