package normalize

import (
	"math"
	"slices"
)

// Signs tell how likely a value is right that was read from a picture.
type Signs struct {
	Kind ValueKind
	// Least is the probability that the reader of pictures gives to the least
	// sure of the characters that tell the value, of which there are so many.
	Least      float64
	Characters int
	Mended     bool    // some of them were corrected since
	Stroke     bool    // it is a single stroke
	Rough      float64 // share of the form's characters that are unsure
	BorneOut   bool    // a rule bears it out
	Doubted    bool    // a rule doubts it
	Suspected  bool    // a rule suspects it, or one of several
	LooseEnds  int     // of the form: what found no place in its record
}

// A ValueKind is what a value of a record is.
type ValueKind string

// ValueKinds are the kinds of values that are misread in different ways. What is
// in none of them is a short text: a name, a department, a header.
var ValueKinds = []ValueKind{"level", "number", "op", "value", "unit", "name", "target", "money", "mark", "prose", "year", "actual"}

// kindOfValue is the kind of the value that a pointer ends in.
func kindOfValue(name string) ValueKind {
	switch name {
	case "level1", "level2":
		return "level"
	case "level3":
		return "name"
	case "amount", "total", "fiscal", "other":
		return "money"
	case "weight", "score", "execution_rate", "execution_score", "total_score":
		return "mark"
	case "text", "content", "achieved":
		return "prose"
	case "fiscal_year":
		return "year"
	case "actual", "deviation":
		return "actual"
	}
	if kind := ValueKind(name); slices.Contains(ValueKinds, kind) {
		return kind
	}
	return ""
}

// A Calibration says how likely a value is right by its signs: a piecewise
// linear function of a weighted sum of them.
type Calibration struct {
	Weights []float64 // of the terms of Signs.Terms
	Steps   []Step    // at least one, ascending
}

// A Step is the share of values that are right of those with a sum.
type Step struct{ Sum, Right float64 }

// Confidence is the probability that a value with these signs is right.
func (c *Calibration) Confidence(s Signs) float64 { return c.right(c.Sum(s)) }

// Sum is the weighted sum of the terms of some signs.
func (c *Calibration) Sum(s Signs) float64 {
	sum := 0.0
	for i, t := range s.Terms() {
		sum += c.Weights[i] * t
	}
	return sum
}

func (c *Calibration) right(sum float64) float64 {
	i := 0
	for i < len(c.Steps) && c.Steps[i].Sum <= sum {
		i++
	}
	switch i {
	case 0:
		return c.Steps[0].Right
	case len(c.Steps):
		return c.Steps[i-1].Right
	}
	low, high := c.Steps[i-1], c.Steps[i]
	return low.Right + (high.Right-low.Right)*(sum-low.Sum)/(high.Sum-low.Sum)
}

const (
	surelyRead = 2.0  // logarithm of the odds of a probability of 0.88
	leastRough = 0.01 // that of clean pages
	leastOdds  = 1e-4 // of characters, both ways
)

// TermNames name the terms of Signs.Terms but the last ones, which are one for
// each of ValueKinds.
var TermNames = []string{"any", "least", "sure", "length", "mended", "rough", "stroke", "borne out", "doubted", "suspected", "loose ends"}

// Terms are what the logarithm of the odds that a value is right is a weighted
// sum of. A character that is surely read says little more by being surer, and
// the least sure of many is less sure than that of few without being worse.
func (s Signs) Terms() []float64 {
	least := math.Max(leastOdds, math.Min(1-leastOdds, s.Least))
	read := math.Log(least / (1 - least))
	terms := []float64{
		1,
		read,
		math.Max(0, read-surelyRead),
		math.Log(math.Max(1, float64(s.Characters))),
		float64(btoi(s.Mended)),
		math.Log(s.Rough + leastRough),
		float64(btoi(s.Stroke)),
		float64(btoi(s.BorneOut)),
		float64(btoi(s.Doubted)),
		float64(btoi(s.Suspected)),
		math.Log(1 + float64(s.LooseEnds)),
	}
	for _, kind := range ValueKinds {
		terms = append(terms, float64(btoi(s.Kind == kind)))
	}
	return terms
}
