package text

import (
	"cmp"
	"fmt"

	"mubiao/extract"
	"mubiao/extract/text/object"
)

// Limits bound what one page may cost. A field that is 0 takes its default.
type Limits struct {
	Operators int // operators run, those of form XObjects included; default DefaultOperators
	FormDepth int // form XObjects within one another; default object.DefaultNesting
	Decoded   int // bytes of content, each run of a form counted; default object.DefaultStream
	Saved     int // graphics states saved (q); further ones are not; default 4096
	Glyphs    int // default 250,000
	Rulings   int // default 250,000
	Problems  int // problems recorded, further ones are only counted; default 32
}

// DefaultOperators is that of Limits.Operators.
const DefaultOperators = 5_000_000

// withDefaults fills in the fields that are 0. The defaults are far above the
// fullest page of the documents that the reader was tried on: 21,093 operators,
// 8,049 glyphs, 572 rulings, 176 kB of content. Together they take some 150 MiB.
func (l Limits) withDefaults() Limits {
	return Limits{
		Operators: cmp.Or(l.Operators, DefaultOperators),
		FormDepth: cmp.Or(l.FormDepth, object.DefaultNesting),
		Decoded:   cmp.Or(l.Decoded, object.DefaultStream),
		Saved:     cmp.Or(l.Saved, 4096),
		Glyphs:    cmp.Or(l.Glyphs, 250_000),
		Rulings:   cmp.Or(l.Rulings, 250_000),
		Problems:  cmp.Or(l.Problems, 32),
	}
}

// beyond is the error of a page that is beyond a limit.
func beyond(limit extract.Limit, format string, args ...any) error {
	return &extract.LimitError{Reason: fmt.Sprintf(format, args...), Limit: limit}
}

func (l Limits) tooMuchContent() error {
	return beyond(extract.LimitStream, "content of more than %s", extract.Bytes(l.Decoded))
}

func (l Limits) tooManyOperators() error {
	return beyond(extract.LimitOperators, "more than %d operators", l.Operators)
}

func (l Limits) tooDeep() error {
	return beyond(extract.LimitNesting, "forms nested more than %d deep", l.FormDepth)
}

func (l Limits) tooManyGlyphs() error {
	return beyond("", "more than %d characters on a page", l.Glyphs)
}

func (l Limits) tooManyRulings() error {
	return beyond("", "more than %d rulings on a page", l.Rulings)
}
