package text

import (
	"bytes"
	"compress/flate"
	"io"

	"mubiao/extract"
	"mubiao/extract/text/lex"
)

// An inlineHeader is what the dictionary of an inline image says (ISO
// 32000-1, 8.9.7).
type inlineHeader struct {
	width, height int
	bits          int
	components    int // of a colour; 0 if not known
	filter        string
	filters       int
	length        int // of the body; -1 if not said
}

// inlineImage handles BI: it reads the dictionary and passes over the body.
// The operands of BI are what has been collected so far and of no use.
func (in *interpreter) inlineImage() {
	in.clearOperands()
	for {
		t := in.lex.Next()
		switch t.Kind {
		case lex.End:
			in.fault("inline image without a body")
			return
		case lex.ArrayOpen, lex.DictOpen:
			in.open = append(in.open, len(in.operands))
			in.operands = append(in.operands, t)
			continue
		case lex.ArrayClose, lex.DictClose:
			if len(in.open) > 0 {
				in.closeContainer()
			}
			continue
		case lex.Keyword:
			if string(t.Bytes) == "EI" { // no body at all
				return
			}
			if string(t.Bytes) != "ID" {
				break
			}
			in.open = in.open[:0]
			h := in.inlineHeader()
			in.skipBody(h)
			in.paintPicture(extract.Picture{Width: h.width, Height: h.height})
			return
		}
		if len(in.operands) < operandsMost {
			in.operands = append(in.operands, t)
		}
	}
}

// inlineHeader reads the entries collected in operands.
func (in *interpreter) inlineHeader() inlineHeader {
	h := inlineHeader{bits: 8, length: -1}
	entries := in.operands
	for i := 0; i+1 < len(entries); {
		key, value := entries[i], entries[i+1]
		inside := entries[i+2 : min(i+2+int(value.Span), len(entries))]
		i += 2 + int(value.Span)
		if key.Kind == lex.Name {
			in.inlineEntry(&h, string(key.Bytes), value, inside)
		}
	}
	return h
}

func (in *interpreter) inlineEntry(h *inlineHeader, key string, value lex.Token, inside []lex.Token) {
	const dimensionMost = 1 << 20
	number := func() int { return int(min(max(value.Num, 0), dimensionMost)) }
	switch key {
	case "W", "Width":
		h.width = number()
	case "H", "Height":
		h.height = number()
	case "BPC", "BitsPerComponent":
		h.bits = number()
	case "IM", "ImageMask":
		if string(value.Bytes) == "true" {
			h.bits, h.components = 1, 1
		}
	case "L", "Length":
		if value.Kind == lex.Integer {
			h.length = int(value.Num)
		}
	case "CS", "ColorSpace":
		switch {
		case value.Kind == lex.Name:
			h.components = max(in.resources.colorSpace(value.Bytes).inlineWidth(), h.components)
		case len(inside) > 0: // only Indexed may be written out
			h.components = 1
		}
	case "F", "Filter":
		if value.Kind == lex.Name {
			inside = []lex.Token{value}
		}
		h.filters = len(inside)
		if len(inside) > 0 {
			h.filter = string(inside[0].Bytes)
		}
	}
}

// inlineWidth is how many components a sample has in this space; 0 if that is
// not known.
func (s *colorSpace) inlineWidth() int {
	switch {
	case s.family == indexed:
		return 1
	case s.family == subtractive && s.first == 1: // DeviceN may have any number
		return 0
	}
	return s.width
}

// skipBody moves past the body of an inline image and its EI. Where the body
// ends is taken from the first of these that leads to an EI: the length that
// the dictionary gives; the length that follows from the dimensions; the end
// that the data's own format marks; the first EI that stands alone and that
// content follows.
func (in *interpreter) skipBody(h inlineHeader) {
	src := in.lex.Source()
	if in.lex.Pos < len(src) && lex.White(src[in.lex.Pos]) {
		in.lex.Pos++ // one white space after ID belongs to it
	}
	body := src[in.lex.Pos:]
	for _, n := range [...]int{h.length, h.rawLength(), encodedLength(h.filter, body)} {
		if n < 0 || n > len(body) {
			continue
		}
		if end, ok := endAfter(body, n); ok {
			in.lex.Pos += end
			return
		}
	}
	if end, ok := findEnd(body); ok {
		in.lex.Pos += end
		return
	}
	in.fault("inline image without an end")
	in.lex.Pos = len(src)
}

