package store

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"
)

// A Correction is what a person says stands at one place of a form. It lies
// over the reading and changes nothing of it: it can be undone, and a newer
// reading of the same document gets it too.
type Correction struct {
	ID     int64  `json:"id"` // given by the store; ascending in the order of making
	SHA256 string `json:"sha256"`
	Form   int    `json:"form"` // place of the form in the document, from 0
	// Pointer is the JSON pointer of the value, such as /indicators/3/target,
	// in the reading that is stored.
	Pointer string `json:"pointer"`
	// Old is what the reading says there and New what the person says, as
	// JSON of the record; null is nothing.
	Old json.RawMessage `json:"old"`
	New json.RawMessage `json:"new"`
	// Accepted says that the person found right what was shown: New is that.
	// It closes the issues at Pointer.
	Accepted bool `json:"accepted"`
	// Anchor tells what the form and the row at Pointer were called then, so
	// that a correction finds its row in a newer reading and no other.
	Anchor string           `json:"-"`
	By     string           `json:"by"`
	Why    string           `json:"why"`
	At     time.Time        `json:"at"` // kept to the second in UTC
	Status CorrectionStatus `json:"status"`
	// UndoneBy and UndoneAt are of a correction that was undone.
	UndoneBy string    `json:"undone_by,omitempty"`
	UndoneAt time.Time `json:"undone_at,omitzero"`
}

// Changes reports whether the record shows another value for the correction.
func (c *Correction) Changes() bool { return c.Status == Applied && !bytes.Equal(c.Old, c.New) }

// A CorrectionStatus says whether a correction counts.
type CorrectionStatus string

// The statuses of a correction.
const (
	Applied  CorrectionStatus = "applied"  // the record shows its value
	Stale    CorrectionStatus = "stale"    // a newer reading says something else there than Old: the record shows that
	Replaced CorrectionStatus = "replaced" // a later correction of the same place counts
	Undone   CorrectionStatus = "undone"
)

// A Change is a correction that is to be made.
type Change struct {
	SHA256  string
	Form    int
	Pointer string
	// New is the value as JSON of the record. It is ignored if Accept says
	// that the value shown is right.
	New    json.RawMessage
	Accept bool
	// Shown, unless it is nil, is the value that the person saw; another one
	// there by now makes Correct return a *ChangedError.
	Shown   json.RawMessage
	By, Why string    // both needed
	At      time.Time // the zero Time means now
}

// CodeStale is the code of the issue about a correction that is Stale.
const CodeStale = "correction-stale"

// The ways in which a correction cannot be made or undone.
var (
	// ErrNoForm reports a form that the document does not have.
	ErrNoForm = errors.New("no such form")
	// ErrNoCorrection reports a correction that was never made, or was undone.
	ErrNoCorrection = errors.New("no such correction")
	// ErrSame reports a correction that is made already: a correction that
	// counts says the same.
	ErrSame = errors.New("corrected so already")
)

// A PointerError reports a place that cannot be corrected, or a value that
// cannot stand there.
type PointerError struct {
	Pointer string
	Reason  string
}

func (e *PointerError) Error() string { return fmt.Sprintf("%s: %s", e.Pointer, e.Reason) }

// A ChangedError reports that the value shown is not the one that the person
// saw who corrects it.
type ChangedError struct {
	Pointer    string
	Saw, Shown json.RawMessage
}

func (e *ChangedError) Error() string {
	return fmt.Sprintf("%s: the value is %s by now, not %s", e.Pointer, e.Shown, e.Saw)
}

// A Corrector keeps corrections. Each method is one transaction that also
// brings the stored form and its issues up to date.
type Corrector interface {
	// Correct makes a correction and returns it as stored. Its errors wrap
	// ErrNotFound, ErrNoForm, ErrSame, *PointerError or *ChangedError.
	Correct(ctx context.Context, change Change) (Correction, error)
	// Undo ends a correction that was not undone before, whatever its status;
	// one that it replaced counts again. It returns the correction, or
	// ErrNoCorrection.
	Undo(ctx context.Context, id int64, by string) (Correction, error)
}
