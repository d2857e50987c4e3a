package sqlite

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/mattn/go-sqlite3"

	"mubiao/store"
)

// errQueryTime is the cause of a context that Query itself has ended.
var errQueryTime = errors.New("query time is over")

// Query runs one SELECT, or a VALUES, WITH, EXPLAIN or a PRAGMA that tells of
// the schema; see store.Querier. A sort or a group may fill the disk with
// temporary files for as long as limits.Timeout lets it.
func (r *Reader) Query(ctx context.Context, query string, limits store.Limits) (store.Rows, error) {
	limits = limits.OrDefault()
	switch n := statements(query); {
	case n == 0:
		return nil, fmt.Errorf("%w: no statement", store.ErrInvalid)
	case n > 1:
		return nil, fmt.Errorf("%w: more than one statement", store.ErrRefused)
	}
	conn, err := r.confined.Conn(ctx)
	if err != nil {
		return nil, err
	}
	result := &rows{ctx: ctx, cancel: func() {}, conn: conn, limits: limits}
	if limits.Timeout > 0 {
		result.ctx, result.cancel = context.WithTimeoutCause(ctx, limits.Timeout, errQueryTime)
	}
	if err := result.start(query); err != nil {
		err = result.explain(err)
		return nil, errors.Join(err, result.Close())
	}
	return result, nil
}

// rows is the result of a query; see store.Rows.
type rows struct {
	ctx     context.Context
	cancel  context.CancelFunc
	conn    *sql.Conn // nil once closed
	stmt    driver.Stmt
	rows    driver.Rows
	columns []string
	limits  store.Limits
	count   int   // rows so far
	bytes   int64 // of the rows so far
	values  []any
	err     error // io.EOF after the last row
}

// start prepares and starts the statement. It talks to the driver itself:
// database/sql has no way to ask whether a prepared statement only reads.
func (r *rows) start(query string) error {
	return r.conn.Raw(func(c any) (err error) {
		r.stmt, err = c.(*sqlite3.SQLiteConn).PrepareContext(r.ctx, query)
		if err != nil {
			return err
		}
		stmt := r.stmt.(*sqlite3.SQLiteStmt)
		if !stmt.Readonly() {
			return fmt.Errorf("%w: the statement writes", store.ErrRefused)
		}
		if n := stmt.NumInput(); n > 0 {
			return fmt.Errorf("%w: %d parameters without a value", store.ErrInvalid, n)
		}
		if r.rows, err = stmt.QueryContext(r.ctx, nil); err == nil {
			r.columns = r.rows.Columns()
		}
		return err
	})
}

func (r *rows) Columns() []string { return r.columns }

func (r *rows) Next() bool {
	if r.err != nil || r.rows == nil {
		return false
	}
	r.values = nil
	values := make([]driver.Value, len(r.columns))
	err := r.conn.Raw(func(any) error { return r.rows.Next(values) })
	if err == nil {
		err = r.charge(values)
	}
	if err != nil {
		r.err = r.explain(err)
		return false
	}
	r.values = make([]any, len(values))
	for i, v := range values {
		r.values[i] = v
	}
	return true
}

// charge counts a row against the limits.
func (r *rows) charge(values []driver.Value) error {
	r.count++
	if r.limits.MaxRows > 0 && r.count > r.limits.MaxRows {
		return fmt.Errorf("%w: more than %d rows", store.ErrTooManyRows, r.limits.MaxRows)
	}
	for _, v := range values {
		r.bytes += size(v)
	}
	if r.limits.MaxBytes > 0 && r.bytes > r.limits.MaxBytes {
		return fmt.Errorf("%w: more than %d bytes", store.ErrTooLarge, r.limits.MaxBytes)
	}
	return nil
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
	if r.conn == nil {
		return nil
	}
	err := r.conn.Raw(func(any) error {
		var err error
		if r.rows != nil {
			err = r.rows.Close()
		}
		if r.stmt != nil {
			err = errors.Join(err, r.stmt.Close())
		}
		return err
	})
	err = errors.Join(err, r.conn.Close())
	r.conn, r.rows, r.stmt = nil, nil, nil
	return err
}

// explain turns an error of the driver into one of the errors of Query.
func (r *rows) explain(err error) error {
	var e sqlite3.Error
	switch {
	case err == nil, errors.Is(err, io.EOF), errors.Is(err, store.ErrRefused), errors.Is(err, store.ErrInvalid),
		errors.Is(err, store.ErrTooManyRows), errors.Is(err, store.ErrTooLarge):
		return err
	case r.ctx.Err() != nil && context.Cause(r.ctx) == errQueryTime:
		return fmt.Errorf("%w: %v", store.ErrTimeout, r.limits.Timeout.Round(time.Millisecond))
	case r.ctx.Err() != nil:
		return r.ctx.Err()
	case isRefusal(err):
		return fmt.Errorf("%w: %w", store.ErrRefused, err)
	case errors.As(err, &e) && e.Code == sqlite3.ErrTooBig:
		return fmt.Errorf("%w: a text of more than %d bytes", store.ErrTooLarge, maxTextBytes)
	case errors.As(err, &e) && e.Code == sqlite3.ErrError:
		return fmt.Errorf("%w: %w", store.ErrInvalid, err)
	default:
		return err
	}
}

// size is what a value counts against Limits.MaxBytes.
func size(v driver.Value) int64 {
	switch v := v.(type) {
	case string:
		return int64(len(v))
	case []byte:
		return int64(len(v))
	default:
		return 8
	}
}
