package normalize

import "math"

// The confidence in a value is a probability: of the values that claim 0.95, 95
// in 100 are right. What the reader of pictures states is no such thing. A
// character that it doubts is right more often than it says, long texts have
// more places to be wrong in, and it is surest of all about the mark that it
// has dropped. So the logarithm of the odds is a sum of weighted evidence.
//
// The weights are a logistic regression on 28,600 values of 260 forms of all
// families, printed in eight faces (Song, Kai and Hei, four of them with slanted
// bars in their comparators, one with the figures of a Latin face) and scanned in
// five ways, from clean ones to 150 dots an inch under a seal. Values that rules
// bear out or doubt were left out. How far they hold in other faces is what the
// benchmark of reliability shows (internal/bench).
const (
	oddsOfAny      = -0.972 // a value of one character, even odds
	oddsOfLeast    = 1.118  // times the odds of the least sure character
	oddsOfSure     = -1.011 // times those odds beyond surelyRead: they say little more
	oddsOfLength   = -0.549 // times the logarithm of the number of characters
	oddsOfMending  = -0.673 // where something was corrected
	oddsOfRough    = -1.237 // times the logarithm of roughness, and leastRough
	surelyRead     = 2.0    // logarithm of the odds of a probability of 0.88
	leastRough     = 0.01   // that of clean pages
	mostConfidence = 0.995  // the surest values, of which this share was right
	leastOdds      = 1e-4   // of characters, both ways
)

// calibrated is the probability that a value is right of which so many
// characters were read, the least sure of them with probability least, and
// corrected since or not, on pages so rough; see draft.roughness.
func calibrated(least float64, characters int, mended bool, rough float64) float64 {
	least = math.Max(leastOdds, math.Min(1-leastOdds, least))
	read := math.Log(least / (1 - least))
	odds := oddsOfAny + oddsOfLeast*read + oddsOfSure*math.Max(0, read-surelyRead) +
		oddsOfLength*math.Log(math.Max(1, float64(characters))) + oddsOfRough*math.Log(rough+leastRough)
	if mended {
		odds += oddsOfMending
	}
	return math.Min(mostConfidence, 1/(1+math.Exp(-odds)))
}
