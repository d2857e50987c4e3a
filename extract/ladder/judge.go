package ladder

import (
	"errors"
	"slices"
	"unicode/utf8"

	"mubiao/extract"
)

// undecodableMost is the share of characters without a known mapping above
// which a page is doubtful. On 691 pages of government files read rightly the
// share was below it; on those with a font that cannot be mapped, far above.
const undecodableMost = 0.02

// doubtOf is why another reader might read a page better; empty if none would.
// See extract.Page.Why.
func doubtOf(p *extract.Page) string {
	switch {
	case beyond(p):
		return "" // what goes on there is none of a form's business
	case unread(p):
		return extract.WhyContent
	case float64(p.Undecodable) > undecodableMost*float64(len(p.Glyphs)):
		return extract.WhyCharacters
	}
	return ""
}

// beyond reports whether a page was cut at a limit.
func beyond(p *extract.Page) bool {
	return slices.ContainsFunc(p.Problems, func(problem error) bool {
		_, ok := errors.AsType[*extract.LimitError](problem)
		return ok
	})
}

// unread reports whether something of the page could not be read from the
// file. Such a problem wraps the cause that the library gave. Those that wrap
// none are about the syntax of content, which every reader gets alike; with no
// character on the page at all, they count too.
func unread(p *extract.Page) bool {
	for _, problem := range p.Problems {
		if len(p.Glyphs) == 0 || errors.Unwrap(problem) != nil {
			return true
		}
	}
	return false
}

// better reports whether p, of a later rung, is to be preferred to q. More
// readable characters count first: of a damaged page some readers lose a part
// without a word.
func better(p, q *extract.Page) bool {
	if p.Reader == extract.ReaderPdfium {
		return outdoes(p, q)
	}
	if a, b := readable(p), readable(q); a != b {
		return a > b
	}
	if a, b := len(p.Problems), len(q.Problems); a != b {
		return a < b
	}
	return p.Undecodable < q.Undecodable
}

func readable(p *extract.Page) int { return len(p.Glyphs) - p.Undecodable }

// outdoes reports whether PDFium's reading p is to be preferred to q: whether
// it has more East Asian characters. That it tells of fewer problems says
// nothing, as it tells of none; nor do letters, for which it takes the codes of
// a font that does not say what they mean.
func outdoes(p, q *extract.Page) bool { return eastAsian(p) > eastAsian(q) }

// eastAsian counts the characters from the CJK radicals on, which are in no
// alphabet that codes are taken for by default.
func eastAsian(p *extract.Page) int {
	n := 0
	for i := range p.Glyphs {
		if isEastAsian(&p.Glyphs[i]) {
			n++
		}
	}
	return n
}

func isEastAsian(g *extract.Glyph) bool {
	const first = '\u2E80'
	r, _ := utf8.DecodeRuneInString(g.Text)
	return r >= first && r != utf8.RuneError
}
