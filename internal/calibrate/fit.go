package calibrate

import (
	"cmp"
	"math"
	"slices"

	"mubiao/normalize"
)

// FitTo is the calibration that claims bear out: a logistic regression of being
// right on the terms of their signs, made true by an isotonic regression on its
// result.
func FitTo(claims []Claim) normalize.Calibration {
	rows, right := make([][]float64, len(claims)), make([]bool, len(claims))
	for i := range claims {
		rows[i], right[i] = claims[i].Signs.Terms(), claims[i].Right
	}
	c := normalize.Calibration{Weights: logistic(rows, right)}
	for i, w := range c.Weights {
		c.Weights[i] = rounded(w) + 0 // not -0
	}
	c.Steps = steps(&c, claims)
	return c
}

// Restate makes claims say what a calibration makes of their signs.
func Restate(forms []Form, c normalize.Calibration) {
	for _, f := range forms {
		for i := range f.Claims {
			f.Claims[i].Confidence = c.Confidence(f.Claims[i].Signs)
		}
	}
}

// rounded keeps what of a number the next set of forms would not change anyway.
func rounded(x float64) float64 { return math.Round(1000*x) / 1000 }

// A pool is values of about the same sum.
type pool struct{ sum, right, n float64 }

// A step of a calibration rests on so many values at least, or on so many wrong
// ones.
const (
	fewestValues = 250
	fewestWrong  = 20
)

// mostRight is the most that any value claims.
const mostRight = 0.999

func (p pool) small() bool { return p.n < fewestValues && p.n-p.right < fewestWrong }

// share is the share of right values, as if there were one more that is half
// right.
func (p pool) share() float64 { return (p.right + 0.5) / (p.n + 1) }

func (p pool) with(q pool) pool { return pool{p.sum + q.sum, p.right + q.right, p.n + q.n} }

// steps is the isotonic regression of being right on the weighted sum of the
// signs, by pooling neighbours of which the higher is not the better one.
func steps(c *normalize.Calibration, claims []Claim) []normalize.Step {
	single := make([]pool, len(claims))
	for i, x := range claims {
		single[i] = pool{c.Sum(x.Signs), float64(count(x.Right)), 1}
	}
	slices.SortFunc(single, func(a, b pool) int { return cmp.Compare(a.sum, b.sum) })
	var pools []pool
	for _, p := range single {
		if k := len(pools); k > 0 && pools[k-1].small() {
			p = pools[k-1].with(p)
			pools = pools[:k-1]
		}
		pools = append(pools, p)
		if !p.small() {
			pools = pooled(pools)
		}
	}
	if k := len(pools); k > 1 && pools[k-1].small() {
		pools = append(pools[:k-2], pools[k-2].with(pools[k-1]))
	}
	var out []normalize.Step
	for _, p := range pooled(pools) {
		out = append(out, normalize.Step{Sum: rounded(p.sum / p.n), Right: math.Min(mostRight, rounded(p.share()))})
	}
	return out
}

// pooled joins the last of some pools with those before it that are no worse.
func pooled(pools []pool) []pool {
	for k := len(pools); k > 1 && pools[k-2].share() >= pools[k-1].share(); k = len(pools) {
		pools = append(pools[:k-2], pools[k-2].with(pools[k-1]))
	}
	return pools
}
