package ladder

import (
	"cmp"
	"fmt"
	"math"

	"mubiao/extract"
	"mubiao/extract/text"
	"mubiao/extract/text/object"
)

// Limits bound what is read of a file. A field that is 0 takes its default.
// PDFium has none but those of Size and Pages: what it may take is memory.
type Limits struct {
	Size      int64 // bytes of the file; default DefaultSize
	Pages     int   // default DefaultPages
	Stream    int   // bytes that a stream, or the content of a page, decodes to; default object.DefaultStream
	Operators int   // of a page and its forms; default text.DefaultOperators
	Nesting   int   // levels of forms, arrays and dictionaries; default object.DefaultNesting
}

// Defaults of Limits.
const (
	DefaultSize  = 1 << 30
	DefaultPages = 5000
)

// Unlimited are limits that no file reaches.
var Unlimited = Limits{math.MaxInt64, math.MaxInt, math.MaxInt, math.MaxInt, math.MaxInt}

func (l Limits) withDefaults() Limits {
	return Limits{
		Size:      cmp.Or(l.Size, DefaultSize),
		Pages:     cmp.Or(l.Pages, DefaultPages),
		Stream:    cmp.Or(l.Stream, object.DefaultStream),
		Operators: cmp.Or(l.Operators, text.DefaultOperators),
		Nesting:   cmp.Or(l.Nesting, object.DefaultNesting),
	}
}

func (l Limits) ofObjects() object.Limits {
	return object.Limits{Stream: l.Stream, Nesting: l.Nesting}
}

func (l Limits) ofPages() text.Limits {
	return text.Limits{Operators: l.Operators, Decoded: l.Stream, FormDepth: l.Nesting}
}

// checkSize refuses a file that is too large, or a text that is: it is kept as
// a whole.
func (l Limits) checkSize(path string, size int64, plain bool) error {
	switch {
	case size > l.Size:
		return tooLarge(path, extract.LimitSize, "a file of %d bytes, the limit is %s", size, extract.Bytes(l.Size))
	case plain && size > int64(l.Stream):
		return tooLarge(path, extract.LimitStream, "text of %d bytes, the limit is %s", size, extract.Bytes(l.Stream))
	}
	return nil
}

// checkPages refuses a document of too many pages.
func (l Limits) checkPages(path string, doc extract.Document) error {
	if n := doc.Pages(); n > l.Pages {
		return tooLarge(path, extract.LimitPages, "it has %d pages, the limit is %d", n, l.Pages)
	}
	return nil
}

func tooLarge(path string, limit extract.Limit, format string, args ...any) error {
	return &extract.LimitError{Path: path, Reason: fmt.Sprintf(format, args...), Limit: limit}
}
