package relational

import (
	"context"
	"fmt"
	"strconv"
	"strings"
)

// A Scan reads the columns of a row, as sql.Rows.Scan does.
type Scan func(dest ...any) error

// A Queryer asks one state of a database, whatever is written meanwhile.
type Queryer interface {
	// Each calls row for each row of an answer until row returns an error,
	// which it returns.
	Each(ctx context.Context, query string, row func(Scan) error, args ...any) error
}

// A Source gives states of a database.
type Source interface {
	// Snapshot calls f with the state of this moment and returns its error.
	Snapshot(ctx context.Context, f func(Queryer) error) error
}

// A Tx is a transaction that writes. What it asks it sees as it has written
// it.
type Tx interface {
	Queryer
	// Lock keeps others from writing the document of a hash, and from noting
	// which document any of the paths holds, until the transaction ends. What
	// is asked afterwards is of a state that stays. It is called once, before
	// all else; sha256 is empty for a document without.
	Lock(ctx context.Context, sha256 string, paths []string) error
	// Exec runs a statement. Its error may be returned by a later call.
	Exec(ctx context.Context, query string, args ...any) error
	// FormIDs returns ids for n new forms, ascending.
	FormIDs(ctx context.Context, n int) ([]int64, error)
	// Insert adds rows to a table, and those that have words to the index.
	Insert(ctx context.Context, table *Table, rows []Row) error
	// Index adds a form to the index.
	Index(ctx context.Context, form int64, words Words) error
	// Unindex takes a form and all that hangs on it out of the index.
	Unindex(ctx context.Context, form int64) error
}

// A Table is a table that rows are added to in bulk.
type Table struct {
	Name    string
	Columns []string // without an id that the database gives
	// Kind is of the rows of a table that is searched. Its first columns are
	// the id of the form and, but for forms, the ordinal in it.
	Kind Kind
}

// InsertStatement is the SQL that adds one row.
func (t *Table) InsertStatement() string {
	numbers := make([]string, len(t.Columns))
	for i := range numbers {
		numbers[i] = "$" + strconv.Itoa(i+1)
	}
	return fmt.Sprintf("INSERT INTO %s (%s) VALUES (%s)", t.Name, strings.Join(t.Columns, ", "), strings.Join(numbers, ", "))
}

// A Row is what is added to a table.
type Row struct {
	Values []any // of the columns: nil, int, int64, float64, string, or a pointer to one of these
	Words  Words
}

// Words are what a row is found by: terms of its own texts and of those beside
// it, as store.Terms makes them. No word goes over from one text to the next.
type Words struct{ Own, Beside []string }

// A Kind is a kind of row that is searched; 0 is none.
type Kind int

// The kinds, in the order in which a search has them.
const (
	Forms Kind = iota + 1
	Goals
	Indicators
)

// A snapshot asks a state of the database. After its first error it asks
// nothing more.
type snapshot struct {
	ctx context.Context
	q   Queryer
	err error
}

// each calls row for every row of an answer.
func (s *snapshot) each(query string, row func(Scan) error, args ...any) {
	if s.err == nil {
		s.err = s.q.Each(s.ctx, query, row, args...)
	}
}

// A transaction writes one document. After its first error it does nothing
// more and returns that error again.
type transaction struct {
	snapshot
	tx Tx
}

func (t *transaction) exec(query string, args ...any) {
	if t.err == nil {
		t.err = t.tx.Exec(t.ctx, query, args...)
	}
}

func (t *transaction) insert(table *Table, rows []Row) {
	if t.err == nil && len(rows) > 0 {
		t.err = t.tx.Insert(t.ctx, table, rows)
	}
}

// row reads the row of a query that has one at most into dest, and reports
// whether there is one.
func (s *snapshot) row(query string, args []any, dest ...any) (found bool) {
	s.each(query, func(scan Scan) error {
		found = true
		return scan(dest...)
	}, args...)
	return found && s.err == nil
}
