package fleet

import (
	"cmp"
	"context"
	"crypto/rand"
	"fmt"
	"log/slog"
	"maps"
	"os"
	"slices"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
)

// A run is a Worker at work.
type run struct {
	*Queue
	Worker
	id     string // unique among all that ever were
	host   string
	places map[string]chan struct{} // one is taken for each document that is read
	inHand inHand
	spent  spent
}

// Work works on documents until ctx ends, and returns when the last one is
// done or given back. Its error is one of starting.
func (q *Queue) Work(ctx context.Context, w Worker) error {
	pool, err := connect(ctx, q.pool, w.connections())
	if err != nil {
		return err
	}
	defer pool.Close()
	r, err := newRun(&Queue{pool: pool, results: q.results, insert: q.insert}, w)
	if err != nil {
		return err
	}
	// What is in hand when ctx ends still has to be stored or given back.
	work := context.WithoutCancel(ctx)
	if err := r.sayAlive(ctx); err != nil {
		return err
	}
	client, err := r.client()
	if err != nil {
		return err
	}
	if err := client.Start(work); err != nil {
		return fmt.Errorf("start work: %w", err)
	}
	var beating sync.WaitGroup
	still, silence := context.WithCancel(work)
	beating.Go(func() { r.beat(still) })

	<-ctx.Done()
	err = client.Stop(work)
	silence()
	beating.Wait()
	r.leave()
	return err
}

func newRun(q *Queue, w Worker) (*run, error) {
	host, err := os.Hostname()
	if err != nil {
		return nil, err
	}
	w.Lease = cmp.Or(w.Lease, DefaultLease)
	w.Patience = cmp.Or(w.Patience, DefaultPatience)
	if w.Logger == nil {
		w.Logger = slog.New(slog.DiscardHandler)
	}
	r := &run{Queue: q, Worker: w, host: host, places: make(map[string]chan struct{})}
	r.id = fmt.Sprintf("%.60s/%d/%s", host, os.Getpid(), rand.Text()[:8])
	for queue, n := range w.Places {
		r.places[queue] = make(chan struct{}, n)
	}
	return r, nil
}

// queues are the names of those that the worker reads from.
func (r *run) queues() []string { return slices.Sorted(maps.Keys(r.Places)) }

// client is River's part of the work.
func (r *run) client() (*river.Client[pgx.Tx], error) {
	queues := make(map[string]river.QueueConfig)
	for queue, n := range r.Places {
		queues[queue] = river.QueueConfig{MaxWorkers: slots(queue, n)}
	}
	workers := river.NewWorkers()
	if err := river.AddWorkerSafely(workers, &jobWorker{run: r}); err != nil {
		return nil, err
	}
	return river.NewClient(riverpgxv5.New(r.pool), &river.Config{
		ID:                r.id,
		Schema:            schema,
		Queues:            queues,
		Workers:           workers,
		MaxAttempts:       attemptsMost,
		FetchCooldown:     fetchCooldown,
		FetchPollInterval: fetchPoll,
		SoftStopTimeout:   r.Patience,
		PollOnly:          r.PollOnly,
		Logger:            r.Logger,
		// A reading is bounded by worker.Limits, and lost jobs are found by
		// their worker's lease.
		JobTimeout: -1,
		// Jobs that are done keep the same document from being queued again
		// before the import has looked for it in the store, and count for the
		// rates of Status.
		CompletedJobRetentionPeriod: completedKept,
		CancelledJobRetentionPeriod: completedKept,
	})
}

// completedKept is how long jobs are kept that are done: no longer than rates
// are told for, as ten thousand an hour and more are done.
const completedKept = 2 * time.Hour
