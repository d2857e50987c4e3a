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
	var t Token
	l.Read(&t)
	return t
}

// Read is Next without the copy.
func (l *Lexer) Read(t *Token) {
	if l.Fault != "" {
		l.Fault = ""
	}
	for l.skipBlank() {
		switch c := l.src[l.Pos]; start[c] {
		case startNumber:
			l.number(t)
		case startKeyword:
			l.keyword(t)
		case '/':
			l.name(t)
		case '(':
			l.literal(t)
		case '<':
			l.angle(t)
		case '[':
			l.Pos++
			*t = Token{Kind: ArrayOpen}
		case ']':
			l.Pos++
			*t = Token{Kind: ArrayClose}
		default:
			l.Pos++
			if c == '>' && l.Pos < len(l.src) && l.src[l.Pos] == '>' {
				l.Pos++
				*t = Token{Kind: DictClose}
				return
			}
			l.Fault = "stray delimiter " + string(rune(c))
			continue
		}
		return
	}
	*t = Token{}
}

// What a token is by its first byte: a delimiter stands for itself.
const (
	startKeyword = 1
	startNumber  = 2
)

var start = func() (kinds [256]uint8) {
	for c := range kinds {
		switch {
		case c >= '0' && c <= '9' || c == '-' || c == '.' || c == '+':
			kinds[c] = startNumber
		case class[c] == regular:
			kinds[c] = startKeyword
		default:
			kinds[c] = uint8(c)
		}
	}
	return kinds
}()

// angle reads what begins with <: a dictionary or a hexadecimal string.
func (l *Lexer) angle(t *Token) {
	l.Pos++
	if l.Pos < len(l.src) && l.src[l.Pos] == '<' {
		l.Pos++
		*t = Token{Kind: DictOpen}
		return
	}
	l.hexadecimal(t)
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

func (l *Lexer) keyword(t *Token) {
	src, i := l.src, l.Pos
	for i < len(src) && class[src[i]] == regular {
		i++
	}
	*t = Token{Kind: Keyword, Bytes: src[l.Pos:i]}
	l.Pos = i
}

func (l *Lexer) name(t *Token) {
	src, start := l.src, l.Pos+1
	i, escaped := start, false
	for i < len(src) && class[src[i]] == regular {
		escaped = escaped || src[i] == '#'
		i++
	}
	l.Pos = i
	if !escaped {
		*t = Token{Kind: Name, Bytes: src[start:i]}
		return
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
	*t = Token{Kind: Name, Bytes: l.since(from)}
}

// since is what was decoded from an offset on.
func (l *Lexer) since(from int) []byte {
	return l.decoded[from:len(l.decoded):len(l.decoded)]
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
