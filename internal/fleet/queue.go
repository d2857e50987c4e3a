package fleet

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/rivertype"

	"mubiao/store"
)

// Results are where readings are stored: the store in the same database.
type Results interface {
	// PutTx is store.Store's Put inside a transaction.
	PutTx(ctx context.Context, tx pgx.Tx, doc store.Document) error
}

// A Queue is what documents wait in.
type Queue struct {
	pool    *pgxpool.Pool
	results Results
	insert  *river.Client[pgx.Tx]
}

// Open opens the queue in the database that holds the results, and makes or
// updates its tables. The pool stays the caller's, and is closed after all
// else.
func Open(ctx context.Context, pool *pgxpool.Pool, results Results) (*Queue, error) {
	if err := migrate(ctx, pool); err != nil {
		return nil, fmt.Errorf("prepare the queue: %w", err)
	}
	insert, err := river.NewClient(riverpgxv5.New(pool), &river.Config{Schema: schema, Logger: slog.New(slog.DiscardHandler)})
	if err != nil {
		return nil, err
	}
	return &Queue{pool: pool, results: results, insert: insert}, nil
}

// A Waiting is a document to be read.
type Waiting struct {
	SHA256 string // of the bytes
	Size   int64  // of the bytes
	Path   string // as the user wrote it
	// Place is a URL of the bytes that workers can read them at; empty to have
	// them stored in the database.
	Place string
	// Version is the reader's of whoever asks.
	Version string
	// Again has the document read though it was read by this version.
	Again bool
}

// An Outcome says what became of a document that was added.
type Outcome uint8

// The outcomes.
const (
	Queued  Outcome = iota // it waits now
	Joined                 // it waited already; the path was added
	Already                // it was read since the caller looked, or nearly: see the store
)

// statementLimit bounds the time of what takes milliseconds, so that a
// connection of which nothing is heard any more holds nobody up.
const statementLimit = 30 * time.Second

// Add stores a document's bytes, or where they are, and a job to read them, in
// one transaction. open is called if the bytes are to be stored; should they
// not be those of the hash, the error is ErrChanged.
func (q *Queue) Add(ctx context.Context, w Waiting, open OpenFunc) (Outcome, error) {
	ctx, cancel := context.WithTimeout(ctx, transferLimit(w.Size))
	defer cancel()
	outcome := Already
	err := pgx.BeginFunc(ctx, q.pool, func(tx pgx.Tx) (err error) {
		outcome, err = q.add(ctx, tx, &w, open)
		if err == nil && outcome == Already {
			return errNothingToDo
		}
		return err
	})
	if errors.Is(err, errNothingToDo) {
		err = nil
	}
	return outcome, err
}

// errNothingToDo has a transaction rolled back.
var errNothingToDo = errors.New("nothing to do")

// The row is updated for nothing but its lock: whoever finishes the document
// at this moment is waited for.
const addDocument = `
INSERT INTO fleet.document (sha256, size, place, id)
VALUES ($1, $2, $3, nextval(pg_get_serial_sequence('document', 'id')))
ON CONFLICT (sha256) DO UPDATE SET sha256 = excluded.sha256
RETURNING xmax = 0, coalesce((SELECT state::text FROM fleet.river_job WHERE id = job), '')`

const addPath = `
INSERT INTO fleet.path (sha256, path) VALUES ($1, $2) ON CONFLICT DO NOTHING`

func (q *Queue) add(ctx context.Context, tx pgx.Tx, w *Waiting, open OpenFunc) (Outcome, error) {
	var fresh bool
	var state string
	if err := tx.QueryRow(ctx, addDocument, w.SHA256, w.Size, w.Place).Scan(&fresh, &state); err != nil {
		return 0, err
	}
	if _, err := tx.Exec(ctx, addPath, w.SHA256, []byte(w.Path)); err != nil {
		return 0, err
	}
	if !fresh && unfinished(rivertype.JobState(state)) {
		return Joined, nil
	}
	args := readArgs{SHA256: w.SHA256, Version: w.Version, Queue: TextQueue}
	if w.Again || !fresh { // or River gave the last job up
		args = args.anew()
	}
	inserted, err := q.enqueue(ctx, tx, args, attemptsMost)
	if err != nil || !inserted {
		return Already, err
	}
	if fresh && w.Place == "" {
		err = storeParts(ctx, tx, w, open)
	}
	return Queued, err
}

// unfinished reports whether a job in this state will be worked.
func unfinished(state rivertype.JobState) bool {
	switch state {
	case rivertype.JobStateCompleted, rivertype.JobStateCancelled, rivertype.JobStateDiscarded, "":
		return false
	}
	return true
}

// enqueue makes a job the one that its document waits for; false if River
// knows that it was done.
func (q *Queue) enqueue(ctx context.Context, tx pgx.Tx, args readArgs, attempts int) (bool, error) {
	return q.enqueueWith(ctx, tx, args, args.insertOpts(attempts))
}

func (q *Queue) enqueueWith(ctx context.Context, tx pgx.Tx, args readArgs, opts *river.InsertOpts) (bool, error) {
	result, err := q.insert.InsertTx(ctx, tx, args, opts)
	if err != nil || result.UniqueSkippedAsDuplicate {
		return false, err
	}
	_, err = tx.Exec(ctx, `UPDATE fleet.document SET job = $2 WHERE sha256 = $1`, args.SHA256, result.Job.ID)
	return true, err
}
