package ocr

import "math"

// place turns peaks into characters, in pixels of a picture of which ink is
// the profile; step is the width of a step in them. A peak tells little
// more than a character's middle; where it ends is looked up in the picture.
func place(peaks []peak, alphabet []string, ink []float64, step float64) []Rune {
	runes := make([]Rune, len(peaks))
	for i, k := range peaks {
		r := Rune{Text: alphabet[k.class], P: float64(k.p)}
		r.center = k.center * step
		if i > 0 {
			r.X0 = runes[i-1].X1
		}
		r.X1 = float64(len(ink))
		if i+1 < len(peaks) {
			r.X1 = math.Max(r.X0, parting(ink, r.center, peaks[i+1].center*step))
		}
		runes[i] = r
	}
	return runes
}

// parting is where between two middles the ink is least.
func parting(ink []float64, a, b float64) float64 {
	quarter := (b - a) / 4
	middle := int((a + b) / 2)
	return float64(leastInk(ink, int(math.Ceil(a+quarter)), int(b-quarter)+1, 1, middle))
}

// center moves the middles of characters to those of their ink, which tells more
// than a peak that is as wide as a step. What has more ink than one character,
// in a line of that height, stays: a part of it was not read. ink is the profile
// of a stretched picture.
func center(runes []Rune, ink []float64, height int) {
	for i := range runes {
		from, to := inked(ink, int(runes[i].X0), int(math.Ceil(runes[i].X1)))
		if from < to && float64(to-from) <= widestCharacter*float64(height) {
			runes[i].center = float64(from+to) / 2
		}
	}
}

// widestCharacter is the width of the ink of a character over the height of its
// line, at most: an em is 0.8 of that, and ink fills nearly all of it.
const widestCharacter = 0.84

// inked cuts blank columns off the ends of a range.
func inked(ink []float64, from, to int) (first, after int) {
	to = min(to, len(ink))
	for from < to && ink[from] <= faintColumn {
		from++
	}
	for to > from && ink[to-1] <= faintColumn {
		to--
	}
	return from, to
}
