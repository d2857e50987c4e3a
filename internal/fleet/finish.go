package fleet

import (
	"context"
	"errors"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/rivertype"

	"mubiao/store"
)

// finishLimit bounds the time of storing a document. 400 pages of forms, which
// are 60,000 rows, take some seconds.
const finishLimit = 2 * time.Minute

// finish stores a document and completes its job in one transaction, and
// forgets its bytes.
func (r *run) finish(ctx context.Context, job *river.Job[readArgs], doc store.Document) error {
	return r.end(ctx, job, func(ctx context.Context, tx pgx.Tx) error {
		return r.settle(ctx, tx, job.Args.SHA256, doc)
	})
}

// handOver completes the job and queues the document for those who read
// pictures.
func (r *run) handOver(ctx context.Context, job *river.Job[readArgs]) error {
	return r.end(ctx, job, func(ctx context.Context, tx pgx.Tx) error {
		next := job.Args.anew()
		next.Queue, next.Losses = PictureQueue, 0
		_, err := r.enqueue(ctx, tx, next, attemptsMost)
		return err
	})
}

// end does something in the transaction that completes a job. It returns
// errGivenAway, and has done nothing, if the job is not this worker's any more.
func (r *run) end(ctx context.Context, job *river.Job[readArgs], do func(context.Context, pgx.Tx) error) error {
	ctx, cancel := context.WithTimeout(ctx, finishLimit)
	defer cancel()
	err := pgx.BeginFunc(ctx, r.pool, func(tx pgx.Tx) error {
		// Should this process be cut off now, the server lets go of the rows
		// before others have waited for them for long.
		if _, err := tx.Exec(ctx, holdLimit); err != nil {
			return err
		}
		// This locks the job's row, and gives back one that is not running as
		// it is.
		ended, err := river.JobCompleteTx[*riverpgxv5.Driver](ctx, tx, job)
		switch {
		case errors.Is(err, rivertype.ErrNotFound):
			return errGivenAway
		case err != nil:
			return err
		case ended.State != rivertype.JobStateCompleted:
			return errGivenAway
		}
		return do(ctx, tx)
	})
	return ofDatabase(err)
}

const holdLimit = `SET LOCAL idle_in_transaction_session_timeout = '60s'`

// reserve puts a row in the place among all documents that a document was
// queued at, for the store to fill: what came last by its id is what views show
// of several, and should not depend on which worker was faster. A failure is
// what any reading replaces as a whole.
const reserve = `
INSERT INTO document (id, sha256, path, size, status, reason_code, tried_version, tried_at)
SELECT id, sha256, '', size, 'failed', 'queued', '', '' FROM fleet.document WHERE sha256 = $1
ON CONFLICT (sha256) DO NOTHING`

// settle stores what became of a document that waits, under all of its paths,
// and forgets that it waits.
func (q *Queue) settle(ctx context.Context, tx pgx.Tx, sum string, doc store.Document) error {
	// The lock makes whoever adds a path at this moment wait.
	err := tx.QueryRow(ctx, `SELECT size FROM fleet.document WHERE sha256 = $1 FOR UPDATE`, sum).Scan(&doc.Size)
	if errors.Is(err, pgx.ErrNoRows) {
		return errGivenAway
	}
	if err != nil {
		return err
	}
	doc.SHA256 = sum
	if doc.Paths, err = paths(ctx, tx, sum); err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, reserve, sum); err != nil {
		return err
	}
	if err := q.results.PutTx(ctx, tx, doc); err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `DELETE FROM fleet.document WHERE sha256 = $1`, sum)
	return err
}

// paths are those of a document that waits, the last one first.
func paths(ctx context.Context, tx pgx.Tx, sum string) ([]string, error) {
	rows, err := tx.Query(ctx, `SELECT path FROM fleet.path WHERE sha256 = $1 ORDER BY ordinal DESC`, sum)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (string, error) {
		var path []byte
		err := row.Scan(&path)
		return string(path), err
	})
}
