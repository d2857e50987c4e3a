package fleet

import (
	"context"
	"io"
	"log/slog"
	"time"

	"mubiao/store"
)

// A FillFunc writes the bytes of a document.
type FillFunc func(ctx context.Context, to io.Writer) error

// A Reader reads documents. It is used by many goroutines at a time; Read is
// called by as many as Worker.Places says.
type Reader interface {
	// Fetch makes a file of the bytes at a place, and returns its path, which
	// is good until done is called. Those of the empty place are written by
	// stored.
	Fetch(ctx context.Context, place string, stored FillFunc) (path string, done func(), err error)
	// Read reads a document. One that cannot be read is a store.Failed
	// document; an error is none of the document's. Of the paths of what is
	// returned only the first is looked at: it is the file's name.
	Read(ctx context.Context, f *File) (Reading, error)
	// Reason puts an error in words, where no further attempt is made.
	Reason(err error) store.Reason
}

// A File is a document to be read.
type File struct {
	Name string // the path as the user wrote it
	Path string // of a file that holds the bytes
	// Pictures allows to read pages from their pictures. Without it a document
	// with such pages is handed over to the PictureQueue.
	Pictures bool
}

// A Reading is what was read of a document.
type Reading struct {
	Document store.Document
	// Pictures says that pages are pictures and were not read, as File did not
	// allow it.
	Pictures bool
}

// A Worker says how documents are worked on.
type Worker struct {
	// Places are how many documents of a queue are read at a time. Other
	// queues are not read from.
	Places  map[string]int
	Reader  Reader
	Version string // of the reader
	// Lease is how long the worker is believed to be alive after it was last
	// heard of; 0 for DefaultLease.
	Lease time.Duration
	// Patience is how long documents in hand may still take when the worker
	// is told to stop. After it they are given back; 0 for DefaultPatience.
	Patience time.Duration
	// Connections are how many the worker has to the database at most; 0 for
	// two for each place and restOfConnections.
	Connections int
	// PollOnly looks for work every second rather than to be told of it, which
	// takes a session of its own: for poolers that give none.
	PollOnly bool
	Logger   *slog.Logger // nil for none
}

const (
	// DefaultLease is long enough for a garbage collector, a paused virtual
	// machine or a restart of the server, and short beside the time that a
	// lost document is missed.
	DefaultLease = 30 * time.Second
	// DefaultPatience is a little less than the 30 s that Kubernetes waits
	// before it kills.
	DefaultPatience = 20 * time.Second
)

const (
	// beatsPerLease is how often a worker says that it is alive.
	beatsPerLease = 5
	// fetchCooldown is the least time between two looks for work. River's own
	// default would hold a worker to 10 fetches a second, where a form takes
	// some 10 ms.
	fetchCooldown = 5 * time.Millisecond
	// fetchPoll is the time between looks for work of which nobody told.
	fetchPoll = time.Second
	// ahead is how many documents of the TextQueue are fetched for each place,
	// so that bytes and commits of some are on their way while others are
	// read.
	ahead = 3
)

// restOfConnections are those for River to look for work, hear of it and note
// what is done, and to say that the worker is alive.
const restOfConnections = 4

// connections is how many the worker has at most.
func (w *Worker) connections() int32 {
	if w.Connections > 0 {
		return int32(w.Connections)
	}
	n := restOfConnections
	for _, places := range w.Places {
		n += 2 * places
	}
	return int32(n)
}

// slots is how many jobs River may hand to this process at a time. Of pictures
// none are fetched ahead: a scan that waits here is missed elsewhere.
func slots(queue string, places int) int {
	if queue == PictureQueue {
		return places
	}
	return places * ahead
}
