package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/minio/minio-go/v7"
	"github.com/spf13/cobra"

	"mubiao/extract/ladder"
	"mubiao/extract/ocr"
	"mubiao/internal/fleet"
	"mubiao/normalize"
	"mubiao/store"
)

type workOptions struct {
	db       string
	queues   []string
	ocrJobs  int
	lease    time.Duration
	patience time.Duration
	pollOnly bool
	reading  readingOptions
}

func (o *workOptions) addFlags(c *cobra.Command) {
	f := c.Flags()
	addDatabaseFlag(f, &o.db)
	f.StringSliceVar(&o.queues, "queues", nil, "read from `QUEUES`: text, ocr (default all that can be read)")
	f.IntVar(&o.ocrJobs, "ocr-jobs", 1, "scans to read at a time, beside --jobs others")
	f.DurationVar(&o.lease, "lease", fleet.DefaultLease, "after this time in silence the worker is lost")
	f.DurationVar(&o.patience, "patience", fleet.DefaultPatience, "time for documents in hand after an interrupt")
	f.BoolVar(&o.pollOnly, "poll", false, "look for work each second, behind a pooler of transactions")
	o.reading.addFlags(f)
}

func newWorkCommand(s *streams) *cobra.Command {
	var o workOptions
	c := &cobra.Command{
		Use:   "work [flags]",
		Short: "Read documents from the queue of a PostgreSQL database",
		Example: `  mubiao work --db postgres://mubiao@db.example/mubiao
  mubiao work --db "$DATABASE" --jobs 8 --queues text
  mubiao work --db "$DATABASE" --queues ocr --ocr-jobs 4`,
		Long: `Reads the documents that mubiao import --queue put on the queue, until it is
interrupted. Run it on as many machines as you like.

A document whose pages are pictures goes on to a queue of its own, ocr, so that
exports need not wait for scans. A machine on which OCR is not installed leaves
that queue to others; with --ocr never such pages are read nowhere.

What is read is stored and taken from the queue in one transaction. A worker that
dies, or is cut off from the database for longer than its lease, loses what it had
in hand to others, and stores nothing of it if it comes back. An interrupt lets
documents in hand come to their end, or gives them back.

What could not be read is stored with the reason, as import does. Where something
else fails – a folder that is not there, a disk that is full – a document is tried
three times, and then stored as one that could not be read.

` + bucketHelp + `

` + limitsHelp,
		Annotations: exits(exitDone, exitFailed, exitUsage, exitInterrupted),
		Args:        exactly(0, ""),
		RunE: func(c *cobra.Command, _ []string) error {
			if err := o.check(c); err != nil {
				return err
			}
			return runWork(c.Context(), o, s)
		},
	}
	o.addFlags(c)
	return c
}

func (o *workOptions) check(c *cobra.Command) error {
	if err := holdsQueue(c, o.db); err != nil {
		return err
	}
	for _, queue := range o.queues {
		if err := oneOf(c, "queues", queue, fleet.QueueNames...); err != nil {
			return err
		}
	}
	if slices.Contains(o.queues, fleet.PictureQueue) && o.never() {
		return usage(c, "--ocr never does not read what is in the queue ocr")
	}
	if err := positive(c, "ocr-jobs", o.ocrJobs); err != nil {
		return err
	}
	const leaseLeast = time.Second // a beat each fifth of it
	if o.lease < leaseLeast {
		return usage(c, fmt.Sprintf("--lease %v: must be at least %v", o.lease, leaseLeast))
	}
	if err := moreThanZero(c, "patience", o.patience); err != nil {
		return err
	}
	return o.reading.check(c, nil)
}

// never reports whether no page is read from its picture.
func (o *workOptions) never() bool { return ladder.OCR(o.reading.ocr.mode) == ladder.OCRNever }

// places are how many documents of each queue are read at a time here.
func (o *workOptions) places(s *streams) (map[string]int, error) {
	every := map[string]int{fleet.TextQueue: o.reading.jobs, fleet.PictureQueue: o.ocrJobs}
	named := slices.Contains(o.queues, fleet.PictureQueue)
	switch problem := problemOfOCR(); {
	case o.never():
		delete(every, fleet.PictureQueue)
	case problem != nil && named:
		return nil, hinted(fmt.Errorf("the queue ocr: %w", problem), "install what reads scans: mubiao ocr install")
	case problem != nil && len(o.queues) == 0:
		s.note("the queue ocr is left to others: %v", problem)
		delete(every, fleet.PictureQueue)
	}
	return only(every, o.queues), nil
}

// only are the places of these queues; of all if none is named.
func only(places map[string]int, queues []string) map[string]int {
	if len(queues) == 0 {
		return places
	}
	some := make(map[string]int)
	for _, queue := range queues {
		some[queue] = places[queue]
	}
	return some
}

