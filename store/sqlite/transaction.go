package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"strings"

	"mubiao/store"
	"mubiao/store/relational"
)

// Put stores a document; see store.Store.
func (s *Store) Put(ctx context.Context, doc store.Document) error {
	return s.write.transaction(ctx, func(t *transaction) error { return relational.Put(ctx, t, doc) })
}

// AddPath notes another path of a document; see store.Store.
func (s *Store) AddPath(ctx context.Context, sha256, path string) error {
	return s.write.transaction(ctx, func(t *transaction) error { return relational.AddPath(ctx, t, sha256, path) })
}

// Correct makes a correction; see store.Corrector.
func (s *Store) Correct(ctx context.Context, change store.Change) (made store.Correction, err error) {
	err = s.write.transaction(ctx, func(t *transaction) error {
		made, err = relational.Correct(ctx, t, change)
		return err
	})
	return made, err
}

// Undo ends a correction; see store.Corrector.
func (s *Store) Undo(ctx context.Context, id int64, by string) (undone store.Correction, err error) {
	err = s.write.transaction(ctx, func(t *transaction) error {
		undone, err = relational.Undo(ctx, t, id, by)
		return err
	})
	return undone, err
}

// A source gives snapshots of a database.
type source struct{ db *sql.DB }

// Snapshot calls f with the state of this moment.
func (s source) Snapshot(ctx context.Context, f func(relational.Queryer) error) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	return errors.Join(f(snapshot{tx}), tx.Rollback())
}

// A snapshot asks a transaction, or a connection that has begun one.
type snapshot struct{ tx queryer }

// Each calls row for each row of an answer; see relational.Queryer.
func (s snapshot) Each(ctx context.Context, query string, row func(relational.Scan) error, args ...any) error {
	rows, err := s.tx.QueryContext(ctx, dialect(query), args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := row(rows.Scan); err != nil {
			return err
		}
	}
	return rows.Err()
}

// dialect is SQL of package relational as SQLite takes it: to it $1 is not the
// first parameter but one of that name.
func dialect(query string) string { return strings.ReplaceAll(query, "$", "?") }

// A transaction writes. It is the only one that does: it began as one.
type transaction struct {
	snapshot
	conn *sql.Conn
}

var _ relational.Tx = (*transaction)(nil)

// Lock has nothing to do: no one else can write.
func (t *transaction) Lock(context.Context, string, []string) error { return nil }

func (t *transaction) Exec(ctx context.Context, query string, args ...any) error {
	_, err := t.exec(ctx, dialect(query), args)
	return err
}

// exec runs a statement of SQLite's and returns the row id that it made. It
// does not hand ctx on: the driver starts a goroutine for every statement that
// can be cut off, which doubles the time of a document, and each statement is
// short.
func (t *transaction) exec(ctx context.Context, query string, args []any) (int64, error) {
	if err := ctx.Err(); err != nil {
		return 0, err
	}
	result, err := t.conn.ExecContext(context.WithoutCancel(ctx), query, args...)
	if err != nil {
		return 0, err
	}
	return result.LastInsertId()
}

// FormIDs returns the ids that follow the highest one, as SQLite gives them.
func (t *transaction) FormIDs(ctx context.Context, n int) (ids []int64, err error) {
	var last int64
	err = t.Each(ctx, `SELECT coalesce(max(id), 0) FROM form`, func(scan relational.Scan) error { return scan(&last) })
	for i := range n {
		ids = append(ids, last+int64(i)+1)
	}
	return ids, err
}

// Insert adds rows to a table and to the index of words; see relational.Tx.
func (t *transaction) Insert(ctx context.Context, table *relational.Table, rows []relational.Row) error {
	statement := dialect(table.InsertStatement())
	for i := range rows {
		id, err := t.exec(ctx, statement, rows[i].Values)
		if err == nil && table.Kind != 0 {
			err = t.index(ctx, table.Kind, id, rows[i].Words)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
