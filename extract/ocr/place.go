package ocr

import "math"

// place turns peaks into characters, in pixels of a picture of which ink is
// the profile; step is the width of a step in them. A peak tells little
// more than a character's middle; where it ends is looked up in the picture.
func place(peaks []peak, alphabet []string, ink []float64, step float64) []Rune {
	runes := make([]Rune, len(peaks))
	for i, k := range peaks {
		r := Rune{Text: alphabet[k.class], P: float64(k.p), Second: alphabet[k.second], PSecond: float64(k.pSecond)}
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
