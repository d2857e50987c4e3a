package normalize

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"mubiao/normalize/zh"
)

// clauseEnd is the byte after the clause that begins at from: a semicolon or
// a full stop outside brackets ends it. So does a colon behind all of a target,
// which is a semicolon of which a picture showed no more; and of a full stop
// that it does not show at all, the name of a level tells.
func clauseEnd(text string, from int) int {
	depth := 0
	for i, c := range text[from:] {
		after := from + i + utf8.RuneLen(c)
		switch c {
		case '(', '（':
			depth++
		case ')', '）':
			depth = max(0, depth-1)
		case ';', '；', '。':
			if depth == 0 {
				return after
			}
		case ':', '：':
			if depth > 0 || !beginsWord(text[after:]) {
				continue
			}
			if isWholeClause(text[from : from+i]) {
				return after
			}
			if at := levelAtEnd(text[from : from+i]); at > 0 && isWholeClause(text[from:from+at]) {
				return from + at
			}
		}
	}
	return len(text)
}

// beginsWord reports whether a text begins with a character of a name; behind
// the colon of 12:00 stands none.
func beginsWord(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return unicode.IsLetter(r)
}

// isWholeClause reports whether a text, behind the levels that it begins with,
// is a name and all of a target.
func isWholeClause(text string) bool {
	for {
		label, rest, ok := cutProseLabel(zh.StripNumbering(strings.TrimSpace(text)))
		if !ok || !isLevelLabel(label) {
			break
		}
		text = rest
	}
	name, target, how := splitClause(strings.TrimLeft(text, ":： \u3000"))
	return name != "" && how == splitSure && isWholeTarget(target)
}

// levelAtEnd is where the longest name of a level begins that a text ends with,
// 0 where there is none.
func levelAtEnd(text string) int {
	if !strings.HasSuffix(text, "指标") {
		return 0
	}
	for i := range text {
		if len(text)-i <= maxLabel && isLevelLabel(text[i:]) {
			return i
		}
	}
	return 0
}

var (
	// colonWithin is a colon before words, as neither a name nor a target has.
	colonWithin = regexp.MustCompile(`[:：]\p{Han}{2}`)
	// signWithin is a sign and a figure behind words, as no name has.
	signWithin = regexp.MustCompile(`\p{Han}(?:[>＞<＜]\s*[=＝]?|[≥≤≧≦⩾⩽=＝═])\s*[0-9]`)
)

// holdsClause reports whether a name and a target look like those of more than
// one indicator.
func holdsClause(name, target string) bool {
	name, target = dropWithin(name, "(（", ")）"), dropWithin(target, "(（", ")）")
	return colonWithin.MatchString(name) || colonWithin.MatchString(target) || signWithin.MatchString(name)
}
