// Package comparator decides what the comparators (≥ ≤ > <) of a document are
// from what their pictures say, all of them together.
//
// A document is set in one face, which draws its comparators in one way, and
// written by one hand, which says "at least" or "more than". Signs that are
// beyond doubt tell how those are to be taken that could go either way.
package comparator

import "math"

// A Look is what the picture of a comparator and its first reader say of it, as
// logarithms of odds. The zero Look is of a character that was not looked at, or
// of which the picture shows nothing.
type Look struct {
	Bar  float64 // that it has a bar: ≥ rather than >
	Less float64 // that it says less: < rather than >
	Seen bool
}

const (
	// Expected is how likely a comparator has a bar before anything is known of
	// its document: forms say "at least" and "at most" nine times in ten.
	Expected = 2.0
	// sure is the probability from which on a sign tells what others look like.
	sure = 0.97
	// weight is how many signs of a page what is known of its document counts
	// for, and what forms expect for one that is not known. A page with several
	// of its own goes by those: files are also bound from forms of many makers.
	weight = 3.0
	// most bounds what others say, as a logarithm of odds: forms do have a few
	// signs of the other kind.
	most = 3.5
)

// Decide is one of ≥ ≤ > <, given how likely signs have a bar, and the
// probability that direction and bar are right.
func (l Look) Decide(habit float64) (sign string, p float64) {
	bar := habit + l.Bar
	return Sign(l.Less > 0, bar > 0), Odds(bar) * Odds(l.Less)
}

// Sure reports whether a sign is beyond doubt, whatever others look like.
func (l Look) Sure() bool {
	_, p := l.Decide(Expected)
	return l.Seen && p >= sure
}

// Sign is the comparator with a direction, with a bar or without.
func Sign(less, barred bool) string {
	switch {
	case less && barred:
		return "≤"
	case less:
		return "<"
	case barred:
		return "≥"
	}
	return ">"
}

// A Reading is what a character says as a comparator; the zero Reading is that
// it is none.
type Reading struct{ Sign, Less, Barred bool }

// Read is what a character says, wide or not and however its bar is drawn.
func Read(character string) Reading {
	switch character {
	case "≥", "≧", "⩾":
		return Reading{Sign: true, Barred: true}
	case "≤", "≦", "⩽":
		return Reading{Sign: true, Less: true, Barred: true}
	case ">", "＞":
		return Reading{Sign: true}
	case "<", "＜":
		return Reading{Sign: true, Less: true}
	}
	return Reading{}
}

// Same reports whether two characters say the same as comparators.
func Same(a, b string) bool { return Read(a) == Read(b) && Read(a).Sign }

// Odds is the probability of the likelier side.
func Odds(logarithm float64) float64 { return 1 / (1 + math.Exp(-math.Abs(logarithm))) }

// A Count is how many signs beyond doubt have a bar, and how many have none.
type Count struct{ barred, bare float64 }

// Add counts a sign, if it is beyond doubt.
func (c *Count) Add(l Look) {
	switch {
	case !l.Sure():
	case Expected+l.Bar > 0:
		c.barred++
	default:
		c.bare++
	}
}

// Plus adds what was counted elsewhere.
func (c Count) Plus(other Count) Count {
	return Count{c.barred + other.barred, c.bare + other.bare}
}

// Without takes off what was counted in a part.
func (c Count) Without(part Count) Count {
	return Count{c.barred - part.barred, c.bare - part.bare}
}

// Habit is how likely a sign of a page has a bar, as the logarithm of the odds,
// by what was counted on it and on the other pages of its document.
func Habit(page, others Count) float64 {
	share := others.share(1 / (1 + math.Exp(-Expected)))
	share = page.share(share)
	return math.Max(-most, math.Min(most, math.Log(share/(1-share))))
}

// share is the share of signs with a bar, if before they were counted it was
// taken to be so much.
func (c Count) share(before float64) float64 {
	return (c.barred + weight*before) / (c.barred + c.bare + weight)
}
