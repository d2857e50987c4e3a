package store

import (
	"context"
	"errors"
)

// ErrNotFound reports a document that is not stored.
var ErrNotFound = errors.New("not stored")

// ErrAmbiguous reports the beginning of a hash that several documents share.
var ErrAmbiguous = errors.New("several documents begin so")

// A Standing is how far a stored document has come.
type Standing struct {
	Status Status
	// Version is the reader's that made the stored reading; empty for a
	// document that never was read.
	Version string
	// Tried is the reader's that last read the document or failed to. It
	// differs from Version when a failure left an older reading in place.
	Tried string
	// Reason is why the last try failed, or why there is no form.
	Reason Reason
}

// A Reader answers questions about stored documents. It is safe for
// concurrent use.
type Reader interface {
	// Known returns the standing of the document with these bytes, and false
	// if it is not stored.
	Known(ctx context.Context, sha256 string) (Standing, bool, error)
	// Find returns the hash of the document that was last seen at a path, or
	// whose hash begins with name (see IsHashPrefix); otherwise ErrNotFound or
	// ErrAmbiguous.
	Find(ctx context.Context, name string) (sha256 string, err error)
	// Holds reports whether path is known to hold the document with these
	// bytes, so that AddPath would tell nothing new.
	Holds(ctx context.Context, sha256, path string) (bool, error)
	// Get returns the document with these bytes, or ErrNotFound. In its
	// records Source.File is the first of its paths.
	Get(ctx context.Context, sha256 string) (Document, error)
	// Documents calls f with each document that has a hash and is not
	// superseded, in the order of their paths, until f returns an error, which
	// it returns. It holds one document at a time.
	Documents(ctx context.Context, f func(*Document) error) error
	// Corrections returns those of a document, or all if sha256 is empty, in
	// the order of their making.
	Corrections(ctx context.Context, sha256 string) ([]Correction, error)
	Searcher
	// Quality sums up what is stored and what could not be read.
	Quality(ctx context.Context) (*Report, error)
	// Summary is what of Quality takes little time, for a page that is looked
	// at often: documents by status, forms, pages, departments and the worst
	// documents. The rest is empty.
	Summary(ctx context.Context) (*Report, error)
	Close() error
}

// A Store keeps documents. It is safe for concurrent use; writers take turns.
type Store interface {
	Reader
	Corrector
	// Put stores a document in one transaction: on an error all is as it was
	// before. A reading replaces the reading before it and a failure only a
	// failure, as the package comment says; corrections made before are laid
	// over it. It keeps nothing of doc.
	Put(ctx context.Context, doc Document) error
	// AddPath notes that path holds the bytes of a document that is already
	// stored, and does so again when it is told twice; ErrNotFound if none is.
	AddPath(ctx context.Context, sha256, path string) error
}
