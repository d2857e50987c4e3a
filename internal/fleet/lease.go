package fleet

import (
	"context"
	"encoding/json"
	"math/rand/v2"
	"os"
	"time"

	"github.com/jackc/pgx/v5"

	"mubiao/store"
)

const alive = `
INSERT INTO fleet.worker (id, host, pid, version, queues, seen_at, expires_at, reading,
	documents, failed, fetched, waited, read, committed)
VALUES ($1, $2, $3, $4, $5, now(), now() + $6, $7, $8, $9, $10, $11, $12, $13)
ON CONFLICT (id) DO UPDATE SET seen_at = excluded.seen_at, expires_at = excluded.expires_at,
	reading = excluded.reading, documents = excluded.documents, failed = excluded.failed,
	fetched = excluded.fetched, waited = excluded.waited, read = excluded.read, committed = excluded.committed`

// sayAlive begins a new lease.
func (r *run) sayAlive(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, r.Lease)
	defer cancel()
	s := &r.spent
	_, err := r.pool.Exec(ctx, alive, r.id, r.host, os.Getpid(), r.Version, r.queues(), r.Lease, r.inHand.number(),
		s.documents.Load(), s.failed.Load(),
		time.Duration(s.fetched.Load()), time.Duration(s.waited.Load()),
		time.Duration(s.read.Load()), time.Duration(s.committed.Load()))
	return err
}

// beat says that the worker is alive, and looks for others that are not, until
// ctx ends.
func (r *run) beat(ctx context.Context) {
	ticker := time.NewTicker(r.Lease / beatsPerLease)
	defer ticker.Stop()
	var steady time.Time // since when every beat was heard; zero when the last was not
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
		if err := r.sayAlive(ctx); err != nil {
			steady = time.Time{}
			r.Logger.Warn("the database does not hear that this worker is alive: " + err.Error())
			continue
		}
		if steady.IsZero() {
			steady = time.Now()
		}
		// After a time without the database all leases are over, and all
		// others have as long as this one had to say that they are alive.
		if time.Since(steady) < r.Lease {
			continue
		}
		if err := r.rescue(ctx); err != nil {
			r.Logger.Warn("look for lost workers: " + err.Error())
		}
	}
}

// leave ends the lease. What is still in hand, if River could not give it
// back, is then lost.
func (r *run) leave() {
	ctx, cancel := context.WithTimeout(context.Background(), r.Lease)
	defer cancel()
	if err := r.sayAlive(ctx); err != nil {
		return // the lease ends by itself
	}
	_, _ = r.pool.Exec(ctx, `UPDATE fleet.worker SET expires_at = now(), stopped_at = now() WHERE id = $1`, r.id)
}

const (
	// rescueLock is the key of the advisory lock that one worker at a time
	// rescues under.
	rescueLock = migrationLock + 1
	// rescuedMost is how many jobs are rescued in a transaction.
	rescuedMost = 100
	// workersKept is how long those that are gone are remembered, for Status.
	workersKept = time.Hour
)

// cancelLost ends the jobs of workers whose lease is over, and those of this
// worker ($1) that it does not have in hand ($2) and did not take just now:
// River heard of their end, and could not write it down. A row that is locked
// is about to be completed.
const cancelLost = `
UPDATE fleet.river_job SET state = 'cancelled', finalized_at = now(),
	errors = array_append(errors, jsonb_build_object('at', now(), 'attempt', attempt, 'error',
		'the worker ' || attempted_by[array_upper(attempted_by, 1)] || ' was lost', 'trace', ''))
WHERE id IN (
	SELECT id FROM fleet.river_job
	WHERE state = 'running' AND kind = 'read' AND (
		NOT EXISTS (SELECT FROM fleet.worker w WHERE w.id = attempted_by[array_upper(attempted_by, 1)] AND w.expires_at > now())
		OR attempted_by[array_upper(attempted_by, 1)] = $1 AND attempted_at < now() - $3::interval AND id <> ALL ($2))
	ORDER BY id LIMIT $4 FOR UPDATE SKIP LOCKED)
RETURNING args, attempt, max_attempts`

// rescue gives the jobs of lost workers to others.
func (r *run) rescue(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, statementLimit)
	defer cancel()
	return pgx.BeginFunc(ctx, r.pool, func(tx pgx.Tx) error {
		var mine bool
		err := tx.QueryRow(ctx, `SELECT pg_try_advisory_xact_lock($1)`, int64(rescueLock)).Scan(&mine)
		if err != nil || !mine {
			return err
		}
		rows, err := tx.Query(ctx, cancelLost, r.id, r.inHand.since(r.Lease), r.Lease, rescuedMost)
		if err != nil {
			return err
		}
		lost, err := pgx.CollectRows(rows, pgx.RowToStructByPos[lostJob])
		if err != nil {
			return err
		}
		for _, job := range lost {
			if err := r.again(ctx, tx, job); err != nil {
				return err
			}
		}
		_, err = tx.Exec(ctx, `DELETE FROM fleet.worker WHERE expires_at < now() - $1::interval`, workersKept)
		return err
	})
}

// A lostJob is one whose worker was lost.
type lostJob struct {
	Args                 []byte
	Attempt, MaxAttempts int
}

// again queues the document of a lost job anew, or stores that it cannot be
// read.
func (r *run) again(ctx context.Context, tx pgx.Tx, job lostJob) error {
	var args readArgs
	if err := json.Unmarshal(job.Args, &args); err != nil {
		return err
	}
	args = args.anew()
	args.Losses++
	if args.Losses >= lossesMost {
		return r.settle(ctx, tx, args.SHA256, store.Document{Status: store.Failed, Reason: r.Reader.Reason(ErrLost), Version: r.Version})
	}
	failed := max(0, job.Attempt-1) // attempts before the one that was lost
	opts := args.insertOpts(max(1, job.MaxAttempts-failed))
	if args.Losses > 1 {
		// Of documents that were lost together one may be the cause. They go
		// different ways from here.
		opts.ScheduledAt = time.Now().Add(rand.N(time.Duration(args.Losses) * scatter))
	}
	_, err := r.enqueueWith(ctx, tx, args, opts)
	return err
}

// scatter is the time, for each loss, over which documents are spread that lost
// their workers more than once.
const scatter = time.Second
