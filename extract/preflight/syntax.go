package preflight

import (
	"bytes"
	"errors"
	"strconv"
)

// The objects that the parser returns (ISO 32000-1, 7.3): nil, bool, int64,
// real, name, text, array, dict or ref.
type (
	// real keeps its spelling: no number of the skeleton is a real.
	real string
	name string
	// text is a string as spelled, with its brackets: nothing here needs what
	// it says, and an encrypted one could not be read anyway.
	text  string
	array []any
	dict  map[name]any
	ref   struct{ num, gen int64 }
)

var (
	errShort  = errors.New("object is cut off")
	errSyntax = errors.New("not an object")
)

// maxDepth bounds the nesting of arrays and dictionaries; those of a skeleton
// nest two or three deep, those of a page tree hardly ten.
const maxDepth = 64

// parse reads one object from the front of b and returns what follows it. It
// fails with errShort when b ends before the object does.
func parse(b []byte) (any, []byte, error) { return parseNested(b, 0) }

func parseNested(b []byte, depth int) (any, []byte, error) {
	if depth > maxDepth {
		return nil, b, errSyntax
	}
	b = skipSpace(b)
	if len(b) == 0 {
		return nil, b, errShort
	}
	switch c := b[0]; {
	case c == '/':
		return parseName(b)
	case c == '(':
		return parseLiteral(b)
	case c == '[':
		return parseArray(b[1:], depth)
	case bytes.HasPrefix(b, []byte("<<")):
		return parseDict(b[2:], depth)
	case c == '<':
		return parseHex(b)
	case isDelimiter(c):
		return nil, b, errSyntax
	}
	return parseWord(b)
}

func parseArray(b []byte, depth int) (any, []byte, error) {
	list := array{}
	for {
		b = skipSpace(b)
		if len(b) == 0 {
			return nil, b, errShort
		}
		if b[0] == ']' {
			return list, b[1:], nil
		}
		v, rest, err := parseNested(b, depth+1)
		if err != nil {
			return nil, rest, err
		}
		list, b = append(list, v), rest
	}
}

func parseDict(b []byte, depth int) (any, []byte, error) {
	d := dict{}
	for {
		b = skipSpace(b)
		if len(b) < 2 {
			return nil, b, errShort
		}
		if b[0] == '>' && b[1] == '>' {
			return d, b[2:], nil
		}
		if b[0] != '/' {
			return nil, b, errSyntax
		}
		key, rest, err := parseName(b)
		if err != nil {
			return nil, rest, err
		}
		v, rest, err := parseNested(rest, depth+1)
		if err != nil {
			return nil, rest, err
		}
		d[key.(name)], b = v, rest
	}
}

func parseName(b []byte) (any, []byte, error) {
	n := 1 + wordLength(b[1:])
	if n == len(b) {
		return nil, b, errShort
	}
	return name(unescapeName(b[1:n])), b[n:], nil
}

// unescapeName resolves #xx. A key of the skeleton is never spelled so but to
// hide it.
func unescapeName(b []byte) string {
	if bytes.IndexByte(b, '#') < 0 {
		return string(b)
	}
	var out []byte
	for i := 0; i < len(b); i++ {
		if b[i] == '#' && i+2 < len(b) {
			if v, err := strconv.ParseUint(string(b[i+1:i+3]), 16, 8); err == nil {
				out = append(out, byte(v))
				i += 2
				continue
			}
		}
		out = append(out, b[i])
	}
	return string(out)
}

func parseHex(b []byte) (any, []byte, error) {
	end := bytes.IndexByte(b, '>')
	if end < 0 {
		return nil, b, errShort
	}
	return text(b[:end+1]), b[end+1:], nil
}

func parseLiteral(b []byte) (any, []byte, error) {
	depth := 0
	for i := 0; i < len(b); i++ {
		switch b[i] {
		case '\\':
			i++
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return text(b[:i+1]), b[i+1:], nil
			}
		}
	}
	return nil, b, errShort
}

// parseWord reads a number, a reference, a boolean or null.
func parseWord(b []byte) (any, []byte, error) {
	n := wordLength(b)
	if n == len(b) {
		return nil, b, errShort
	}
	word, rest := string(b[:n]), b[n:]
	switch word {
	case "null":
		return nil, rest, nil
	case "true", "false":
		return word == "true", rest, nil
	}
	i, err := strconv.ParseInt(word, 10, 64)
	if err != nil {
		if _, err := strconv.ParseFloat(word, 64); err != nil {
			return nil, b, errSyntax
		}
		return real(word), rest, nil
	}
	if gen, after, ok := parseReferenceTail(rest); ok && i >= 0 {
		return ref{i, gen}, after, nil
	}
	return i, rest, nil
}

// parseReferenceTail reads the "g R" of an indirect reference.
func parseReferenceTail(b []byte) (gen int64, rest []byte, ok bool) {
	gen, b, ok = parseInt(b)
	if !ok {
		return 0, nil, false
	}
	b = skipSpace(b)
	if len(b) == 0 || b[0] != 'R' || wordLength(b) != 1 {
		return 0, nil, false
	}
	return gen, b[1:], true
}

// parseInt reads an unsigned integer after white space.
func parseInt(b []byte) (int64, []byte, bool) {
	b = skipSpace(b)
	const digits = 18 // more would overflow
	var v int64
	n := 0
	for n < len(b) && n < digits && b[n] >= '0' && b[n] <= '9' {
		v = v*10 + int64(b[n]-'0')
		n++
	}
	if n == 0 || n < len(b) && isRegular(b[n]) {
		return 0, b, false
	}
	return v, b[n:], true
}

// skipSpace drops white space and comments.
func skipSpace(b []byte) []byte {
	for len(b) > 0 {
		switch {
		case isSpace(b[0]):
			b = b[1:]
		case b[0] == '%':
			eol := bytes.IndexAny(b, "\r\n")
			if eol < 0 {
				return nil
			}
			b = b[eol:]
		default:
			return b
		}
	}
	return b
}

func wordLength(b []byte) int {
	for i, c := range b {
		if !isRegular(c) {
			return i
		}
	}
	return len(b)
}

func hasWord(b []byte, word string) bool {
	return bytes.HasPrefix(b, []byte(word)) && wordLength(b) == len(word)
}

func isRegular(c byte) bool { return !isSpace(c) && !isDelimiter(c) }

func isSpace(c byte) bool {
	switch c {
	case 0, '\t', '\n', '\f', '\r', ' ':
		return true
	}
	return false
}

func isDelimiter(c byte) bool {
	switch c {
	case '(', ')', '<', '>', '[', ']', '{', '}', '/', '%':
		return true
	}
	return false
}
