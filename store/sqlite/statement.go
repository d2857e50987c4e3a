package sqlite

import (
	"slices"
	"strings"
)

// statements counts the statements of a text: what stands between semicolons,
// if it is more than blanks and comments. It knows SQLite's tokens
// (sqlite.org/lang_expr.html, lang_comment.html, lang_keywords.html) as far as
// a semicolon can hide in one. SQLite itself runs the first statement and
// leaves the rest unread.
func statements(query string) int {
	n, inside := 0, false
	for query != "" {
		token := query[:tokenLen(query)]
		query = query[len(token):]
		switch {
		case token == ";":
			inside = false
		case !inside && !isBlank(token):
			n, inside = n+1, true
		}
	}
	return n
}

// parameters are the names of the parameters of a statement that are written
// as :name, each once and in order. Those that are written otherwise (?, ?1,
// @name, $name) are not among them.
func parameters(query string) (names []string) {
	for query != "" {
		n := tokenLen(query)
		if query[0] == ':' {
			n = 1 + len(query[1:]) - len(strings.TrimLeftFunc(query[1:], isNameRune))
			if name := query[1:n]; name != "" && !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
		query = query[n:]
	}
	return names
}

// isNameRune reports whether SQLite takes a character for part of a name.
func isNameRune(r rune) bool {
	return r == '_' || r == '$' || r >= 0x80 || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
}

// tokenLen is the length of the token at the start of a text that is not
// empty: a quoted text or name, a comment, or else one byte.
func tokenLen(s string) int {
	switch {
	case strings.HasPrefix(s, "--"):
		return through(s, 2, "\n")
	case strings.HasPrefix(s, "/*"):
		return through(s, 2, "*/")
	case s[0] == '[':
		return through(s, 1, "]")
	case s[0] == '\'' || s[0] == '"' || s[0] == '`':
		// A doubled quote ends one token and starts the next: for finding
		// semicolons that is as good as one.
		return through(s, 1, s[:1])
	default:
		return 1
	}
}

// through is the length of s up to and with end, looked for from start; all
// of s if there is none.
func through(s string, start int, end string) int {
	if i := strings.Index(s[start:], end); i >= 0 {
		return start + i + len(end)
	}
	return len(s)
}

func isBlank(token string) bool {
	return strings.HasPrefix(token, "--") || strings.HasPrefix(token, "/*") || strings.Trim(token, " \t\n\f\r") == ""
}
