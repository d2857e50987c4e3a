package lex

import "bytes"

// literal reads a string in parentheses. One without escapes is handed out
// as it stands in the source.
func (l *Lexer) literal(t *Token) {
	src, start := l.src, l.Pos+1
	depth := 1
	for i := start; i < len(src); i++ {
		switch src[i] {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				l.Pos = i + 1
				*t = Token{Kind: String, Bytes: src[start:i]}
				return
			}
		case '\\', '\r':
			l.escaped(t, start, i, depth)
			return
		}
	}
	l.unclosed(t, start)
}

// unclosed takes a string that is never closed to end with its line, so that
// the operators after it are not lost.
func (l *Lexer) unclosed(t *Token, start int) {
	l.Fault = "string without an end"
	rest := l.src[start:]
	if i := bytes.IndexAny(rest, "\r\n"); i >= 0 {
		rest = rest[:i]
	}
	l.Pos = start + len(rest)
	*t = Token{Kind: String, Bytes: rest}
}

// escaped reads on in a literal string at its first byte that is not itself.
func (l *Lexer) escaped(t *Token, start, i, depth int) {
	src, from := l.src, len(l.decoded)
	l.decoded = append(l.decoded, src[start:i]...)
	for i < len(src) {
		c := src[i]
		i++
		switch c {
		case '\\':
			i = l.escape(i)
			continue
		case '\r': // an end of line reads as \n, however it is written
			if i < len(src) && src[i] == '\n' {
				i++
			}
			c = '\n'
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				l.Pos = i
				*t = Token{Kind: String, Bytes: l.since(from)}
				return
			}
		}
		l.decoded = append(l.decoded, c)
	}
	l.decoded = l.decoded[:from]
	l.unclosed(t, start)
}

// escape decodes what follows a backslash and returns the offset after it.
func (l *Lexer) escape(i int) int {
	src := l.src
	if i == len(src) {
		return i
	}
	c := src[i]
	i++
	switch c {
	case 'n':
		c = '\n'
	case 'r':
		c = '\r'
	case 't':
		c = '\t'
	case 'b':
		c = '\b'
	case 'f':
		c = '\f'
	case '\r':
		if i < len(src) && src[i] == '\n' {
			i++
		}
		return i
	case '\n':
		return i
	case '0', '1', '2', '3', '4', '5', '6', '7':
		code := int(c - '0')
		for n := 0; n < 2 && i < len(src) && src[i] >= '0' && src[i] <= '7'; n++ {
			code = code<<3 | int(src[i]-'0')
			i++
		}
		c = byte(code) // overflow is ignored (ISO 32000-1, 7.3.4.2)
	}
	l.decoded = append(l.decoded, c) // an unknown escape stands for its letter
	return i
}

// hexadecimal reads a string in angle brackets, whose first one is read. Of
// two digits missing the last counts as 0; bytes that are no digits are
// passed over. One that is not closed before another delimiter ends with its
// line.
func (l *Lexer) hexadecimal(t *Token) {
	from := len(l.decoded)
	end, closed := l.digits(len(l.src))
	if closed {
		l.Pos = end + 1
	} else {
		l.decoded = l.decoded[:from]
		rest := l.src[l.Pos:end]
		if i := bytes.IndexAny(rest, "\r\n"); i >= 0 {
			end = l.Pos + i
		}
		l.digits(end)
		l.Fault = "string without an end"
		l.Pos = end
	}
	*t = Token{Kind: String, Bytes: l.since(from)}
}

// digits decodes hexadecimal digits before limit. It returns the offset of
// the delimiter that stopped it, or limit, and whether that was the closing
// bracket.
func (l *Lexer) digits(limit int) (end int, closed bool) {
	src, i, high := l.src, l.Pos, -1
	for ; i < limit; i++ {
		c := src[i]
		d := digit(c)
		switch {
		case d < 0 && class[c] == white:
		case d < 0 && class[c] == delimiter:
			limit = i
			closed = c == '>'
		case d < 0:
			l.Fault = "not a hexadecimal digit"
		case high < 0:
			high = d
		default:
			l.decoded = append(l.decoded, byte(high<<4|d))
			high = -1
		}
	}
	if high >= 0 {
		l.decoded = append(l.decoded, byte(high<<4))
	}
	return limit, closed
}
