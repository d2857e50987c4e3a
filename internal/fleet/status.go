package fleet

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"
)

// A Status says how far the work has come. Times are those of the server's
// clock.
type Status struct {
	At      time.Time      `json:"at"`
	Queues  []QueueStatus  `json:"queues"`
	Waiting WaitingStatus  `json:"waiting"`
	Errors  []ErrorStatus  `json:"errors"`  // of attempts that will be repeated, or were the last
	Failed  []FailedStatus `json:"failed"`  // documents that could not be read, all that are stored
	Workers []WorkerStatus `json:"workers"` // those that are alive first
}

// A QueueStatus sums up a queue.
type QueueStatus struct {
	Name      string `json:"name"`
	Workers   int    `json:"workers"`   // alive, that read from it
	Available int    `json:"available"` // jobs that could be taken now
	Running   int    `json:"running"`   // jobs that a worker has in hand
	Later     int    `json:"later"`     // jobs whose next attempt has a time in the future
	GivenUp   int    `json:"given_up"`  // jobs that failed, and whose failure could not be stored
	Done1m    int    `json:"done_1m"`   // jobs completed in the last minute
	Done5m    int    `json:"done_5m"`   // in the last five
	Done1h    int    `json:"done_1h"`   // in the last hour
	Lost1h    int    `json:"lost_1h"`   // jobs whose worker was lost in the last hour
}

// A WaitingStatus sums up the documents that wait or are in hand.
type WaitingStatus struct {
	Documents int        `json:"documents"`
	Bytes     int64      `json:"bytes"`  // of all of them
	Stored    int64      `json:"stored"` // of these, in the database
	Since     *time.Time `json:"since"`  // when the oldest was queued; nil where none waits
}

// An ErrorStatus counts jobs whose last attempt ended in the same error.
type ErrorStatus struct {
	Error string `json:"error"`
	Jobs  int    `json:"jobs"`
}

// A FailedStatus counts documents that could not be read for the same reason.
type FailedStatus struct {
	Code      string `json:"code"`
	Documents int    `json:"documents"`
}

// A WorkerStatus says what a worker does, and did since it was started.
type WorkerStatus struct {
	ID        string     `json:"id"`
	Host      string     `json:"host"`
	PID       int        `json:"pid"`
	Version   string     `json:"version"`
	Queues    []string   `json:"queues"`
	StartedAt time.Time  `json:"started_at"`
	SeenAt    time.Time  `json:"seen_at"`
	StoppedAt *time.Time `json:"stopped_at"` // nil unless it was told to stop
	Alive     bool       `json:"alive"`      // it was heard of within its lease
	Reading   int        `json:"reading"`    // documents in hand
	Documents int64      `json:"documents"`
	Failed    int64      `json:"failed"` // of the documents
	// Seconds summed over documents.
	Fetched   float64 `json:"fetched_seconds"`   // getting bytes
	Waited    float64 `json:"waited_seconds"`    // waiting for a process
	Read      float64 `json:"read_seconds"`      // reading
	Committed float64 `json:"committed_seconds"` // storing
}

const (
	queueStatus = `
SELECT q.name,
	(SELECT count(*) FROM fleet.worker w WHERE w.expires_at > now() AND q.name = ANY (w.queues)),
	count(*) FILTER (WHERE state = 'available'),
	count(*) FILTER (WHERE state = 'running'),
	count(*) FILTER (WHERE state IN ('retryable', 'scheduled', 'pending')),
	count(*) FILTER (WHERE state = 'discarded'),
	count(*) FILTER (WHERE state = 'completed' AND finalized_at > now() - interval '1 minute'),
	count(*) FILTER (WHERE state = 'completed' AND finalized_at > now() - interval '5 minutes'),
	count(*) FILTER (WHERE state = 'completed' AND finalized_at > now() - interval '1 hour'),
	count(*) FILTER (WHERE state = 'cancelled' AND finalized_at > now() - interval '1 hour')
FROM unnest($1::text[]) WITH ORDINALITY q (name, place)
LEFT JOIN fleet.river_job j ON j.queue = q.name
GROUP BY q.name, q.place ORDER BY q.place`

	waitingStatus = `
SELECT count(*), coalesce(sum(size), 0)::bigint, coalesce(sum(size) FILTER (WHERE place = ''), 0)::bigint, min(queued_at)
FROM fleet.document`

	errorStatus = `
SELECT errors[array_upper(errors, 1)]->>'error', count(*) FROM fleet.river_job
WHERE state IN ('available', 'running', 'retryable', 'scheduled', 'discarded') AND array_upper(errors, 1) > 0
GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 10`

	failedStatus = `
SELECT reason_code, count(*) FROM document
WHERE status = 'failed' AND superseded = 0 GROUP BY 1 ORDER BY 2 DESC, 1`

	workerStatus = `
SELECT id, host, pid, version, queues, started_at, seen_at, stopped_at, expires_at > now(), reading, documents, failed,
	extract(epoch FROM fetched)::float8, extract(epoch FROM waited)::float8,
	extract(epoch FROM read)::float8, extract(epoch FROM committed)::float8
FROM fleet.worker ORDER BY expires_at > now() DESC, host, started_at, id`
)

// Status asks how far the work has come.
func (q *Queue) Status(ctx context.Context) (*Status, error) {
	var s Status
	err := pgx.BeginTxFunc(ctx, q.pool, pgx.TxOptions{IsoLevel: pgx.RepeatableRead, AccessMode: pgx.ReadOnly}, func(tx pgx.Tx) error {
		return s.ask(ctx, tx)
	})
	return &s, err
}

func (s *Status) ask(ctx context.Context, tx pgx.Tx) error {
	if err := tx.QueryRow(ctx, `SELECT now()`).Scan(&s.At); err != nil {
		return err
	}
	w := &s.Waiting
	if err := tx.QueryRow(ctx, waitingStatus).Scan(&w.Documents, &w.Bytes, &w.Stored, &w.Since); err != nil {
		return err
	}
	var err error
	if s.Queues, err = collect[QueueStatus](ctx, tx, queueStatus, QueueNames); err != nil {
		return err
	}
	if s.Errors, err = collect[ErrorStatus](ctx, tx, errorStatus); err != nil {
		return err
	}
	if s.Failed, err = collect[FailedStatus](ctx, tx, failedStatus); err != nil {
		return err
	}
	s.Workers, err = collect[WorkerStatus](ctx, tx, workerStatus)
	return err
}

// collect makes a value of each row, field by field.
func collect[T any](ctx context.Context, tx pgx.Tx, sql string, args ...any) ([]T, error) {
	rows, err := tx.Query(ctx, sql, args...)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[T])
}
