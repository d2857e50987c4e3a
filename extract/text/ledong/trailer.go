package ledong

import (
	"bytes"
	"io"

	"mubiao/extract"
	"mubiao/extract/text/lex"
)

const (
	// headLength is how far into the file its header may stand, and
	// tailLength how far from its end startxref: what Acrobat allows, and
	// rather more after the end, where mail gateways and downloads leave
	// things behind.
	headLength = 1024
	tailLength = 8192
	// sectionLength is how much of a cross-reference section is read at
	// first, in bytes; four times as much each time that it is not all.
	sectionLength = 1 << 14
)

// readTrailer reads the trailer dictionary, or that of the cross-reference
// stream, and gives the offset of the section that it belongs to. Where
// something stands before the header, offsets may count from either.
func (d *document) readTrailer() (trailer *dict, xref int64, err error) {
	head, err := d.bytesAt(0, headLength)
	if err != nil {
		return nil, 0, err
	}
	header := bytes.Index(head, []byte("%PDF-"))
	if header < 0 {
		return nil, 0, &extract.FormatError{Reason: "no header"}
	}
	xref, err = d.startOfXref()
	if err != nil {
		return nil, 0, err
	}
	trailer, err = d.trailerAt(xref)
	if err != nil && header > 0 {
		d.window.size -= int64(header)
		d.window.file = io.NewSectionReader(d.window.file, int64(header), d.window.size)
		trailer, err = d.trailerAt(xref)
	}
	return trailer, xref, err
}

// startOfXref reads where the last cross-reference section is said to start.
func (d *document) startOfXref() (int64, error) {
	tail, err := d.bytesAt(max(0, d.window.size-tailLength), tailLength)
	if err != nil {
		return 0, err
	}
	const word = "startxref"
	i := bytes.LastIndex(tail, []byte(word))
	if i < 0 {
		return 0, &extract.FormatError{Reason: "no startxref"}
	}
	var l lex.Lexer
	l.Reset(tail[i+len(word):])
	start := l.Next()
	if start.Kind != lex.Integer || start.Num < 0 || start.Num >= float64(d.window.size) {
		return 0, &extract.FormatError{Reason: "startxref leads out of the file"}
	}
	return int64(start.Num), nil
}

// trailerAt reads the dictionary of the cross-reference section at an offset.
func (d *document) trailerAt(offset int64) (*dict, error) {
	for n := int64(sectionLength); ; n *= 4 {
		section, err := d.bytesAt(offset, n)
		if err != nil {
			return nil, err
		}
		if trailer := d.trailerIn(section); trailer != nil {
			return trailer, nil
		}
		if int64(len(section)) < n {
			return nil, &extract.FormatError{Reason: "no trailer"}
		}
	}
}

// trailerIn finds the dictionary in a cross-reference section; nil if this is
// none or if it does not end there.
func (d *document) trailerIn(section []byte) *dict {
	p := parser{doc: d}
	p.lex.Reset(section)
	switch first := p.lex.Next(); {
	case string(first.Bytes) == "xref":
		i := bytes.Index(section, []byte("trailer"))
		if i < 0 {
			return nil
		}
		p.lex.Pos = i + len("trailer")
	case first.Kind == lex.Integer: // an indirect object
		if generation, obj := p.lex.Next(), p.lex.Next(); generation.Kind != lex.Integer || string(obj.Bytes) != "obj" {
			return nil
		}
	default:
		return nil
	}
	v, _ := p.value(p.lex.Next(), 0)
	trailer, ok := v.(*dict)
	if !ok || p.lex.Pos >= len(section) && !bytes.HasSuffix(section, []byte(">>")) {
		return nil
	}
	return trailer
}

// bytesAt reads up to n bytes of the file.
func (d *document) bytesAt(offset, n int64) ([]byte, error) {
	b := make([]byte, max(0, min(n, d.window.size-offset)))
	got, err := d.window.file.ReadAt(b, offset)
	if err != nil && err != io.EOF {
		return nil, err
	}
	return b[:got], nil
}
