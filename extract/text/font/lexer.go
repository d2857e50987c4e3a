package font

import "strconv"

// tokenKind tells the tokens of PostScript apart, as far as CMaps and the
// clear part of Type 1 fonts use them.
type tokenKind uint8

const (
	endToken  tokenKind = iota
	wordToken           // an operator: begincmap, def, [, <<
	nameToken           // /Name, text without the slash
	intToken
	stringToken // (…) or <…>, text decoded
)

type token struct {
	kind tokenKind
	text []byte // valid as long as the lexer's source
	n    int    // of an intToken
}

func (t token) is(word string) bool { return t.kind == wordToken && string(t.text) == word }

// A lexer cuts PostScript into tokens. Nothing in its source is an error to
// it: what it does not understand is a word.
type lexer struct {
	src   []byte
	pos   int
	arena []byte // what the strings that were decoded lie in
}

func (l *lexer) next() token {
	l.skipSpace()
	if l.pos >= len(l.src) {
		return token{}
	}
	switch c := l.src[l.pos]; c {
	case '/':
		l.pos++
		return token{kind: nameToken, text: l.regular()}
	case '(':
		return token{kind: stringToken, text: l.literal()}
	case '<':
		if l.pos+1 < len(l.src) && l.src[l.pos+1] == '<' {
			return l.word(2)
		}
		return token{kind: stringToken, text: l.hex()}
	case '>':
		if l.pos+1 < len(l.src) && l.src[l.pos+1] == '>' {
			return l.word(2)
		}
		return l.word(1)
	case '[', ']', '{', '}', ')':
		return l.word(1)
	}
	text := l.regular()
	if c := text[0]; '0' <= c && c <= '9' || c == '-' {
		if n, err := strconv.Atoi(string(text)); err == nil {
			return token{kind: intToken, text: text, n: n}
		}
	}
	return token{kind: wordToken, text: text}
}

func (l *lexer) word(n int) token {
	l.pos += n
	return token{kind: wordToken, text: l.src[l.pos-n : l.pos]}
}

func (l *lexer) skipSpace() {
	for l.pos < len(l.src) {
		switch c := l.src[l.pos]; {
		case c == '%':
			for l.pos < len(l.src) && l.src[l.pos] != '\n' && l.src[l.pos] != '\r' {
				l.pos++
			}
		case !isSpace(c):
			return
		default:
			l.pos++
		}
	}
}

// regular takes the characters up to white space or a delimiter.
func (l *lexer) regular() []byte {
	start := l.pos
	for l.pos < len(l.src) && !isSpace(l.src[l.pos]) && !isDelimiter(l.src[l.pos]) {
		l.pos++
	}
	return l.src[start:l.pos]
}

// hex decodes <…>; a missing last digit is 0.
func (l *lexer) hex() []byte {
	start := len(l.arena)
	odd, high := false, byte(0)
	for l.pos++; l.pos < len(l.src); l.pos++ {
		c := l.src[l.pos]
		if c == '>' {
			l.pos++
			break
		}
		d, ok := hexDigit(c)
		if !ok {
			continue
		}
		if odd {
			l.arena = append(l.arena, high|d)
		}
		odd, high = !odd, d<<4
	}
	if odd {
		l.arena = append(l.arena, high)
	}
	return l.arena[start:len(l.arena):len(l.arena)]
}

// literal takes (…) with its escapes as they stand but for the backslash:
// in a CMap such strings are names such as (Adobe).
func (l *lexer) literal() []byte {
	start := len(l.arena)
	depth := 0
	for ; l.pos < len(l.src); l.pos++ {
		c := l.src[l.pos]
		switch c {
		case '(':
			if depth++; depth == 1 {
				continue
			}
		case ')':
			if depth--; depth == 0 {
				l.pos++
				return l.arena[start:len(l.arena):len(l.arena)]
			}
		case '\\':
			l.pos++
			if l.pos == len(l.src) {
				continue
			}
			c = l.src[l.pos]
		}
		l.arena = append(l.arena, c)
	}
	return l.arena[start:len(l.arena):len(l.arena)]
}

func isSpace(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0
}

func isDelimiter(c byte) bool {
	switch c {
	case '(', ')', '<', '>', '[', ']', '{', '}', '/', '%':
		return true
	}
	return false
}

func hexDigit(c byte) (byte, bool) {
	switch {
	case '0' <= c && c <= '9':
		return c - '0', true
	case 'a' <= c && c <= 'f':
		return c - 'a' + 10, true
	case 'A' <= c && c <= 'F':
		return c - 'A' + 10, true
	}
	return 0, false
}
