package postgres

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"

	"mubiao/store"
	"mubiao/store/relational"
)

// Put stores a document; see store.Store.
func (s *Store) Put(ctx context.Context, doc store.Document) error {
	return s.write(ctx, func(tx pgx.Tx) error { return s.PutTx(ctx, tx, doc) })
}

// PutTx is Put inside a transaction of the caller, who ends it: the document
// is stored if and when that commits. The transaction must be READ COMMITTED,
// which is the default: what is looked up after a lock is had is of that
// moment. It fails with a deadlock (40P01) only if it stores several documents,
// and is then to be run again as a whole.
func (s *Store) PutTx(ctx context.Context, tx pgx.Tx, doc store.Document) error {
	t := &transaction{snapshot: snapshot{tx}}
	if err := relational.Put(ctx, t, doc); err != nil {
		return err
	}
	if err := t.flush(ctx); err != nil {
		return fmt.Errorf("store %s: %w", doc.Paths[0], err)
	}
	return nil
}

// AddPath notes another path of a document; see store.Store.
func (s *Store) AddPath(ctx context.Context, sha256, path string) error {
	return s.write(ctx, func(tx pgx.Tx) error {
		t := &transaction{snapshot: snapshot{tx}}
		return cmp.Or(relational.AddPath(ctx, t, sha256, path), t.flush(ctx))
	})
}

// Correct makes a correction; see store.Corrector.
func (s *Store) Correct(ctx context.Context, change store.Change) (made store.Correction, err error) {
	err = s.write(ctx, func(tx pgx.Tx) error {
		t := &transaction{snapshot: snapshot{tx}}
		made, err = relational.Correct(ctx, t, change)
		return cmp.Or(err, t.flush(ctx))
	})
	return made, err
}

// Undo ends a correction; see store.Corrector.
func (s *Store) Undo(ctx context.Context, id int64, by string) (undone store.Correction, err error) {
	err = s.write(ctx, func(tx pgx.Tx) error {
		t := &transaction{snapshot: snapshot{tx}}
		undone, err = relational.Undo(ctx, t, id, by)
		return cmp.Or(err, t.flush(ctx))
	})
	return undone, err
}

// attempts is how often a transaction is run that the server broke off because
// of another one. Each attempt lets one of those in each other's way through.
const attempts = 10

// write calls f in a transaction and keeps all that it did, or nothing if it
// fails.
func (s *Store) write(ctx context.Context, f func(pgx.Tx) error) error {
	var err error
	for range attempts {
		if err = s.writeOnce(ctx, f); !isCollision(err) {
			break
		}
	}
	return err
}

func (s *Store) writeOnce(ctx context.Context, f func(pgx.Tx) error) error {
	tx, err := begin(ctx, s.pool, pgx.TxOptions{IsoLevel: pgx.ReadCommitted})
	if err != nil {
		return err
	}
	if err := f(tx); err != nil {
		// The server rolls back what is not committed, whatever becomes of this.
		_ = tx.Rollback(context.WithoutCancel(ctx))
		return err
	}
	return tx.Commit(ctx)
}

// begin begins a transaction. Connections that wait in the pool are lost when
// the server is started again, and found to be when they are used: then the
// next one is taken, and at last a new one.
func begin(ctx context.Context, pool *pgxpool.Pool, options pgx.TxOptions) (tx pgx.Tx, err error) {
	for range pool.Config().MaxConns + 1 {
		tx, err = pool.BeginTx(ctx, options)
		var connect *pgconn.ConnectError
		if err == nil || ctx.Err() != nil || errors.As(err, &connect) {
			break
		}
	}
	return tx, err
}

// isCollision reports whether the server broke off a transaction because of
// another one: it would do when run again.
func isCollision(err error) bool {
	var e *pgconn.PgError
	return errors.As(err, &e) && (e.Code == "40001" || e.Code == "40P01") // serialization_failure, deadlock_detected
}

// A transaction writes. What returns nothing it keeps back and sends together
// with what does: a statement costs its work and no journey of its own.
type transaction struct {
	snapshot
	waiting pgx.Batch
}

