package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"sync"
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
	return immediately(ctx, w.conn, func() error { return f(&transaction{snapshot{w.conn}, w.conn}) })
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
