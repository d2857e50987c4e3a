package main

import (
	"context"
	"errors"
	"os/exec"
	"strconv"

	"mubiao/extract"
	"mubiao/internal/worker"
	"mubiao/normalize"
	"mubiao/store"
)

// workers read documents in processes of their own: what a hostile file does
// to its reader costs that file alone.
type workers struct {
	pool *worker.Pool
	ask  request // what is the same for all documents
}

// startWorkers prepares to read so many documents. The processes themselves
// are started when they are needed.
func startWorkers(ctx context.Context, o readingOptions, documents int, s *streams) (*workers, error) {
	passwords, err := o.passwords.all(ctx, s)
	if err != nil {
		return nil, err
	}
	w := &workers{ask: request{MaxPages: o.maxPages, MaxSize: int64(o.maxSize)}}
	for _, p := range passwords {
		w.ask.Passwords = append(w.ask.Passwords, []byte(p))
	}
	w.pool = worker.NewPool(min(o.jobs, documents), o.limits(), func() *exec.Cmd {
		return worker.Self(workerCommand, "--max-memory", strconv.FormatInt(int64(o.maxMemory), 10))
	})
	return w, nil
}

// close ends the processes.
func (w *workers) close() { w.pool.Close() }

// lastRung reads a document that cost the first worker: of all readers it is
// the one that was hardened against hostile files, and it runs in a sandbox.
const lastRung = extract.ReaderPdfium

// read makes of a file all that is to be stored or printed about it. A file
// that cannot be read is a store.Failed document with its reason. An error is
// none of the file's: ctx has ended, or no worker can be had. Calls may be
// concurrent.
func (w *workers) read(ctx context.Context, in input) (reading, error) {
	ask := w.ask
	ask.Name, ask.Path = []byte(in.Name), []byte(in.Path)
	got, err := w.once(ctx, ask)
	var fault *worker.Fault
	if !errors.As(err, &fault) {
		return got, err
	}
	reason := reasonOfFault(fault)
	ask.Only = lastRung
	got, err = w.once(ctx, ask)
	switch {
	case errors.As(err, &fault), err == nil && got.Status == store.Failed:
		return reading{Document: failed(in, reason)}, nil
	case err != nil:
		return reading{}, err
	}
	got.Issues = append(got.Issues, normalize.Issue{
		Code: reason.Code, Severity: normalize.Warning,
		Message: reason.Message + "; it was read by " + string(lastRung) + " alone",
	})
	return got, nil
}

// once has a worker read a document.
func (w *workers) once(ctx context.Context, ask request) (reading, error) {
	content, err := encodeJSON(ask)
	if err != nil {
		return reading{}, err
	}
	reply, err := w.pool.Do(ctx, content)
	if err != nil {
		return reading{}, err
	}
	return decodeReply(ask.input(), reply)
}
