package fleet

import (
	"crypto/rand"
	"time"

	"github.com/riverqueue/river"
)

// The queues.
const (
	// TextQueue is where every document begins. Pages that are pictures are
	// not read there.
	TextQueue = "text"
	// PictureQueue is where a document goes on that has such pages, so that
	// scans, which take seconds a page, do not stand before exports, which
	// take milliseconds.
	PictureQueue = "ocr"
)

// QueueNames are all queues, in the order in which documents pass them.
var QueueNames = []string{TextQueue, PictureQueue}

// readArgs are what River keeps of a job; the rest is in fleet.document.
type readArgs struct {
	SHA256  string `json:"sha256" river:"unique"`
	Version string `json:"version" river:"unique"` // of the reader of whoever asked
	// Again tells a later job for the same bytes and version from the first,
	// for which it is empty.
	Again string `json:"again,omitempty" river:"unique"`
	Queue string `json:"queue"`
	// Losses are how many workers were lost with the document in hand.
	Losses int `json:"losses,omitempty"`
}

// anew is a job that follows another: River does not hold it to be the same.
func (a readArgs) anew() readArgs {
	a.Again = time.Now().UTC().Format(time.RFC3339Nano) + rand.Text()[:4]
	return a
}

// Kind is River's name of the job.
func (readArgs) Kind() string { return "read" }

const (
	// attemptsMost is how often a document is tried where something else than
	// its own reading fails.
	attemptsMost = 3
	// lossesMost is how many workers may be lost with a document in hand
	// before it is held to be the cause. It is more than attemptsMost because
	// workers are killed for reasons of their machines, and what they had in
	// hand has no part in that; it is bounded because memory that runs out may
	// cost a container all of its processes at once.
	lossesMost = 10
)

// retryPause is the time before the second attempt; the third waits four times
// as long. What can be mended meanwhile is a folder that is not mounted.
const retryPause = 5 * time.Second

// insertOpts are those of a new job.
func (a readArgs) insertOpts(attempts int) *river.InsertOpts {
	return &river.InsertOpts{
		Queue:       a.Queue,
		MaxAttempts: attempts,
		UniqueOpts:  river.UniqueOpts{ByArgs: true},
	}
}
