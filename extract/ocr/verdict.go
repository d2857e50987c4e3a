package ocr

import (
	"math"

	"mubiao/extract/comparator"
)

// How well the best drawing of a kind must fit, as a correlation. On pages in
// seven faces, printed clean and spoiled at 150 to 300 dpi, no character but
// these signs and brackets came above 0.64 with a bar, or 0.77 without; the
// signs themselves lie above 0.78 nineteen times in twenty.
const (
	surelyBarred = 0.7
	surelyBare   = 0.85
	// clearlyBarred is by how much a drawing with a bar must fit better than
	// one without where a character like the latter was read.
	clearlyBarred = 0.1
	// leastFit is the fit of a sign that was read, below which its ink must
	// be spoiled.
	leastFit = 0.55
)

// A verdict is a comparator as decided, one of ≥ ≤ > <, with the probability
// that direction and bar are right.
type verdict struct {
	sign string
	p    float64
	look comparator.Look
}

// The weights of evidence, as logarithms of odds, set by hand with lines in
// seven faces in view. In faces held out 0.999 of the signs with a P of 0.95
// and more were right, and of the two in a hundred below that four fifths.
const (
	// A correlation that is better by 0.01 with a bar than without.
	barWeight = 0.6
	// drawnBare is the correlation by which drawings with a bar do better on
	// small bare signs, whose limbs run together.
	drawnBare = 0.03
	// The network reads no bar where there is none, but often none where
	// there is one.
	barRead, noBarRead = 4.0, -1.0
	// A correlation that is better by 0.01 in one direction.
	directionWeight = 0.2
	// The network seldom errs on the direction.
	directionRead = 3.0
	// most is the most that one look at the picture can say.
	most = 5.0
)

// decide weighs how well the drawings fit against what the network read.
func decide(fits likeness, read comparator.Reading) verdict {
	bar := clamp(100 * barWeight * (fits.barred() - fits.bare() - drawnBare))
	less := clamp(100 * directionWeight * (fits.best(1) - fits.best(0)))
	if read.Sign {
		if read.Barred {
			bar += barRead
		} else {
			bar += noBarRead
		}
		if read.Less {
			less += directionRead
		} else {
			less -= directionRead
		}
	}
	look := comparator.Look{Bar: bar, Less: less, Seen: true}
	sign, p := look.Decide(comparator.Expected)
	return verdict{sign, p, look}
}

// unseen is the verdict on a sign of which the picture shows nothing: it
// stands, and one without a bar may as well have one.
func unseen(r Rune) verdict {
	read := comparator.Read(r.Text)
	p := math.Min(r.P, comparator.Odds(barRead))
	if !read.Barred {
		p = math.Min(p, 0.5)
	}
	return verdict{sign: comparator.Sign(read.Less, read.Barred), p: p}
}

func clamp(odds float64) float64 { return math.Max(-most, math.Min(most, odds)) }

func (l likeness) best(direction int) float64 {
	best := 0.0
	for kind, fit := range l[direction] {
		if bar(kind) != onlyBars {
			best = math.Max(best, fit)
		}
	}
	return best
}

func (l likeness) bare() float64 { return math.Max(l[0][noBar], l[1][noBar]) }

func (l likeness) barred() float64 {
	best := 0.0
	for _, kind := range []bar{levelBar, slantedBar, doubleBar} {
		best = math.Max(best, math.Max(l[0][kind], l[1][kind]))
	}
	return best
}
