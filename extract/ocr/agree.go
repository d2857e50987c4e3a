package ocr

import "math"

// Agree decides the bars of all comparators of a page together. A page is set in
// one face, and its comparators are drawn in one way: where most that are beyond
// doubt have a bar, one that shows a faint trace of it has one too, and where
// several have none, a plain sign is no exception. Signs that were sure stay as
// they are; one that could still go either way keeps a P near a half, for its
// reader to doubt.
func Agree(lines []Line) {
	habit := habitOf(lines)
	for i := range lines {
		changed := false
		for k := range lines[i].Runes {
			changed = lines[i].Runes[k].follow(habit) || changed
		}
		if changed {
			lines[i] = newLine(lines[i].Runes)
		}
	}
}

const (
	// sureSign is the P from which on a sign tells what others look like.
	sureSign = 0.97
	// fewestSure is how many of those tell a habit.
	fewestSure = 3
	// mostHabit bounds what they say, in the logarithm of odds: forms do have
	// a few signs of the other kind.
	mostHabit = 3.5
)

// habitOf is how likely a sign of some lines has a bar by those that are beyond
// doubt, as the logarithm of the odds; what forms expect where they are few.
func habitOf(lines []Line) float64 {
	var count [2]float64
	for _, l := range lines {
		for _, r := range l.Runes {
			if r.looked.seen && r.P >= sureSign {
				if readingOf(r.Text).barred {
					count[1]++
				} else {
					count[0]++
				}
			}
		}
	}
	if count[0]+count[1] < fewestSure {
		return barExpected
	}
	return math.Max(-mostHabit, math.Min(mostHabit, math.Log((count[1]+0.5)/(count[0]+0.5))))
}

// follow decides an unsure sign anew by a habit and reports whether it changed.
func (r *Rune) follow(habit float64) bool {
	if !r.looked.seen || r.P >= sureSign {
		return false
	}
	v := r.looked.verdict(habit)
	if sameSign(r.Text, v.sign) {
		r.P = v.p
		return false
	}
	if r.Raw == "" && !r.found {
		r.Raw = r.Text
	}
	r.Text, r.P, r.found = v.sign, v.p, true
	return true
}

// A look is what the picture and the network say of a comparator, as logarithms
// of odds: whether it has a bar, and whether it is less. The zero look is of what
// was not looked at, or of which the picture shows nothing.
type look struct {
	bar, less float64
	seen      bool
}

// verdict decides a sign, given how likely signs have bars.
func (l look) verdict(expected float64) verdict {
	bar := expected + l.bar
	return verdict{sign: signOf(l.less > 0, bar > 0), p: odds(bar) * odds(l.less), looked: l}
}
