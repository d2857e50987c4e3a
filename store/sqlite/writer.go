package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"sync"
	"time"
)

// A writer is the one connection of a Store that writes. The driver keeps its
// statements prepared.
type writer struct {
	mu   sync.Mutex
	conn *sql.Conn
}

func newWriter(ctx context.Context, db *sql.DB) (*writer, error) {
	conn, err := db.Conn(ctx)
	if err != nil {
		return nil, err
	}
	return &writer{conn: conn}, nil
}

func (w *writer) close() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if err := w.conn.Close(); !errors.Is(err, sql.ErrConnDone) {
		return err
	}
	return nil // closed before
}

// transaction calls f and keeps all that it did, or nothing if it fails.
func (w *writer) transaction(ctx context.Context, f func(*transaction) error) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	return immediately(ctx, w.conn, func() error { return f(&transaction{ctx: ctx, conn: w.conn}) })
}

// immediately calls f inside a transaction that is allowed to write from its
// start, so that it cannot find later that another process wrote first. Once
// f has begun, only f looks at ctx: the statements that end a transaction
// must not be cut off.
func immediately(ctx context.Context, conn *sql.Conn, f func() error) error {
	if _, err := conn.ExecContext(ctx, "BEGIN IMMEDIATE"); err != nil {
		return err
	}
	end := context.WithoutCancel(ctx)
	if err := f(); err != nil {
		_, rollback := conn.ExecContext(end, "ROLLBACK")
		return errors.Join(err, rollback)
	}
	_, err := conn.ExecContext(end, "COMMIT")
	if err != nil {
		_, rollback := conn.ExecContext(end, "ROLLBACK")
		return errors.Join(err, rollback)
	}
	return nil
}

// A transaction writes one document. After its first error it does nothing
// more and returns that error again.
type transaction struct {
	ctx  context.Context
	conn *sql.Conn
	err  error
}

// exec runs a statement and returns the row id that it made. It does not hand
// ctx on: the driver starts a goroutine for every statement that can be cut
// off, which doubles the time of a document, and each statement is short.
func (t *transaction) exec(query string, args ...any) int64 {
	if t.err == nil {
		t.err = t.ctx.Err()
	}
	if t.err != nil {
		return 0
	}
	result, err := t.conn.ExecContext(context.WithoutCancel(t.ctx), query, args...)
	if err != nil {
		t.err = err
		return 0
	}
	id, err := result.LastInsertId()
	t.err = err
	return id
}

// row reads the one row of a query into dest and reports whether there is one.
func (t *transaction) row(query string, args []any, dest ...any) bool {
	if t.err != nil {
		return false
	}
	err := t.conn.QueryRowContext(t.ctx, query, args...).Scan(dest...)
	if errors.Is(err, sql.ErrNoRows) {
		return false
	}
	t.err = err
	return err == nil
}

// orNull is s, or NULL for a text that the form does not have.
func orNull[S ~string](s S) any {
	if s == "" {
		return nil
	}
	return string(s)
}

// timestamp writes a time as the tables hold it.
func timestamp(t time.Time) string {
	if t.IsZero() {
		t = time.Now()
	}
	return t.UTC().Format(time.RFC3339)
}
