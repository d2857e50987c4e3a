// Package ladder opens a path as a Document and picks, page by page, the
// reader that can be trusted.
package ladder

import (
	"context"
	"errors"

	"mubiao/extract"
)

// Options say how a file is opened.
type Options struct {
	Passwords []string // tried in order on an encrypted file, after the empty one
}

// A File is an opened document and its identity.
type File struct {
	extract.Document
	Path   string
	SHA256 string // hex
	Size   int64  // bytes
}

// Open opens a PDF, or a plain text file (UTF-8, UTF-16 with a byte order
// mark, or GB18030), told apart by content.
func Open(ctx context.Context, path string, opts Options) (*File, error) {
	return nil, errors.New("not yet")
}