// rawLength is the length of an unfiltered body; -1 if it is filtered or not
// known.
func (h *inlineHeader) rawLength() int {
	if h.filters > 0 || h.components == 0 || h.bits == 0 || h.bits > 16 {
		return -1
	}
	row := (h.width*h.components*h.bits + 7) / 8
	return row * h.height
}

// endAfter looks for EI after n bytes of body, with white space at most
// before it, and gives the offset after it.
func endAfter(body []byte, n int) (end int, ok bool) {
	for n < len(body) && lex.White(body[n]) {
		n++
	}
	if !bytes.HasPrefix(body[n:], []byte("EI")) {
		return 0, false
	}
	n += len("EI")
	return n, n == len(body) || !lex.Regular(body[n])
}

// findEnd looks for the first EI between white space that plausible content
// follows.
func findEnd(body []byte) (end int, ok bool) {
	for at := 0; ; {
		i := bytes.Index(body[at:], []byte("EI"))
		if i < 0 {
			return 0, false
		}
		at += i + len("EI")
		before := at - len("EI") - 1
		if before >= 0 && !lex.White(body[before]) || at < len(body) && lex.Regular(body[at]) {
			continue
		}
		if plausible(body[at:]) {
			return at, true
		}
	}
}

// Pieces of picture data may happen to read as content for a while;
// plausibleTokens in a row without a fault do not.
const plausibleTokens = 12

// plausible reports whether content begins here: tokens without a fault that
// lead to known operators, or the end of the stream.
func plausible(src []byte) bool {
	var l lex.Lexer
	l.Reset(src)
	for range plausibleTokens {
		t := l.Next()
		if l.Fault != "" {
			return false
		}
		switch t.Kind {
		case lex.End:
			return true
		case lex.Keyword:
			if findOperator(t.Bytes) == nil && !literal(t.Bytes) {
				return false
			}
		case lex.Name:
			if !printable(t.Bytes) {
				return false
			}
		}
	}
	return true
}

func printable(name []byte) bool {
	for _, c := range name {
		if c < ' ' || c == 0x7F {
			return false
		}
	}
	return true
}

// encodedLength is how long a body is by the marks of its own format, that of
// the outermost filter; -1 if it has none.
func encodedLength(filter string, body []byte) int {
	switch filter {
	case "Fl", "FlateDecode":
		return deflatedLength(body)
	case "A85", "ASCII85Decode":
		if i := bytes.Index(body, []byte("~>")); i >= 0 {
			return i + len("~>")
		}
	case "AHx", "ASCIIHexDecode":
		return bytes.IndexByte(body, '>') + 1
	case "RL", "RunLengthDecode":
		return runsLength(body)
	case "DCT", "DCTDecode":
		return jpegLength(body)
	}
	return -1
}

// deflatedLength finds the end of zlib data by inflating it.
func deflatedLength(body []byte) int {
	const header, checksum = 2, 4
	if len(body) < header {
		return -1
	}
	src := bytes.NewReader(body[header:])
	if _, err := io.Copy(io.Discard, io.LimitReader(flate.NewReader(src), inlineMost)); err != nil {
		return -1
	}
	n := len(body) - src.Len()
	if _, ok := endAfter(body, n); ok { // some writers leave the checksum out
		return n
	}
	return n + checksum
}

// inlineMost bounds the pixels' bytes of an inline image, which is meant for
// a few kilobytes.
const inlineMost = 64 << 20

// runsLength finds the end-of-data mark of run-length coding.
func runsLength(body []byte) int {
	for i := 0; i < len(body); {
		switch n := int(body[i]); {
		case n == 128:
			return i + 1
		case n < 128:
			i += 1 + n + 1
		default:
			i += 2
		}
	}
	return -1
}

// jpegLength follows the segments of a JPEG to its end-of-image mark.
func jpegLength(body []byte) int {
	const (
		marker     = 0xFF
		startImage = 0xD8
		endImage   = 0xD9
	)
	i := 0
	for i+1 < len(body) {
		if body[i] != marker {
			i++ // coded data
			continue
		}
		switch m := body[i+1]; {
		case m == endImage:
			return i + 2
		case m == 0 || m == marker || m == startImage || m >= 0xD0 && m < startImage:
			i += 2
			if m == marker {
				i-- // a fill byte
			}
		case i+3 < len(body): // a segment with its length; coded data may follow
			i += 2 + int(body[i+2])<<8 + int(body[i+3])
		default:
			return -1
		}
	}
	return -1
}
