package font

import (
	"bytes"
	"strconv"
	"strings"
)

// A type1 is the Encoding in the clear part of a Type 1 font (Adobe Type 1
// Font Format, 2.2).
type type1 struct {
	names    [256]string
	standard bool // StandardEncoding
}

func parseType1(b []byte) program {
	t := new(type1)
	start := bytes.Index(b, []byte("/Encoding"))
	if start < 0 {
		return nil
	}
	l := lexer{src: b, pos: start + len("/Encoding")}
	for first := true; ; first = false {
		switch tok := l.next(); {
		case tok.kind == endToken, tok.is("def"), tok.is("readonly"):
			return t
		case first && tok.is("StandardEncoding"):
			t.standard = true
			return t
		case tok.is("dup"):
			code, name := l.next(), l.next()
			if n, ok := code.number(); ok && name.kind == nameToken && 0 <= n && n < 256 {
				t.names[n] = string(name.text)
			}
		}
	}
}

// number reads an integer, also one with a radix such as 8#101.
func (t token) number() (int, bool) {
	if t.kind == intToken {
		return t.n, true
	}
	base, digits, ok := strings.Cut(string(t.text), "#")
	if !ok || t.kind != wordToken {
		return 0, false
	}
	radix, err := strconv.Atoi(base)
	if err != nil || radix < 2 || radix > 36 {
		return 0, false
	}
	n, err := strconv.ParseInt(digits, radix, 32)
	return int(n), err == nil
}

func (t *type1) charText(code byte) string {
	if t.standard {
		return openCore14().standard[code]
	}
	return glyphText(t.names[code])
}

func (t *type1) nameText(string) string  { return "" }
func (t *type1) glyphText(uint32) string { return "" }
