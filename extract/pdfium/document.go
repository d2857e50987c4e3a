package pdfium

import (
	"context"
	"errors"
	"fmt"
	"io"

	"mubiao/extract"
	"mubiao/extract/text"
)

// Errors of PDFium (FPDF_GetLastError).
const (
	failedPassword = 4
	failedSecurity = 5
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
	engine    *Engine
	source    io.ReaderAt
	size      int64
	passwords []string
	pages     int

	guest   *guest // nil when the last one broke
	content uint32 // the file in the guest's memory
	handle  uint64
	altered bool // by reading, and no longer what it is to look like

	painter text.Painter
	out     extract.Page
}

var _ extract.Document = (*Document)(nil)

// Open opens the PDF of size bytes in r, which must stay readable until the
// Document is closed. An encrypted one is tried with no password and then with
// each of passwords. The error is ErrPassword, ErrHandler, an
// *extract.FormatError, or one of the engine.
func (e *Engine) Open(ctx context.Context, r io.ReaderAt, size int64, passwords []string) (*Document, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	d := &Document{engine: e, source: r, size: size, passwords: passwords}
	if err := d.load(); err != nil {
		return nil, err
	}
	d.pages = d.guest.count(pageCount, d.handle)
	if err := d.guest.err; err != nil {
		d.unload()
		return nil, err
	}
	return d, nil
}

// load opens the document in a guest, unless it is open.
func (d *Document) load() error {
	if d.guest != nil {
		return nil
	}
	g, err := d.engine.guest()
	if err != nil {
		return err
	}
	d.guest = g
	if err := d.loadContent(); err != nil {
		d.unload()
		return err
	}
	for _, password := range append([]string{""}, d.passwords...) {
		if err = d.loadWith(password); !errors.Is(err, ErrPassword) {
			break
		}
	}
	if err != nil {
		d.unload()
	}
	return err
}

// loadContent copies the file into the guest.
func (d *Document) loadContent() error {
	if d.size > memoryPages<<16 {
		return errFull
	}
	d.content = d.guest.allocate(int(d.size))
	room := d.guest.view(d.content, int(d.size))
	if d.guest.err != nil {
		return d.guest.err
	}
	if _, err := d.source.ReadAt(room, 0); err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	return nil
}

func (d *Document) loadWith(password string) error {
	g := d.guest
	spelled := g.allocate(len(password) + 1)
	copy(g.view(spelled, len(password)+1), password+"\x00")
	d.handle = g.pointer(loadDocument, uint64(d.content), uint64(d.size), uint64(spelled))
	reason := g.call(lastError)
	g.call(free, uint64(spelled))
	switch {
	case g.err != nil:
		return g.err
	case d.handle != 0:
		return nil
	case reason == failedPassword:
		return ErrPassword
	case reason == failedSecurity:
		return ErrHandler
	}
	return &extract.FormatError{Reason: "pdfium cannot open it"}
}

// unload closes the document in its guest and gives that back.
func (d *Document) unload() {
	g := d.guest
	if g == nil {
		return
	}
	if d.handle != 0 {
		g.call(closeDocument, d.handle)
	}
	if d.content != 0 {
		g.call(free, uint64(d.content))
	}
	d.guest, d.handle, d.content, d.altered = nil, 0, 0, false
	d.engine.release(g)
}

// Pages is the number of pages.
func (d *Document) Pages() int { return d.pages }

// Close closes the document.
func (d *Document) Close() error {
	d.unload()
	return nil
}

// on runs f with page n loaded. A guest that breaks in it is replaced when it
// is next needed.
func (d *Document) on(ctx context.Context, n int, f func(page uint64) error) error {
	if n < 1 || n > d.pages {
		return fmt.Errorf("page %d: the document has %d", n, d.pages)
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	err := d.load()
	if err == nil {
		err = d.onLoaded(n, f)
	}
	if d.guest != nil && d.guest.err != nil {
		err = d.guest.err
		d.unload()
	}
	if err != nil {
		return fmt.Errorf("page %d: %w", n, err)
	}
	return nil
}

func (d *Document) onLoaded(n int, f func(page uint64) error) error {
	page := d.guest.pointer(loadPage, d.handle, uint64(n-1))
	if page == 0 {
		return &extract.FormatError{Reason: "page object cannot be read"}
	}
	defer d.guest.call(closePage, page)
	return f(page)
}
