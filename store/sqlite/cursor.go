package sqlite

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"time"

	"github.com/mattn/go-sqlite3"

	"mubiao/store"
)

// A cursor is a statement that runs on a connection of its own. It talks to
// the driver itself: database/sql has no way to ask whether a prepared
// statement only reads.
type cursor struct {
	conn    *sql.Conn
	stmt    driver.Stmt
	rows    driver.Rows
	columns []string
}

// start prepares and starts the statement.
func (c *cursor) start(ctx context.Context, query string, arguments []store.Argument) error {
	return c.conn.Raw(func(conn any) (err error) {
		c.stmt, err = conn.(*sqlite3.SQLiteConn).PrepareContext(ctx, query)
		if err != nil {
			return err
		}
		stmt := c.stmt.(*sqlite3.SQLiteStmt)
		if !stmt.Readonly() {
			return fmt.Errorf("%w: the statement writes", store.ErrRefused)
		}
		if stmt.NumInput() > len(arguments) {
			return fmt.Errorf("%w: one has no name, or is not written :name", store.ErrArguments)
		}
		if c.rows, err = stmt.QueryContext(ctx, named(arguments)); err == nil {
			c.columns = c.rows.Columns()
		}
		return err
	})
}

// named are arguments as the driver takes them.
func named(arguments []store.Argument) []driver.NamedValue {
	values := make([]driver.NamedValue, len(arguments))
	for i, a := range arguments {
		values[i] = driver.NamedValue{Ordinal: i + 1, Name: a.Name, Value: a.Value}
	}
	return values
}

// next reads a row into values, or returns io.EOF.
func (c *cursor) next(values []driver.Value) error {
	return c.conn.Raw(func(any) error { return c.rows.Next(values) })
}

// close ends the statement and gives the connection back.
func (c *cursor) close() error {
	err := c.conn.Raw(func(any) error {
		var err error
		if c.rows != nil {
			err = c.rows.Close()
		}
		if c.stmt != nil {
			err = errors.Join(err, c.stmt.Close())
		}
		return err
	})
	return errors.Join(err, c.conn.Close())
}

// patience is how long SQLite has to stop once it was interrupted. It looks
// for an interrupt every few instructions of its virtual machine, so that all
// that takes longer is inside one call of a function: instr() over a text of
// 16 MB takes hours.
const patience = 500 * time.Millisecond

// errAbandoned reports a call that outlived its context and patience.
var errAbandoned = errors.New("abandoned")

// await calls f, which uses the cursor, and returns what it returns. If ctx
// ends and f does not, await leaves the cursor to f, closes it once f is done,
// and returns errAbandoned: from then on the cursor is not the caller's.
func (c *cursor) await(ctx context.Context, f func() error) error {
	if ctx.Done() == nil {
		return f()
	}
	done := make(chan error, 1)
	go func() { done <- f() }()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
	}
	select {
	case err := <-done:
		return err
	case <-time.After(patience):
		go func() {
			<-done
			c.close() // nobody is left to be told of an error
		}()
		return errAbandoned
	}
}
