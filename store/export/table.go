package export

import (
	"slices"
	"strings"

	"mubiao/normalize"
	"mubiao/store"
)

// A Type is what stands in a column. Every column may be empty.
type Type int

// The types.
const (
	Text   Type = iota
	Whole       // int64
	Number      // float64
	Money       // normalize.Amount; written in 万元, exactly
)

// A Column is one of a table.
type Column struct {
	Name    string
	Type    Type
	Meaning string
	Width   float64 // on a sheet, in digits; a Han character takes two
	// member is where the value stands in a record: a JSON pointer, or what
	// follows the pointer of the row; empty for what people do not correct.
	member string
	value  func(*place) any // nil, or a value of the type
}

// A Table is a list of rows of one kind, of all forms.
type Table struct {
	Name    string
	Meaning string
	Columns []Column
	// rows are the JSON pointers of the rows that a form has.
	rows func(*form) []string
}

// A form is what rows are made of. That with the ordinal -1 stands for the
// file and has issues alone.
type form struct {
	doc     *store.Document
	ordinal int
	*normalize.Record
}

// A place is a row of a table before it is written.
type place struct {
	*form
	n       int    // among the rows of its form
	pointer string // of what the row tells
}

// A row is written to one table.
type row struct {
	form    int
	n       int // among the rows of its form
	pointer string
	values  []any  // one a column
	changed []bool // whether a person changed the value; nil if none is
}

// forms are the forms of a selection, and the file.
func forms(s Selection) []*form {
	var list []*form
	if s.File {
		list = append(list, &form{s.Doc, -1, &normalize.Record{Issues: s.Doc.Issues}})
	}
	for _, i := range s.Forms {
		list = append(list, &form{s.Doc, i, &s.Doc.Records[i]})
	}
	return list
}

// rowsOf are the rows that a selection has in a table.
func (t *Table) rowsOf(s Selection) []row {
	var rows []row
	for _, f := range forms(s) {
		for n, pointer := range t.rows(f) {
			rows = append(rows, t.row(&place{f, n, pointer}))
		}
	}
	return rows
}

func (t *Table) row(p *place) row {
	r := row{form: p.ordinal, n: p.n, pointer: p.pointer, values: make([]any, len(t.Columns)), changed: t.changed(p)}
	for i, c := range t.Columns {
		if c.Name == correctedColumn {
			r.values[i] = text(t.changedNames(r.changed))
		} else {
			r.values[i] = c.value(p)
		}
	}
	return r
}

// changed says of each column whether a person changed its value.
func (t *Table) changed(p *place) []bool {
	changes := func(c store.Correction) bool { return c.Form == p.ordinal && c.Changes() }
	if !slices.ContainsFunc(p.doc.Corrections, changes) {
		return nil
	}
	changed := make([]bool, len(t.Columns))
	for i, c := range t.Columns {
		switch {
		case strings.HasPrefix(c.member, "/"):
			changed[i] = p.doc.Corrected(p.ordinal, c.member)
		case c.member != "":
			changed[i] = p.doc.Corrected(p.ordinal, strings.TrimSuffix(p.pointer+"/"+c.member, "/."))
		}
	}
	if !slices.Contains(changed, true) {
		return nil
	}
	return changed
}

func (t *Table) changedNames(changed []bool) string {
	var names []string
	for i, c := range changed {
		if c {
			names = append(names, t.Columns[i].Name)
		}
	}
	return strings.Join(names, " ")
}

// about reports whether an issue is about a value in a row. One about the form
// as a whole is about no row but that of the form.
func about(issue *normalize.Issue, pointer string) bool {
	return issue.Path == pointer || strings.HasPrefix(issue.Path, pointer+"/")
}

// isOpen reports whether an issue asks for something.
func isOpen(issue *normalize.Issue) bool { return issue.Severity != normalize.Info }

// text is a text as a value; an empty one is none.
func text[T ~string](s T) any {
	if s == "" {
		return nil
	}
	return string(s)
}

// whole is a number from 1 as a value; 0 is none.
func whole(n int) any {
	if n == 0 {
		return nil
	}
	return int64(n)
}

// given is what a pointer leads to as a value.
func given[T any](v *T) any {
	if v == nil {
		return nil
	}
	return *v
}

func givenWhole(n *int) any {
	if n == nil {
		return nil
	}
	return int64(*n)
}