// problemOfOCR says why pictures cannot be read here; nil if they can.
func problemOfOCR() error {
	dir, err := ocr.DefaultDir()
	if err != nil {
		return err
	}
	files, err := ocr.Check(dir)
	for _, f := range files {
		err = cmp.Or(err, f.Err)
	}
	return err
}

func runWork(ctx context.Context, o workOptions, s *streams) error {
	places, err := o.places(s)
	if err != nil {
		return err
	}
	reader, err := newFleetReader(ctx, o, s)
	if err != nil {
		return err
	}
	defer reader.close()
	db, queue, err := openQueue(ctx, o.db)
	if err != nil {
		return err
	}
	defer db.Close()
	s.note("working; an interrupt lets documents in hand come to their end")
	err = queue.Work(ctx, fleet.Worker{
		Places: places, Reader: reader, Version: normalize.Version,
		Lease: o.lease, Patience: o.patience, PollOnly: o.pollOnly, Connections: connectionsIn(o.db),
		Logger: slog.New(slog.NewTextHandler(s.err, &slog.HandlerOptions{Level: slog.LevelWarn})),
	})
	s.note("%s read, %d not readable", counted(reader.read, "document"), reader.unread)
	return err
}

// connectionsIn is how many connections the URL of a database allows; 0 where
// it says nothing of it.
func connectionsIn(text string) int {
	u, err := url.Parse(text)
	if err != nil {
		return 0
	}
	n, _ := strconv.Atoi(u.Query().Get("pool_max_conns"))
	return n
}

// A fleetReader reads documents of the queue.
type fleetReader struct {
	text, pictures *workers
	always         bool // all pages are read from their pictures
	most           int64
	storage        func() (*minio.Client, error)

	mu           sync.Mutex
	read, unread int // documents
}

// newFleetReader prepares to read. Scans have processes of their own, so that
// those of the other queue are never taken by them.
func newFleetReader(ctx context.Context, o workOptions, s *streams) (*fleetReader, error) {
	if err := o.reading.passwords.load(ctx, s); err != nil {
		return nil, err
	}
	text, err := startWorkers(ctx, o.reading, s)
	if err != nil {
		return nil, err
	}
	mode := ladder.OCR(o.reading.ocr.mode)
	text.leavePictures = mode == ladder.OCRAuto
	o.reading.jobs = o.ocrJobs
	pictures, err := startWorkers(ctx, o.reading, s)
	if err != nil {
		return nil, err
	}
	return &fleetReader{
		text: text, pictures: pictures, always: mode == ladder.OCRAlways,
		most: int64(o.reading.maxSize), storage: sync.OnceValues(bucketClient),
	}, nil
}

func (r *fleetReader) close() {
	r.text.close()
	r.pictures.close()
}

// Fetch makes the bytes of a document a file.
func (r *fleetReader) Fetch(ctx context.Context, place string, stored fleet.FillFunc) (string, func(), error) {
	if place == "" {
		return spool(func(to io.Writer) error { return stored(ctx, to) })
	}
	u, err := url.Parse(place)
	switch {
	case err != nil:
		return "", nil, err
	case u.Scheme == bucketScheme:
		client, err := r.storage()
		if err != nil {
			return "", nil, err
		}
		return spool(func(to io.Writer) error { return copyObject(ctx, client, u, to) })
	case u.Scheme == "file":
		in, done, err := oneInput(&streams{in: strings.NewReader("")}, u.Path).file(ctx, r.most)
		return in.Path, done, err
	}
	return "", nil, fmt.Errorf("%s: not a place that this version knows", place)
}

// Read reads a document.
func (r *fleetReader) Read(ctx context.Context, f *fleet.File) (fleet.Reading, error) {
	w := r.text
	switch {
	case f.Pictures:
		w = r.pictures
	case r.always:
		return fleet.Reading{Pictures: true}, nil
	}
	got, err := w.read(ctx, input{Name: f.Name, Path: f.Path})
	if errors.Is(err, errPictures) {
		return fleet.Reading{Pictures: true}, nil
	}
	if err != nil {
		return fleet.Reading{}, err
	}
	doc, err := got.whole()
	r.count(&doc)
	return fleet.Reading{Document: doc}, err
}

func (r *fleetReader) count(doc *store.Document) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.read++
	if len(unread(doc)) > 0 {
		r.unread++
	}
}

// Reason puts in words why a document could not be read.
func (r *fleetReader) Reason(err error) store.Reason {
	var known *fleet.ReasonError
	switch {
	case errors.As(err, &known):
		return known.Reason
	case errors.Is(err, fleet.ErrLost):
		return store.Reason{Code: reasonCrashed, Message: err.Error()}
	case errors.Is(err, fleet.ErrChanged):
		return store.Reason{Code: reasonMissing, Message: err.Error()}
	}
	return reasonOf(err)
}
