package store

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"
)

// A Querier runs SQL that others wrote.
type Querier interface {
	Reader
	// Query runs one statement that only reads, within limits. Each parameter
	// of the statement, such as :year, needs an argument of its name, and each
	// argument a parameter. The errors of Query and of the Rows wrap
	// ErrInvalid, ErrRefused, ErrTimeout, ErrTooManyRows or ErrTooLarge; if
	// ctx ends the query, they are ctx.Err().
	Query(ctx context.Context, query string, limits Limits, arguments ...Argument) (Rows, error)
}

// An Argument is the value of a parameter of a statement.
type Argument struct {
	Name  string // without the colon
	Value any    // nil, int64, float64 or string
}

// ArgumentOf is an argument as a person writes it. What is written as SQLite
// writes a number is one; all else, such as 007 and 1e3, is text.
func ArgumentOf(name, text string) Argument {
	if n, err := strconv.ParseInt(text, 10, 64); err == nil && strconv.FormatInt(n, 10) == text {
		return Argument{name, n}
	}
	if x, err := strconv.ParseFloat(text, 64); err == nil && x-x == 0 && strconv.FormatFloat(x, 'f', -1, 64) == text {
		return Argument{name, x}
	}
	return Argument{name, text}
}

// Rows is the result of a query, read row by row as the database finds them.
// It must be closed.
type Rows interface {
	// Columns are the names of the columns.
	Columns() []string
	// Next goes to the next row, the first one to begin with. It is false
	// after the last row and after an error; Err tells which.
	Next() bool
	// Values is the current row: nil, int64, float64, string or []byte for
	// each column. The caller may keep it.
	Values() []any
	// Err is what ended the rows early; nil after the last row and before.
	Err() error
	// Close ends the query. It may be called twice.
	Close() error
}

// The ways in which a query ends early. They are wrapped with the particulars;
// compare with errors.Is.
var (
	// ErrInvalid reports a statement that is not SQL or names what does not
	// exist.
	ErrInvalid = errors.New("invalid SQL")
	// ErrArguments reports a parameter without a value or the other way round.
	// It is an ErrInvalid.
	ErrArguments = fmt.Errorf("%w: parameters", ErrInvalid)
	// ErrRefused reports a statement that does more than read, or several
	// statements.
	ErrRefused = errors.New("refused")
	// ErrTimeout reports a query that ran longer than Limits.Timeout.
	ErrTimeout = errors.New("time limit exceeded")
	// ErrTooManyRows reports a result of more rows than Limits.MaxRows. The
	// rows up to there have been handed out.
	ErrTooManyRows = errors.New("row limit exceeded")
	// ErrTooLarge reports a result of more bytes than Limits.MaxBytes. The
	// rows up to there have been handed out.
	ErrTooLarge = errors.New("size limit exceeded")
)

// Limits bound a query. A zero field takes its value from DefaultLimits; a
// negative one is no limit.
type Limits struct {
	Timeout  time.Duration // from the call of Query to the last row
	MaxRows  int
	MaxBytes int64 // of text and blobs, 8 for a number
}

// DefaultLimits lets through what a person reads or a spreadsheet holds.
var DefaultLimits = Limits{Timeout: 10 * time.Second, MaxRows: 10_000, MaxBytes: 64 << 20}

// OrDefault fills in the fields that are zero.
func (l Limits) OrDefault() Limits {
	if l.Timeout == 0 {
		l.Timeout = DefaultLimits.Timeout
	}
	if l.MaxRows == 0 {
		l.MaxRows = DefaultLimits.MaxRows
	}
	if l.MaxBytes == 0 {
		l.MaxBytes = DefaultLimits.MaxBytes
	}
	return l
}

// A Spending is what the rows of an answer have taken of its Limits.
type Spending struct {
	rows  int
	bytes int64
}

// Charge counts a row, and is ErrTooManyRows or ErrTooLarge if it is beyond the
// limits.
func (s *Spending) Charge(limits Limits, values []any) error {
	s.rows++
	if limits.MaxRows > 0 && s.rows > limits.MaxRows {
		return fmt.Errorf("%w: more than %d rows", ErrTooManyRows, limits.MaxRows)
	}
	for _, v := range values {
		s.bytes += sizeOf(v)
	}
	if limits.MaxBytes > 0 && s.bytes > limits.MaxBytes {
		return fmt.Errorf("%w: more than %d bytes", ErrTooLarge, limits.MaxBytes)
	}
	return nil
}

// sizeOf is the size of a value as Limits count it.
func sizeOf(v any) int64 {
	switch v := v.(type) {
	case string:
		return int64(len(v))
	case []byte:
		return int64(len(v))
	default:
		return 8
	}
}

// A SchemaError reports a database whose tables are not the ones that the
// program works with.
type SchemaError struct {
	Path string
	// Have is the database's version and Want the program's, both from 1;
	// Have is 0 for a database that was not made by this program.
	Have, Want int
}

func (e *SchemaError) Error() string {
	switch {
	case e.Have == 0:
		return e.Path + ": not a database of this program"
	case e.Have > e.Want:
		return fmt.Sprintf("%s: made by a newer version of this program (schema %d, known up to %d)", e.Path, e.Have, e.Want)
	default:
		return fmt.Sprintf("%s: made by an older version of this program (schema %d, needed %d)", e.Path, e.Have, e.Want)
	}
}
