package text

import (
	"context"
	"fmt"

	"mubiao/extract"
	"mubiao/extract/text/object"
	"mubiao/extract/text/recent"
)

// How many fonts and resource dictionaries a document keeps; for a while it
// may be twice as many. A page of an office document uses 2 to 6 fonts.
const (
	facesKept     = 32
	resourcesKept = 32
)

// A Document reads the pages of an opened file. It is not safe for concurrent
// use.
type Document struct {
	// Limits may be set before the first call of Page.
	Limits Limits
	// Disputing may be set before each call of Page: the fonts are then asked
	// whether its characters may be others; see Disputes.
	Disputing bool

	objs      object.Objects
	reader    extract.Reader
	optional  *optional // nil until first needed
	faces     recent.Cache[uint64, *face]
	resources recent.Cache[uint64, *resources]
	interp    interpreter
}

var _ extract.Document = (*Document)(nil)

// New reads pages from objs and closes it in the end. The reader is what
// Page.Reader says.
func New(objs object.Objects, reader extract.Reader) *Document {
	d := &Document{objs: objs, reader: reader}
	d.faces.Budget = facesKept
	d.resources.Budget = resourcesKept
	d.interp.doc = d
	return d
}

// Pages is the number of pages.
func (d *Document) Pages() int { return d.objs.Pages() }

// Close closes the objects.
func (d *Document) Close() error { return d.objs.Close() }

// Page reads page n, from 1. The slices of the page it returns are used again
// by the next call: what is to last longer must be copied. Doubts about the
// page are in its Problems; the error is that of ctx, or says that there is
// no such page.
func (d *Document) Page(ctx context.Context, n int) (*extract.Page, error) {
	if n < 1 || n > d.objs.Pages() {
		return nil, fmt.Errorf("the document has %d pages", d.objs.Pages())
	}
	dict := d.objs.Page(n)
	if dict.Kind() != object.Dict {
		return nil, &extract.FormatError{Reason: "page object cannot be read"}
	}
	page, err := d.interp.page(ctx, dict)
	if err != nil {
		return nil, err
	}
	page.Number, page.Reader = n, d.reader
	return page, nil
}