var _ relational.Tx = (*transaction)(nil)

// flush sends what was kept back.
func (t *transaction) flush(ctx context.Context) error {
	if t.waiting.Len() == 0 {
		return nil
	}
	batch := t.waiting
	t.waiting = pgx.Batch{}
	return t.tx.SendBatch(ctx, &batch).Close()
}

func (t *transaction) Exec(_ context.Context, query string, args ...any) error {
	t.waiting.Queue(query, storable(args)...)
	return nil
}

func (t *transaction) Each(ctx context.Context, query string, row func(relational.Scan) error, args ...any) error {
	if err := t.flush(ctx); err != nil {
		return err
	}
	return t.snapshot.Each(ctx, query, row, args...)
}

// Those who write the same document, or the same path, take turns, whether or
// not there is a row of it yet.
const lockNames = `SELECT pg_advisory_xact_lock(key) FROM unnest($1::bigint[]) AS key`

// lockRows locks the documents that will be touched: that of the hash, and all
// that were ever seen at the paths. Whoever locks several does it in one order,
// so that no two wait for each other.
const lockRows = `
SELECT id FROM document WHERE id IN (
	SELECT id FROM document WHERE sha256 = $1
	UNION SELECT document_id FROM document_path WHERE path = ANY ($2))
ORDER BY id FOR NO KEY UPDATE`

// Lock locks a document and paths; see relational.Tx.
func (t *transaction) Lock(_ context.Context, sha256 string, paths []string) error {
	keys := make([]int64, 0, len(paths)+1)
	if sha256 != "" {
		keys = append(keys, lockKey("document", sha256))
	}
	stored := make([]string, len(paths))
	for i, path := range paths {
		stored[i] = storableText(path)
		keys = append(keys, lockKey("path", path))
	}
	slices.Sort(keys)
	t.waiting.Queue(lockNames, slices.Compact(keys))
	t.waiting.Queue(lockRows, sha256, stored)
	return nil
}

// lockKey is the key of an advisory lock. Two names of one key, one pair in
// 2⁶⁴, would wait for each other without need.
func lockKey(kind, name string) int64 {
	sum := sha256.Sum256([]byte("mubiao " + kind + " " + name))
	return int64(binary.BigEndian.Uint64(sum[:]))
}

// FormIDs takes ids from the sequence of forms.
func (t *transaction) FormIDs(ctx context.Context, n int) (ids []int64, err error) {
	if n == 0 {
		return nil, nil
	}
	err = t.Each(ctx, `SELECT nextval(pg_get_serial_sequence('form', 'id')) FROM generate_series(1, $1::bigint)`,
		func(scan relational.Scan) error {
			var id int64
			err := scan(&id)
			ids = append(ids, id)
			return err
		}, n)
	return ids, err
}

// readOnlyTx sees the database as it was when it first asked.
var readOnlyTx = pgx.TxOptions{IsoLevel: pgx.RepeatableRead, AccessMode: pgx.ReadOnly}

// A source gives snapshots of a database.
type source struct{ pool *pgxpool.Pool }

// Snapshot calls f with the state of this moment.
func (s source) Snapshot(ctx context.Context, f func(relational.Queryer) error) error {
	tx, err := begin(ctx, s.pool, readOnlyTx)
	if err != nil {
		return err
	}
	err = f(snapshot{tx})
	// It was read only: there is nothing to lose with an error.
	_ = tx.Rollback(context.WithoutCancel(ctx))
	return err
}

// A snapshot asks a transaction.
type snapshot struct{ tx pgx.Tx }

// Each calls row for each row of an answer; see relational.Queryer.
func (s snapshot) Each(ctx context.Context, query string, row func(relational.Scan) error, args ...any) error {
	rows, err := s.tx.Query(ctx, query, storable(args)...)
	if err != nil {
		return err
	}
	defer rows.Close()
	scan := func(dest ...any) error {
		err := rows.Scan(dest...)
		restore(dest)
		return err
	}
	for rows.Next() {
		if err := row(scan); err != nil {
			return err
		}
	}
	return rows.Err()
}
