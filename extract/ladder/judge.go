package ladder

import (
	"errors"

	"mubiao/extract"
)

// undecodableMost is the share of characters without a known mapping above
// which a page is doubtful. On 691 pages of government files read rightly the
// share was below it; on those with a font that cannot be mapped, far above.
const undecodableMost = 0.02

// doubtful reports whether another reader might read a page better.
func doubtful(p *extract.Page) bool {
	return unread(p) || float64(p.Undecodable) > undecodableMost*float64(len(p.Glyphs))
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

// better reports whether p is to be preferred to q. More readable characters
// count first: of a damaged page some readers lose a part without a word.
func better(p, q *extract.Page) bool {
	if a, b := readable(p), readable(q); a != b {
		return a > b
	}
	if a, b := len(p.Problems), len(q.Problems); a != b {
		return a < b
	}
	return p.Undecodable < q.Undecodable
}

func readable(p *extract.Page) int { return len(p.Glyphs) - p.Undecodable }
