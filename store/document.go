package store

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"mubiao/normalize"
)

// Status says what became of a document.
type Status string

// The statuses.
const (
	Read   Status = "read"    // at least one form was read
	NoForm Status = "no-form" // read to the end, and it holds no form
	Failed Status = "failed"  // could not be read
)

// A Reason says why a document has no forms, or why reading it again failed.
// The zero Reason is none.
type Reason struct {
	Code    string `json:"code"` // stable, kebab-case: not-a-pdf, encrypted, document-timeout
	Message string `json:"message"`
}

// A Document is one file and the reading of it.
type Document struct {
	// Paths are where the bytes were seen, the last one first. Put takes at
	// least one and forgets none that it was given before.
	Paths []string
	// SHA256 is of the file's bytes, 64 lower-case hex digits; empty if the
	// bytes could not be read, which only a Failed document may be.
	SHA256 string
	// Size is in bytes; 0 if the bytes could not be read.
	Size   int64
	Status Status
	// Reason is needed for Failed and allowed for NoForm. A Document that is
	// Read has one only when it comes back from a store: why the last try to
	// read it again failed.
	Reason Reason
	// Version is the reader's (normalize.Version) that made this reading or,
	// for Failed, that failed.
	Version string
	// At is when the reading was made or failed, kept to the second in UTC;
	// the zero Time means now.
	At    time.Time
	Pages []normalize.PageSummary
	// Records are the forms. From a store they come with corrections applied;
	// see Readings.
	Records []normalize.Record
	// Issues are about the file as a whole. Those of a form are in its
	// Record.
	Issues []normalize.Issue
	// Readings are the records as they were read, by their place in Records,
	// of those that were corrected. Put takes them rather than the Records.
	Readings map[int]normalize.Record
	// Corrections are those of the document that were not undone, in the order
	// of their making. Put does not look at them: it knows them.
	Corrections []Correction
}

// Reading is the record at a place of Records as it was read, without
// corrections.
func (d *Document) Reading(i int) *normalize.Record {
	if r, ok := d.Readings[i]; ok {
		return &r
	}
	return &d.Records[i]
}

// Corrected reports whether a person changed the value at a pointer of a
// record, or something within it.
func (d *Document) Corrected(record int, pointer string) bool {
	return slices.ContainsFunc(d.Corrections, func(c Correction) bool {
		return c.Form == record && c.Changes() && (c.Pointer == pointer || strings.HasPrefix(c.Pointer, pointer+"/"))
	})
}

// Validate reports the first thing in d that contradicts the rest of it.
func (d *Document) Validate() error {
	switch {
	case len(d.Paths) == 0:
		return errors.New("document without a path")
	case d.SHA256 != "" && !isSHA256(d.SHA256):
		return fmt.Errorf("%s: sha256 %q is not 64 lower-case hex digits", d.Paths[0], d.SHA256)
	case d.SHA256 == "" && d.Status != Failed:
		return fmt.Errorf("%s: %s without a sha256", d.Paths[0], d.Status)
	case d.SHA256 == "" && (len(d.Paths) > 1 || len(d.Records)+len(d.Pages) > 0):
		return fmt.Errorf("%s: without a sha256, but more than a path and a reason", d.Paths[0])
	case d.Version == "":
		return fmt.Errorf("%s: no reader version", d.Paths[0])
	}
	if err := d.validateStatus(); err != nil {
		return fmt.Errorf("%s: %w", d.Paths[0], err)
	}
	return nil
}

func (d *Document) validateStatus() error {
	forms := d.Forms()
	switch {
	case d.Status == Read && forms == 0:
		return errors.New("read, but without a form")
	case d.Status == Read && d.Reason != Reason{}:
		return errors.New("read, but with a reason")
	case d.Status == NoForm && forms > 0, d.Status == Failed && forms > 0:
		return fmt.Errorf("%s, but with %d forms", d.Status, forms)
	case d.Status == Failed && d.Reason.Code == "":
		return errors.New("failed without a reason")
	case d.Status != Read && d.Status != NoForm && d.Status != Failed:
		return fmt.Errorf("unknown status %q", d.Status)
	}
	return nil
}

// Forms is the number of records that are a form; the others stand for what
// could not be read.
func (d *Document) Forms() int {
	n := 0
	for i := range d.Records {
		if d.Records[i].Form != "" {
			n++
		}
	}
	return n
}

func isSHA256(s string) bool { return len(s) == 64 && isHex(s) }

// IsHashPrefix reports whether a text may stand for a document as the
// beginning of its hash: 6 or more hex digits, which among a million documents
// name one in nearly all cases.
func IsHashPrefix(s string) bool { return len(s) >= 6 && len(s) <= 64 && isHex(s) }

func isHex(s string) bool {
	for _, c := range []byte(s) {
		if (c < '0' || c > '9') && (c < 'a' || c > 'f') {
			return false
		}
	}
	return true
}
