package fleet

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"

	"mubiao/store"
)

// A jobWorker is what River calls for each job.
type jobWorker struct {
	river.WorkerDefaults[readArgs]
	*run
}

// Timeout is none: see run.client.
func (w *jobWorker) Timeout(*river.Job[readArgs]) time.Duration { return -1 }

// NextRetry is when an attempt that failed is repeated.
func (w *jobWorker) NextRetry(job *river.Job[readArgs]) time.Time {
	n := time.Duration(max(job.Attempt, 1))
	return time.Now().Add(retryPause * n * n)
}

// Work reads a document and stores it.
func (w *jobWorker) Work(ctx context.Context, job *river.Job[readArgs]) (err error) {
	done := w.inHand.take(job.ID)
	defer done()
	defer func() {
		if fault := recover(); fault != nil {
			err = w.verdict(ctx, job, fmt.Errorf("panic: %v", fault))
		}
	}()
	return w.verdict(ctx, job, w.read(ctx, job))
}

// verdict is what River is told of an attempt.
func (w *jobWorker) verdict(ctx context.Context, job *river.Job[readArgs], err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, errGivenAway):
		w.Logger.Info("reading dropped: " + err.Error())
		return nil // which has no effect on the row
	case ctx.Err() != nil: // told to stop
		return river.JobSnooze(0)
	case transient(err):
		w.Logger.Warn("given back: " + err.Error())
		return river.JobSnooze(transientPause)
	case job.Attempt < job.MaxAttempts:
		return err
	}
	reason := w.Reader.Reason(err)
	reason.Message = fmt.Sprintf("given up after %d attempts: %s", attemptsMost, reason.Message)
	failure := store.Document{Status: store.Failed, Reason: reason, Version: w.Version}
	switch err := w.finish(ctx, job, failure); {
	case err == nil, errors.Is(err, errGivenAway):
		return nil
	case transient(err):
		return river.JobSnooze(transientPause)
	default:
		return err
	}
}

// transientPause is the time before a document is tried again after the
// database did not answer.
const transientPause = time.Second

// read makes one attempt.
func (w *jobWorker) read(ctx context.Context, job *river.Job[readArgs]) error {
	waiting, err := w.waiting(ctx, job.Args.SHA256)
	if errors.Is(err, pgx.ErrNoRows) {
		return errGivenAway // and done by another
	}
	if err != nil {
		return err
	}
	reading, err := w.readBytes(ctx, waiting, job.Args.Queue == PictureQueue)
	switch {
	case err != nil:
		return err
	case reading.Pictures:
		return w.handOver(ctx, job)
	case reading.Document.SHA256 == "": // its bytes could not be read at all
		return &ReasonError{reading.Document.Reason}
	case reading.Document.SHA256 != waiting.SHA256:
		return ErrChanged
	}
	begun := time.Now()
	if err := w.finish(ctx, job, reading.Document); err != nil {
		return err
	}
	w.spent.finished(time.Since(begun), reading.Document.Status == store.Failed)
	return nil
}

// waiting is what the queue knows of a document. Its path is the first that it
// was seen at.
func (r *run) waiting(ctx context.Context, sum string) (*Waiting, error) {
	ctx, cancel := context.WithTimeout(ctx, statementLimit)
	defer cancel()
	w := Waiting{SHA256: sum}
	var path []byte
	err := r.pool.QueryRow(ctx, `
SELECT d.size, d.place, p.path FROM fleet.document d JOIN fleet.path p USING (sha256)
WHERE sha256 = $1 ORDER BY p.ordinal LIMIT 1`, sum).Scan(&w.Size, &w.Place, &path)
	w.Path = string(path)
	return &w, ofDatabase(err)
}

// readBytes fetches a document and reads it, when it is its turn.
func (r *run) readBytes(ctx context.Context, w *Waiting, pictures bool) (Reading, error) {
	begun := time.Now()
	path, done, err := r.fetch(ctx, w)
	if err != nil {
		return Reading{}, err
	}
	defer done()
	r.spent.fetched.Add(int64(time.Since(begun)))

	begun = time.Now()
	place := r.places[queueOf(pictures)]
	select {
	case place <- struct{}{}:
		defer func() { <-place }()
	case <-ctx.Done():
		return Reading{}, ctx.Err()
	}
	r.spent.waited.Add(int64(time.Since(begun)))

	begun = time.Now()
	reading, err := r.Reader.Read(ctx, &File{Name: w.Path, Path: path, Pictures: pictures})
	r.spent.read.Add(int64(time.Since(begun)))
	return reading, err
}

func queueOf(pictures bool) string {
	if pictures {
		return PictureQueue
	}
	return TextQueue
}

func (r *run) fetch(ctx context.Context, w *Waiting) (path string, done func(), err error) {
	ctx, cancel := context.WithTimeout(ctx, transferLimit(w.Size))
	defer cancel()
	return r.Reader.Fetch(ctx, w.Place, func(ctx context.Context, to io.Writer) error {
		return r.copyParts(ctx, w.SHA256, to)
	})
}
