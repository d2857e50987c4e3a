package sqlite

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/mattn/go-sqlite3"

	"mubiao/store"
)

// errQueryTime is the cause of a context that Query itself has ended.
var errQueryTime = errors.New("query time is over")

// Query runs one SELECT, or a VALUES, WITH, EXPLAIN or a PRAGMA that tells of
// the schema; see store.Querier. Once the time is over it returns at once or,
// if SQLite is inside a function that cannot be interrupted, half a second
// later; that function then goes on in a thread that nobody waits for.
func (r *Reader) Query(ctx context.Context, query string, limits store.Limits, arguments ...store.Argument) (store.Rows, error) {
	limits = limits.OrDefault()
	switch n := statements(query); {
	case n == 0:
		return nil, fmt.Errorf("%w: no statement", store.ErrInvalid)
	case n > 1:
		return nil, fmt.Errorf("%w: more than one statement", store.ErrRefused)
	}
	if err := checkArguments(parameters(query), arguments); err != nil {
		return nil, err
	}
	conn, err := r.confined.Conn(ctx)
	if err != nil {
		return nil, err
	}
	result := &rows{ctx: ctx, cancel: func() {}, cursor: &cursor{conn: conn}, limits: limits}
	if limits.Timeout > 0 {
		result.ctx, result.cancel = context.WithTimeoutCause(ctx, limits.Timeout, errQueryTime)
	}
	if err := result.start(query, arguments); err != nil {
		return nil, errors.Join(err, result.Close())
	}
	return result, nil
}

// checkArguments holds arguments against the parameters of a statement: SQLite
// takes a parameter without a value for NULL, which is an answer to another
// question.
func checkArguments(parameters []string, arguments []store.Argument) error {
	given := make(map[string]bool)
	for _, a := range arguments {
		if given[a.Name] = true; !slices.Contains(parameters, a.Name) {
			return fmt.Errorf("%w: there is no :%s", store.ErrArguments, a.Name)
		}
	}
	for _, name := range parameters {
		if !given[name] {
			return fmt.Errorf("%w: no value for :%s", store.ErrArguments, name)
		}
	}
	return nil
}

// rows is the result of a query; see store.Rows.
type rows struct {
	ctx     context.Context
	cancel  context.CancelFunc
	cursor  *cursor // nil once closed or abandoned
	columns []string
	limits  store.Limits
	spent   store.Spending
	values  []any
	err     error // io.EOF after the last row
}

func (r *rows) start(query string, arguments []store.Argument) error {
	c := r.cursor
	if err := r.await(func() error { return c.start(r.ctx, query, arguments) }); err != nil {
		return err
	}
	r.columns = c.columns
	return nil
}

func (r *rows) Columns() []string { return r.columns }

func (r *rows) Next() bool {
	if r.err != nil || r.cursor == nil {
		return false
	}
	r.values = nil
	c, values := r.cursor, make([]driver.Value, len(r.columns))
	if r.err = r.await(func() error { return c.next(values) }); r.err != nil {
		return false
	}
	row := make([]any, len(values))
	for i, v := range values {
		row[i] = v
	}
	if r.err = r.spent.Charge(r.limits, row); r.err != nil {
		return false
	}
	r.values = row
	return true
}

// await waits for f as the cursor does, and explains its error.
func (r *rows) await(f func() error) error {
	err := r.cursor.await(r.ctx, f)
	if errors.Is(err, errAbandoned) {
		r.cursor = nil
	}
	return r.explain(err)
}

func (r *rows) Values() []any { return r.values }

func (r *rows) Err() error {
	if errors.Is(r.err, io.EOF) {
		return nil
	}
	return r.err
}

func (r *rows) Close() error {
	defer r.cancel()
	if r.cursor == nil {
		return nil
	}
	c := r.cursor
	r.cursor = nil
	return c.close()
}

// explain turns an error of the driver into one of the errors of Query.
func (r *rows) explain(err error) error {
	var e sqlite3.Error
	switch {
	case err == nil, errors.Is(err, io.EOF), errors.Is(err, store.ErrRefused), errors.Is(err, store.ErrInvalid):
		return err
	case r.ctx.Err() != nil && context.Cause(r.ctx) == errQueryTime:
		return fmt.Errorf("%w: %v", store.ErrTimeout, r.limits.Timeout.Round(time.Millisecond))
	case r.ctx.Err() != nil:
		return r.ctx.Err()
	case isRefusal(err):
		return fmt.Errorf("%w: %w", store.ErrRefused, err)
	case errors.As(err, &e) && e.Code == sqlite3.ErrTooBig:
		return fmt.Errorf("%w: a text of more than %d bytes", store.ErrTooLarge, maxTextBytes)
	case errors.As(err, &e) && e.Code == sqlite3.ErrNomem:
		return fmt.Errorf("%w: it takes more than %d bytes of memory", store.ErrTooLarge, maxHeapBytes)
	case errors.As(err, &e) && e.Code == sqlite3.ErrError:
		return fmt.Errorf("%w: %w", store.ErrInvalid, err)
	default:
		return err
	}
}
