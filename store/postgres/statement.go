package postgres

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"mubiao/store"
)

// A statement is SQL that somebody wrote, taken apart as far as need be. What
// it means the server alone decides: this finds what it does not say.
type statement struct {
	pieces     []piece
	parameters []string // the names written :name, each once
	first      string   // first word, lower case
	names      []string // all names, and the keywords, as the server folds them
	calls      []string // those that stand before a parenthesis: functions, among others
	count      int      // statements
	escapes    bool     // it names something in U&"" notation
}

// A piece is a token, or a parameter.
type piece struct {
	text      string
	parameter bool // text is its name
}

// parse takes a statement apart. Semicolons are left out.
func parse(sql string) statement {
	var s statement
	inside, name := false, "" // in a statement; the name that the last token was
	for rest := sql; rest != ""; {
		n, kind := token(rest)
		text := rest[:n]
		rest = rest[n:]
		switch {
		case kind == blank:
			s.pieces = append(s.pieces, piece{text: text})
			continue
		case text == ";":
			inside, name = false, ""
			continue
		case !inside:
			s.begin(text)
			inside = true
		}
		name = s.add(kind, text, name)
	}
	return s
}

// begin notes a statement by its first token.
func (s *statement) begin(text string) {
	if s.count++; s.count == 1 {
		s.first = strings.ToLower(text)
	}
}

// add adds a token that follows a name, or "", and returns the name that it is.
func (s *statement) add(kind tokenKind, text, after string) (name string) {
	if text == "(" && after != "" && !slices.Contains(s.calls, after) {
		s.calls = append(s.calls, after)
	}
	switch kind {
	case word:
		name = strings.ToLower(text)
	case quotedName:
		name = strings.ReplaceAll(strings.Trim(text, `"`), `""`, `"`)
	case escapedName:
		s.escapes = true
	case parameter:
		text = text[1:]
		if !slices.Contains(s.parameters, text) {
			s.parameters = append(s.parameters, text)
		}
	}
	if name != "" {
		s.names = append(s.names, name)
	}
	s.pieces = append(s.pieces, piece{text, kind == parameter})
	return name
}

// with writes the statement with values in place of its parameters. Each
// parameter needs one: to leave it NULL would answer another question. They
// are written as a person would: so each finds its type from where it stands,
// as a parameter of the protocol beside IS NULL does not.
func (s *statement) with(arguments []store.Argument) (string, error) {
	given := make(map[string]string)
	for _, a := range arguments {
		if !slices.Contains(s.parameters, a.Name) {
			return "", fmt.Errorf("%w: there is no :%s", store.ErrArguments, a.Name)
		}
		text, err := literal(a.Value)
		if err != nil {
			return "", fmt.Errorf("%w: :%s: %w", store.ErrArguments, a.Name, err)
		}
		given[a.Name] = text
	}
	var b strings.Builder
	for _, p := range s.pieces {
		text := p.text
		if p.parameter {
			var ok bool
			if text, ok = given[p.text]; !ok {
				return "", fmt.Errorf("%w: no value for :%s", store.ErrArguments, p.text)
			}
		}
		b.WriteString(text)
	}
	return b.String(), nil
}

// literal is a value as SQL. It relies on standard_conforming_strings, which
// confine sets.
func literal(value any) (string, error) {
	switch v := value.(type) {
	case nil:
		return "NULL", nil
	case int64:
		return fmt.Sprintf("(%d)", v), nil
	case float64:
		return "(" + strconv.FormatFloat(v, 'g', -1, 64) + ")", nil
	case string:
		if strings.IndexByte(v, 0) >= 0 || !utf8.ValidString(v) {
			return "", errors.New("not a text that PostgreSQL holds")
		}
		return "'" + strings.ReplaceAll(v, "'", "''") + "'", nil
	}
	return "", fmt.Errorf("a %T", value)
}

// A tokenKind is what a token is, as far as need be.
type tokenKind int

const (
	other tokenKind = iota
	blank           // white space or a comment
	word            // a keyword or a name
	quotedName
	escapedName // U&"..."
	parameter   // :name
)

// token returns the length and the kind of the token at the start of a text
// that is not empty (PostgreSQL 15, 4.1).
func token(s string) (n int, kind tokenKind) {
	r, size := utf8.DecodeRuneInString(s)
	lower := strings.ToLower(s[:min(len(s), 3)])
	switch {
	case strings.ContainsRune(" \t\n\r\f\v", r):
		return size, blank
	case strings.HasPrefix(s, "--"):
		return through(s, 2, "\n"), blank
	case strings.HasPrefix(s, "/*"):
		return comment(s), blank
	case lower == `u&"`:
		return quoted(s, 3, '"', false), escapedName
	case strings.HasPrefix(lower, "e'"):
		return quoted(s, 2, '\'', true), other
	case r == '\'':
		return quoted(s, 1, '\'', false), other
	case r == '"':
		return quoted(s, 1, '"', false), quotedName
	case r == '$':
		return dollarQuoted(s), other
	case strings.HasPrefix(s, "::"):
		return 2, other
	case r == ':':
		if n := wordLen(s[1:]); n > 0 && !isDigit(s[1]) {
			return 1 + n, parameter
		}
		return 1, other
	case isWordRune(r):
		// With the digits: 1e5 is no call of e5.
		return wordLen(s), word
	}
	return size, other
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// isWordRune reports whether a character may be part of a name; every one
// beyond ASCII may.
func isWordRune(r rune) bool {
	return r == '_' || r == '$' || r >= utf8.RuneSelf || unicode.IsLetter(r) || unicode.IsDigit(r)
}

// wordLen is the length of the name that a text starts with; 0 if none.
func wordLen(s string) int {
	return len(s) - len(strings.TrimLeftFunc(s, isWordRune))
}

// quoted is the length of a quoted text that begins before from. A doubled
// quote is part of it, and so is one after a backslash, if that escapes.
func quoted(s string, from int, quote byte, escapes bool) int {
	for i := from; i < len(s); i++ {
		switch {
		case escapes && s[i] == '\\':
			i++
		case s[i] == quote && i+1 < len(s) && s[i+1] == quote:
			i++
		case s[i] == quote:
			return i + 1
		}
	}
	return len(s)
}

// dollarQuoted is the length of a text in $$ or $tag$, or of a lone $.
func dollarQuoted(s string) int {
	n := 1
	for n < len(s) && s[n] != '$' && isWordRune(rune(s[n])) {
		n++
	}
	if n == len(s) || s[n] != '$' || n > 1 && isDigit(s[1]) {
		return 1
	}
	return through(s, n+1, s[:n+1])
}

// comment is the length of a comment; comments nest.
func comment(s string) int {
	depth := 0
	for i := 0; i < len(s); i++ {
		switch {
		case strings.HasPrefix(s[i:], "/*"):
			depth++
			i++
		case strings.HasPrefix(s[i:], "*/"):
			depth--
			i++
			if depth == 0 {
				return i + 1
			}
		}
	}
	return len(s)
}

// through is the length of s up to and with end, looked for from start; all
// of s if there is none.
func through(s string, start int, end string) int {
	if i := strings.Index(s[start:], end); i >= 0 {
		return start + i + len(end)
	}
	return len(s)
}
