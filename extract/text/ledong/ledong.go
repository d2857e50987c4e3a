// Package ledong reads the objects of a PDF through github.com/ledongthuc/pdf.
//
// Of that library only the reading of cross-references, of indirect objects
// and of encryption is used: Value.Key, Index, Kind, the accessors of
// scalars, and Reader. What it leaves to be wished for is put right from
// outside:
//
//   - It keeps nothing. Here each indirect object is read once and kept within
//     a budget; the references inside it, which the library only follows and
//     never shows, are read out of Value.String.
//   - It cannot be asked for an object by its number. The library is shown the
//     file with one more incremental update at its end, which stands in memory
//     only and holds an array of one reference; see window.
//   - It inflates an object stream anew, and from its start, for every object
//     in it. Here that stream is inflated once and parsed on our own.
//   - It panics, and on loops in a file it reads without end. Panics are
//     recovered into errors, reading is stopped by a budget.
//
// What is put right nowhere is refused, so that another reader takes over:
// RC4 keys under 128 bits, whose object keys the library makes too long. Of a
// hybrid file the library sees what a reader of PDF 1.4 sees, which by the
// standard (ISO 32000-1, 7.5.8.4) is all that is needed to display it.
//
// BUG: a file that makes the library allocate what its cross-reference
// claims, or one whose object stream says it is stored in itself, kills the
// process; only a check of the file before it is opened can catch these.
package ledong

import (
	"errors"
	"fmt"
	"io"

	"github.com/ledongthuc/pdf"

	"mubiao/extract"
	"mubiao/extract/text/object"
	"mubiao/extract/text/recent"
)

// ErrPassword reports a file that none of the given passwords opens.
var ErrPassword = errors.New("encrypted, password needed")

// Budgets of what a document keeps. Both caches may hold twice as much for a
// while.
const (
	// objectsKept is a number of indirect objects. A page of an office
	// program's export takes 2 to 4 of its own, a font 4 to 6.
	objectsKept = 2048
	// bytesKept is for decoded streams that are asked for again: form
	// XObjects, object streams.
	bytesKept = 4 << 20
)

// numbersMost is the most indirect objects that a file may have (ISO 32000-1,
// annex C.2). The library makes room for as many as a file claims.
const numbersMost = 8_388_607

// A document is one opened file.
type document struct {
	object.Meter

	lib    *pdf.Reader
	window *window

	view  pdf.Value // the window's array
	aimed reference // its first element

	trailer   object.Value
	encrypted bool
	aes       bool

	objects    recent.Cache[uint32, object.Value]
	data       recent.Cache[uint32, []byte]
	containers recent.Cache[uint32, *container]
	loading    map[uint32]bool // objects being loaded, to end loops

	pages    []leaf
	raw      []byte // buffer for undecoded streams
	inflater inflater
}

// Open reads the cross-reference of a PDF. The empty password is tried
// first, then the given ones in order. Errors are ErrPassword,
// *extract.UnsupportedError where the library is known to read wrongly, and
// *extract.LimitError for a file whose pages lie beyond the limits, and
// *extract.FormatError for the rest; their Path is empty.
func Open(r io.ReaderAt, size int64, passwords []string, limits object.Limits) (object.Objects, error) {
	d := &document{
		Meter:   object.NewMeter(limits),
		window:  &window{file: r, size: size},
		loading: map[uint32]bool{},
	}
	d.objects.Budget = objectsKept
	d.data.Budget = bytesKept
	d.containers.Budget = bytesKept
	if err := d.open(passwords); err != nil {
		return nil, err
	}
	if d.pages = d.walkPages(); len(d.pages) == 0 {
		if err := d.Exceeded(); err != nil {
			return nil, err
		}
		return nil, &extract.FormatError{Reason: "no pages"}
	}
	return d, nil
}

// open opens the file, extended by the update that lets objects be asked for
// by number, and checks that it is one that the library reads rightly.
func (d *document) open(passwords []string) (err error) {
	defer recovered(&err)
	trailer, xref, err := d.readTrailer()
	if err != nil {
		return err
	}
	if trailer.Key("Size").Int() > numbersMost {
		return &extract.FormatError{Reason: "more objects than a file may have"}
	}
	d.trailer = trailer
	d.window.extend(trailer, xref)
	d.lib, err = d.read(passwords)
	if err != nil || !trailer.has("Encrypt") {
		return err
	}
	encrypt := d.lib.Trailer().Key("Encrypt")
	d.encrypted = true
	d.aes = encrypt.Key("V").Int64() == 4
	if !d.aes && encrypt.Key("Length").Int64() != 128 {
		return &extract.UnsupportedError{Feature: "RC4 key under 128 bits"}
	}
	return nil
}

func (d *document) read(passwords []string) (*pdf.Reader, error) {
	d.window.allow()
	next := func() string {
		for len(passwords) > 0 {
			p := passwords[0]
			passwords = passwords[1:]
			if p != "" { // the library takes it for the end of the list
				return p
			}
		}
		return ""
	}
	lib, err := pdf.NewReaderEncrypted(d.window, d.window.length(), next)
	if errors.Is(err, pdf.ErrInvalidPassword) {
		return nil, ErrPassword
	}
	if err != nil {
		return nil, &extract.FormatError{Reason: err.Error()}
	}
	return lib, nil
}

// recovered turns a panic of the library into a *extract.FormatError.
func recovered(err *error) {
	switch x := recover().(type) {
	case nil:
	default:
		*err = &extract.FormatError{Reason: fmt.Sprint(x)}
	}
}

func (d *document) Trailer() object.Value { return d.trailer }

func (d *document) Close() error { return nil }

// resolve gives the object that r refers to; Null where there is none or
// where it cannot be read.
func (d *document) resolve(r reference) object.Value {
	if v, ok := d.objects.Get(r.number); ok {
		return v
	}
	if d.loading[r.number] {
		return null{}
	}
	d.loading[r.number] = true
	v := d.load(r)
	delete(d.loading, r.number)
	d.objects.Put(r.number, v, 1)
	return v
}

// load reads an indirect object from the file.
func (d *document) load(r reference) (v object.Value) {
	defer func() {
		switch x := recover().(type) {
		case nil:
		case storedIn:
			v = d.unpack(uint32(x), r.number)
		default:
			v = null{}
		}
	}()
	if i := r.number - d.aimed.number; i >= panes || r.generation != d.aimed.generation || d.view.IsNull() {
		d.window.aim(r)
		d.window.allow()
		d.aimed, d.view = r, d.lib.Trailer().Key(windowKey)
	}
	d.window.expect(r.number)
	target := d.view.Index(int(r.number - d.aimed.number))
	d.window.watched = 0
	return d.convert(target, r.number)
}
