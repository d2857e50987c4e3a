package normalize

import "math"

// The confidence in a value is a probability: of the values that claim 0.95, 95
// in 100 are right. What the reader of pictures states is no such thing. A
// character that it doubts is right more often than it says, long texts have
// more places to be wrong in, and it is surest of all about the mark that it
// has dropped. So the logarithm of the odds is a sum of weighted evidence.
//
// The weights are a logistic regression on 10,500 values of 59 forms of all
// families, printed in four faces (two of Song, one of Kai, one of Hei, two of
// them with slanted bars in their comparators) and scanned in five ways, from
// clean ones to 150 dots an inch under a seal. Values that rules bear out were
// left out. How far they hold in other faces is what the benchmark of
// reliability shows (internal/bench).
const (
	oddsOfAny      = 1.527  // a value of one character, even odds
	oddsOfLeast    = 0.702  // times the odds of the least sure character
	oddsOfLength   = -0.187 // times the logarithm of the number of characters
	oddsOfMending  = -1.429 // where something was corrected
	mostConfidence = 0.995  // the surest values, of which this share was right
	leastOdds      = 1e-4   // of characters, both ways
)

// calibrated is the probability that a value is right of which so many
// characters were read, the least sure of them with probability least, and
// corrected since or not.
func calibrated(least float64, characters int, mended bool) float64 {
	least = math.Max(leastOdds, math.Min(1-leastOdds, least))
	odds := oddsOfAny + oddsOfLeast*math.Log(least/(1-least)) + oddsOfLength*math.Log(math.Max(1, float64(characters)))
	if mended {
		odds += oddsOfMending
	}
	return math.Min(mostConfidence, 1/(1+math.Exp(-odds)))
}
