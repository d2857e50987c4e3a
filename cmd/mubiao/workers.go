package main

import (
	"context"
	"errors"
	"os/exec"
	"strconv"

	"mubiao/extract"
	"mubiao/extract/ladder"
	"mubiao/internal/worker"
	"mubiao/normalize"
	"mubiao/store"
)

// workers read documents in processes of their own: what a hostile file does
// to its reader costs that file alone.
type workers struct {
	pool *worker.Pool
	ask  request // what is the same for all documents

	leavePictures bool // documents with pages that are pictures are left to others: errPictures
}

// startWorkers prepares to read documents. The processes themselves are started
// when they are needed.
func startWorkers(ctx context.Context, o readingOptions, s *streams) (*workers, error) {
	if err := o.passwords.load(ctx, s); err != nil {
		return nil, err
	}
	w := &workers{ask: request{Limits: o.documentLimits(), OCR: ladder.OCR(o.ocr.mode), CrossCheck: o.crossCheck}}
	for _, p := range o.passwords.words {
		w.ask.Passwords = append(w.ask.Passwords, []byte(p))
	}
	w.pool = worker.NewPool(o.jobs, o.limits(), func(memory int64) *exec.Cmd {
		return worker.Self(workerCommand, "--max-memory", strconv.FormatInt(memory, 10))
	})
	return w, nil
}

// close ends the processes.
func (w *workers) close() { w.pool.Close() }

// lastRung reads a document that cost the first worker: of all readers it is
// the one that was hardened against hostile files, and it runs in a sandbox.
const lastRung = extract.ReaderPdfium

// killedMost is how often a document is begun, should something kill its worker
// each time. A person did that, or the system for want of memory, and the
// document has no part in it: its own limits are held by other means. It is
// bounded for what nobody thought of.
const killedMost = 10

// readInput is read for an input whose bytes may be elsewhere than in a file.
func (w *workers) readInput(ctx context.Context, in input) (reading, error) {
	in, done, err := in.file(ctx, w.ask.Limits.Size)
	if err != nil {
		doc, err := refusedDocument(ctx, in, err)
		return reading{Document: doc}, err
	}
	defer done()
	return w.read(ctx, in)
}

// read makes of a file all that is to be stored or printed about it. A file
// that cannot be read is a store.Failed document with its reason. An error is
// none of the file's: ctx has ended, or no worker can be had. Calls may be
// concurrent.
func (w *workers) read(ctx context.Context, in input) (reading, error) {
	ask := w.ask
	ask.Name, ask.Path = []byte(in.Name), []byte(in.Path)
	var fault *worker.Fault
	var got reading
	var err error
	for range killedMost {
		got, err = w.once(ctx, ask)
		if !errors.As(err, &fault) {
			return got, err
		}
		if fault.Kind != worker.Killed {
			break
		}
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

// once has a worker read a document. Reading pictures takes the networks, which
// are large, and both processors at a time: that is done by one worker in the
// place of two.
func (w *workers) once(ctx context.Context, ask request) (reading, error) {
	ask.LeavePictures = true
	got, err := readingBy(ctx, ask, w.pool.Do)
	if !errors.Is(err, errPictures) || w.leavePictures {
		return got, err
	}
	ask.LeavePictures = false
	return readingBy(ctx, ask, w.pool.DoWide)
}

// readingBy is what a worker replies to a request that do hands to it.
func readingBy(ctx context.Context, ask request, do func(context.Context, []byte) ([]byte, error)) (reading, error) {
	content, err := encodeJSON(ask)
	if err != nil {
		return reading{}, err
	}
	reply, err := do(ctx, content)
	if err != nil {
		return reading{}, err
	}
	return decodeReply(ask.input(), reply)
}
