package ledong

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"strconv"

	"mubiao/extract/text/lex"
	"mubiao/extract/text/object"
)

// A window is the file as the library sees it. Before the file's own bytes it
// puts a header of the one form that the library accepts; after them it adds
// an incremental update (ISO 32000-1, 7.5.6) with one object, an array of
// references to panes objects of consecutive numbers. It is rewritten where
// other numbers are wanted; as the library keeps nothing, it then reads the
// array anew and follows what stands there now.
type window struct {
	file io.ReaderAt
	size int64

	update []byte // what follows the file; nil until extend
	slots  int    // offset of the references in update

	watched uint32 // the object whose first read is being waited for
	left    int64  // bytes that may be read before the next allow
}

// panes is how many references the array holds. Objects that are used
// together are numbered together, and an array of few takes hardly longer to
// read than one of one.
const panes = 8

// windowKey is the trailer's entry for the array.
const windowKey = "MubiaoWindow"

// readFactor is how many times the size of the file the library may read for
// one object. Reading an object takes its own bytes once; only a loop of
// cross-references takes more than all.
const (
	readFactor = 4
	readSlack  = 1 << 20
)

var errTooMuchRead = errors.New("reads the file without end")

// storedIn is what ReadAt panics with when the watched object turns out to be
// kept in the object stream of this number: the library is stopped before it
// inflates it.
type storedIn uint32

// header is what the library is shown at the start of every file: it refuses
// versions from 2.0, blanks after the version, and anything before it.
const header = "%PDF-1.7\n"

func (w *window) length() int64 { return w.size + int64(len(w.update)) }

func (w *window) allow() { w.left = readFactor*w.size + readSlack }

// aim makes the array refer to r and to those of the numbers after it.
func (w *window) aim(r reference) {
	at := w.slots
	for i := range uint32(panes) {
		number, generation := r.number+i, r.generation
		for j := numberDigits - 1; j >= 0; j-- {
			w.update[at+j] = '0' + byte(number%10)
			number /= 10
		}
		at += numberDigits + 1
		for j := generationDigits - 1; j >= 0; j-- {
			w.update[at+j] = '0' + byte(generation%10)
			generation /= 10
		}
		at += generationDigits + len(" R ")
	}
}

// expect gets ready for the library to read the object of this number.
func (w *window) expect(number uint32) {
	w.watched = number
	w.allow()
}

// How many digits a reference in the array has: all that the numbers can
// have, so that each takes the same room.
const (
	numberDigits     = 10
	generationDigits = 5
)

// ReadAt reads from the file and, past its end, from the update.
func (w *window) ReadAt(p []byte, off int64) (int, error) {
	if w.left -= int64(len(p)); w.left < 0 {
		panic(errTooMuchRead)
	}
	if off < 0 {
		return 0, io.ErrUnexpectedEOF
	}
	n := 0
	if off < w.size {
		var err error
		n, err = w.file.ReadAt(p[:min(int64(len(p)), w.size-off)], off)
		if err != nil && err != io.EOF {
			return n, err
		}
		if off < int64(len(header)) {
			copy(p[:n], header[off:])
		}
		w.watch(p[:n])
	}
	if n < len(p) && off+int64(n) >= w.size {
		if rest := off + int64(n) - w.size; rest < int64(len(w.update)) {
			n += copy(p[n:], w.update[rest:])
		}
	}
	if n < len(p) {
		return n, io.EOF
	}
	return n, nil
}

// watch looks at the first bytes that are read from the file for the watched
// object. Where another object begins there, the watched one is inside it.
func (w *window) watch(p []byte) {
	if w.watched == 0 {
		return
	}
	number := w.watched
	w.watched = 0
	var l lex.Lexer
	l.Reset(p)
	found, generation, obj := l.Next(), l.Next(), l.Next()
	if found.Kind != lex.Integer || generation.Kind != lex.Integer || string(obj.Bytes) != "obj" {
		return
	}
	if uint32(found.Num) != number {
		panic(storedIn(found.Num))
	}
}

// sizeMost is the /Size of the update where the file has a cross-reference
// table. The library drops the entries past /Size; programs that merge files
// (pdfunite among them) write one that is too small.
const sizeMost = 1 << 31

// extend writes the update to a file with this trailer and cross-reference.
// It has a cross-reference table or stream as the file has, because the
// library follows /Prev only between equals. The array takes number 0, which
// no object of a file has, and generation 1, which keeps the free entry that
// every file has there from covering it.
func (w *window) extend(trailer *dict, xref int64) {
	out := []byte("\n0 1 obj\n[")
	w.slots = len(out)
	for range panes {
		out = fmt.Appendf(out, "%0*d %0*d R ", numberDigits, 0, generationDigits, 0)
	}
	out = append(out, "]\nendobj\n"...)
	array := w.size + 1
	table := w.size + int64(len(out))
	entries := fmt.Appendf(nil, "/%s 0 1 R /Prev %d ", windowKey, xref)
	for _, k := range []string{"Root", "Encrypt", "ID"} {
		if v, ok := trailer.entries[k]; ok {
			entries = append(entries, "/"+k+" "...)
			entries = append(appendSyntax(entries, v), ' ')
		}
	}
	if trailer.Key("Type").Name() == "XRef" {
		row := binary.BigEndian.AppendUint64([]byte{1}, uint64(array))
		row = append(row, 0, 1)
		out = fmt.Appendf(out, "0 2 obj\n<</Type/XRef/Size %d/W[1 8 2]/Index[0 1]/Length %d %s>>\nstream\n%s\nendstream\nendobj\n",
			trailer.Key("Size").Int(), len(row), entries, row)
	} else {
		out = fmt.Appendf(out, "xref\n0 1\n%010d 00001 n \ntrailer\n<</Size %d %s>>\n", array, sizeMost, entries)
	}
	w.update = fmt.Appendf(out, "startxref\n%d\n%%%%EOF\n", table)
}

// appendSyntax writes a value as PDF syntax. The entries of a trailer that
// are copied hold no streams.
func appendSyntax(out []byte, v object.Value) []byte {
	switch v := v.(type) {
	case reference:
		return fmt.Appendf(out, "%d %d R", v.number, v.generation)
	case boolean:
		return strconv.AppendBool(out, v.v)
	case integer:
		return strconv.AppendInt(out, v.v, 10)
	case real:
		return strconv.AppendFloat(out, v.v, 'f', -1, 64)
	case text:
		return fmt.Appendf(out, "<%x>", v.s)
	case name:
		return appendName(out, v.s)
	case *array:
		out = append(out, '[')
		for _, e := range v.elements {
			out = append(appendSyntax(out, e), ' ')
		}
		return append(out, ']')
	case *dict:
		out = append(out, "<<"...)
		for k, e := range v.entries {
			out = append(appendName(out, k), ' ')
			out = append(appendSyntax(out, e), ' ')
		}
		return append(out, ">>"...)
	}
	return append(out, "null"...)
}

func appendName(out []byte, s string) []byte {
	out = append(out, '/')
	for i := range len(s) {
		out = fmt.Appendf(out, "#%02x", s[i])
	}
	return out
}
