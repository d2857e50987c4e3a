package preflight

import (
	"bytes"
	"fmt"
	"io"
)

const (
	// tailWindow is how far before the end startxref is looked for. Readers
	// take 1 KiB (ISO 32000-1, Annex H, implementation note 18); some servers
	// append more than that of HTML.
	tailWindow = 16 << 10
	// strictTail is the distance from the end within which the fast library
	// wants startxref.
	strictTail = 100
	// startSlack is how far startxref may miss its section: by the length of
	// an edited header line, or by line ends that were converted.
	startSlack = 2 << 10
)

// strictHeader is a header line that every library takes.
const strictHeader = "%PDF-1.7\n"

// A view is a file with its first and last bytes put right. The offsets in
// between are those that its cross-reference sections mean.
type view struct {
	r    io.ReaderAt // the file
	base int64       // where offset 0 lies in it
	body int64       // bytes of it that are shown
	head []byte      // stands over the first bytes, if any
	tail []byte      // follows the body, if any
	size int64       // body and tail
}

// source is the view as a reader, or the file itself where nothing is changed.
func (v *view) source() io.ReaderAt {
	if v.base == 0 && len(v.head) == 0 && len(v.tail) == 0 {
		return v.r
	}
	return v
}

// ReadAt implements io.ReaderAt.
func (v *view) ReadAt(p []byte, off int64) (int, error) {
	if off < 0 {
		return 0, fmt.Errorf("negative offset %d", off)
	}
	n := 0
	if off < v.body {
		want := p[:min(int64(len(p)), v.body-off)]
		got, err := v.r.ReadAt(want, v.base+off)
		if off < int64(len(v.head)) {
			copy(want[:got], v.head[off:])
		}
		if got < len(want) {
			return got, err
		}
		n = got
	}
	if n < len(p) && off+int64(n) < v.size {
		n += copy(p[n:], v.tail[off+int64(n)-v.body:])
	}
	if n < len(p) {
		return n, io.EOF
	}
	return n, nil
}

// at returns up to n bytes at off.
func (v *view) at(off int64, n int) []byte { return readAt(v, v.size, off, n) }

// align makes the view of a file whose header stands at header (-1: nowhere)
// and returns the offset of the last cross-reference section. With an error
// there is none, and the view is the file from its header on.
func align(r io.ReaderAt, size, header int64) (*view, int64, error) {
	v := &view{r: r, body: size, size: size}
	if header < 0 {
		v.head = headOver(r, size, 0)
	}
	eof, start, strict, err := findStart(r, size)
	if err != nil {
		v.base = max(0, header)
		v.body -= v.base
		v.size = v.body
		return v, 0, err
	}
	found, shifted := locate(v, start, max(0, header))
	if found < 0 {
		return v, 0, fmt.Errorf("offset %d: %w", start, errNoSection)
	}
	if shifted {
		v.base = header
		found -= header
	} else if header > 0 {
		v.head = headOver(r, size, header)
	}
	v.body = eof - v.base
	if header >= 0 && len(v.head) == 0 && !isStrictHeader(v.at(0, len(strictHeader)+1)) {
		v.head = headOver(r, size, header)
	}
	if found != start || !strict {
		v.tail = fmt.Appendf(nil, "\nstartxref\n%d\n%%%%EOF\n", found)
	}
	v.size = v.body + int64(len(v.tail))
	return v, found, nil
}

// isStrictHeader reports whether the fast library takes the header line.
func isStrictHeader(b []byte) bool {
	return len(b) > 8 && bytes.HasPrefix(b, []byte("%PDF-1.")) && b[7] >= '0' && b[7] <= '7' && (b[8] == '\r' || b[8] == '\n')
}

// headOver is the strict header, if the bytes that it would stand over are no
// more than the header line and what precedes it.
func headOver(r io.ReaderAt, size, header int64) []byte {
	line := readAt(r, size, header, headerWindow)
	end := bytes.IndexAny(line, "\r\n")
	if end < 0 || header+int64(end) < int64(len(strictHeader)-1) {
		return nil
	}
	return []byte(strictHeader)
}

// findStart reads startxref. eof is the offset behind the end mark, or the
// end of the file; strict tells that the fast library will find it too.
func findStart(r io.ReaderAt, size int64) (eof, start int64, strict bool, err error) {
	from := max(0, size-tailWindow)
	tail := readAt(r, size, from, tailWindow)
	at := bytes.LastIndex(tail, []byte("startxref"))
	if at < 0 {
		return 0, 0, false, fmt.Errorf("no startxref")
	}
	rest := tail[at+len("startxref"):]
	start, after, ok := parseInt(rest)
	if !ok {
		return 0, 0, false, fmt.Errorf("startxref without an offset")
	}
	eof = size
	mark := bytes.Index(after, []byte("%%EOF"))
	if mark >= 0 {
		eof = from + int64(len(tail)-len(after)+mark+len("%%EOF"))
	}
	strict = mark >= 0 && eof-(from+int64(at)) < strictTail && eof >= strictTail &&
		at > 0 && isEOL(tail[at-1]) && isEOL(rest[0])
	return eof, start, strict, nil
}

func isEOL(c byte) bool { return c == '\r' || c == '\n' }

// locate returns where in the file the section that startxref announces
// stands: there, counted from the header (shifted), or a little beside. It is
// -1 when there is none.
func locate(v *view, start, header int64) (off int64, shifted bool) {
	if isSection(v.at(start, sectionProbe)) {
		return start, false
	}
	if header > 0 && isSection(v.at(start+header, sectionProbe)) {
		return start + header, true
	}
	from := max(0, start-startSlack)
	near := v.at(from, 2*startSlack)
	for at := len(near); at > 0; {
		at = bytes.LastIndex(near[:at], []byte("xref"))
		if at < 0 {
			break
		}
		if isSection(near[at:]) && (at == 0 || !isRegular(near[at-1])) {
			return from + int64(at), false
		}
	}
	return -1, false
}

// sectionProbe is enough to tell a section: white space, a comment, and
// "xref" or "n g obj".
const sectionProbe = 256

func isSection(b []byte) bool {
	b = skipSpace(b)
	if hasWord(b, "xref") {
		return true
	}
	_, _, rest, ok := parseObjectMark(b)
	return ok && len(rest) > 0
}

// parseObjectMark reads "n g obj".
func parseObjectMark(b []byte) (num, gen int64, rest []byte, ok bool) {
	if num, b, ok = parseInt(b); !ok {
		return 0, 0, nil, false
	}
	if gen, b, ok = parseInt(b); !ok {
		return 0, 0, nil, false
	}
	b = skipSpace(b)
	if !bytes.HasPrefix(b, []byte("obj")) || len(b) > 3 && isRegular(b[3]) {
		return 0, 0, nil, false
	}
	return num, gen, b[3:], true
}
