// Package lex cuts the bytes of content streams and object streams into the
// tokens of PDF syntax (ISO 32000-1, 7.2 and 7.3).
//
// It never fails: what breaks the syntax is mended the way that loses least
// of what follows, and named in Fault.
package lex

// Kind is the type of a Token.
type Kind uint8

// The kinds of token. A Keyword is any regular word that is no number:
// operators, true, false, null, R.
const (
	End Kind = iota
	Integer
	Real
	String // decoded: escapes and hexadecimal digits resolved
	Name   // without the slash, #xx resolved
	Keyword
	ArrayOpen
	ArrayClose
	DictOpen
	DictClose
)

// A Token is one token. Bytes points into the source where it can and
// otherwise into memory of the Lexer that stays as it is until Reset or
// Forget.
type Token struct {
	Kind  Kind
	Span  int32   // free for the reader: the number of tokens inside a container
	Num   float64 // of Integer and Real
	Bytes []byte  // of String, Name and Keyword
}

// Number reports whether the token is an Integer or a Real.
func (t *Token) Number() bool { return t.Kind == Integer || t.Kind == Real }

// A Lexer reads tokens from a source. Its zero value reads nothing.
type Lexer struct {
	// Pos is the offset of the next byte to read. It may be set.
	Pos int
	// Fault says what was wrong with the last token; empty if nothing was.
	Fault string

	src     []byte
	decoded []byte // what escaped strings and names decode to
}

// Reset makes l read src from its start.
func (l *Lexer) Reset(src []byte) {
	l.src, l.Pos, l.Fault = src, 0, ""
	l.Forget()
}

// Source is what l reads.
func (l *Lexer) Source() []byte { return l.src }

// Forget lets l use again the memory behind the tokens handed out so far.
func (l *Lexer) Forget() { l.decoded = l.decoded[:0] }

const (
	regular = iota
	white
	delimiter
)

// class is the class of every byte (ISO 32000-1, tables 1 and 2).
var class = [256]uint8{
	0: white, '\t': white, '\n': white, '\f': white, '\r': white, ' ': white,
	'(': delimiter, ')': delimiter, '<': delimiter, '>': delimiter,
	'[': delimiter, ']': delimiter, '{': delimiter, '}': delimiter,
	'/': delimiter, '%': delimiter,
}

// White reports whether c is white space.
func White(c byte) bool { return class[c] == white }

// Regular reports whether c is neither white space nor a delimiter.
func Regular(c byte) bool { return class[c] == regular }

// Next reads the next token; its Kind is End after the last one.
func (l *Lexer) Next() Token {
	if l.Fault != "" {
		l.Fault = ""
	}
	for l.skipBlank() {
		c := l.src[l.Pos]
		switch {
		case c >= '0' && c <= '9' || c == '-' || c == '.' || c == '+':
			return l.number()
		case class[c] == regular:
			return l.keyword()
		case c == '/':
			return l.name()
		case c == '(':
			return l.literal()
		}
		l.Pos++
		switch c {
		case '[':
			return Token{Kind: ArrayOpen}
		case ']':
			return Token{Kind: ArrayClose}
		case '<':
			if l.Pos < len(l.src) && l.src[l.Pos] == '<' {
				l.Pos++
				return Token{Kind: DictOpen}
			}
			return l.hexadecimal()
		case '>':
			if l.Pos < len(l.src) && l.src[l.Pos] == '>' {
				l.Pos++
				return Token{Kind: DictClose}
			}
		}
		l.Fault = "stray delimiter " + string(rune(c))
	}
	return Token{}
}

// skipBlank moves past white space and comments, and reports whether
// anything follows.
func (l *Lexer) skipBlank() bool {
	src, i := l.src, l.Pos
	for i < len(src) {
		switch c := src[i]; {
		case class[c] == white:
			i++
		case c == '%':
			for i < len(src) && src[i] != '\n' && src[i] != '\r' {
				i++
			}
		default:
			l.Pos = i
			return true
		}
	}
	l.Pos = i
	return false
}

func (l *Lexer) keyword() Token {
	src, i := l.src, l.Pos
	for i < len(src) && class[src[i]] == regular {
		i++
	}
	t := Token{Kind: Keyword, Bytes: src[l.Pos:i]}
	l.Pos = i
	return t
}

func (l *Lexer) name() Token {
	src, start := l.src, l.Pos+1
	i, escaped := start, false
	for i < len(src) && class[src[i]] == regular {
		escaped = escaped || src[i] == '#'
		i++
	}
	l.Pos = i
	if !escaped {
		return Token{Kind: Name, Bytes: src[start:i]}
	}
	from := len(l.decoded)
	for raw := src[start:i]; len(raw) > 0; {
		if raw[0] == '#' && len(raw) > 2 && digit(raw[1]) >= 0 && digit(raw[2]) >= 0 {
			l.decoded = append(l.decoded, byte(digit(raw[1])<<4|digit(raw[2])))
			raw = raw[3:]
			continue
		}
		l.decoded = append(l.decoded, raw[0])
		raw = raw[1:]
	}
	return Token{Kind: Name, Bytes: l.decoded[from:len(l.decoded):len(l.decoded)]}
}

// digit is the value of a hexadecimal digit, -1 for any other byte.
func digit(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c >= 'a' && c <= 'f':
		return int(c-'a') + 10
	case c >= 'A' && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}
