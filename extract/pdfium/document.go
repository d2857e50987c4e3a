package pdfium

import (
	"context"
	"errors"
	"fmt"
	"io"

	"mubiao/extract"
	"mubiao/extract/text"
)

var (
	// ErrPassword is returned for an encrypted file that none of the passwords
	// opens.
	ErrPassword = errors.New("password needed")
	// ErrHandler is returned for a file that is encrypted other than by
	// password.
	ErrHandler = errors.New("encryption other than by password")
)

// A Document is a PDF opened by PDFium. It is not safe for concurrent use.
type Document struct {
	pages int
	text  session
	view  session

	painter text.Painter
	out     extract.Page
}

var _ extract.Document = (*Document)(nil)

// Open opens the PDF of size bytes in r, which must stay readable until the
// Document is closed. An encrypted one is tried with no password and then with
// each of passwords. The error is ErrPassword, ErrHandler, an
// *extract.FormatError, that of ctx, or one of PDFium itself.
func (e *Engine) Open(ctx context.Context, r io.ReaderAt, size int64, passwords []string) (*Document, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	f := &file{engine: e, source: r, size: size, passwords: passwords}
	d := &Document{text: session{file: f, use: reading}, view: session{file: f, use: pictures}}
	if err := d.text.open(); err != nil {
		return nil, err
	}
	d.pages = d.text.guest.count(pageCount, d.text.handle)
	if err := d.text.guest.err; err != nil {
		d.text.close()
		return nil, err
	}
	return d, nil
}

// Pages is the number of pages.
func (d *Document) Pages() int { return d.pages }

// Close closes the document.
func (d *Document) Close() error {
	d.text.close()
	d.view.close()
	return nil
}

// has reports an error if there is no page n.
func (d *Document) has(n int) error {
	if n < 1 || n > d.pages {
		return fmt.Errorf("the document has %d pages", d.pages)
	}
	return nil
}
