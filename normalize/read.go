package normalize

import (
	"context"

	"mubiao/extract"
)

// Version identifies the reader: documents stored by an older one can be
// read anew.
const Version = "1"

// A PageSummary says how a page was read.
type PageSummary struct {
	Number        int
	Width, Height float64 // points
	Reader        extract.Reader
	Glyphs        int
	Rulings       int
	Undecodable   int
	Problem       string // the first thing that went wrong; empty when nothing did
}

// A Reading of a document: its records in the order of the document, each
// form once, then those that stand for what could not be read (Form empty).
type Result struct {
	Records []Record
	Pages   []PageSummary
}

// Read reads all forms of a document. file and sha256 go into each record's
// Source.
func Read(ctx context.Context, file, sha256 string, doc extract.Document) (*Result, error) {
	return &Result{}, nil
}
