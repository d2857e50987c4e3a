package normalize

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"
)

// wholes are what weights add up to: forms give 100 points to the indicators, 90
// beside 10 for the execution of the budget (预算执行率), 80 beside other 20, or
// shares of one.
var wholes = []float64{100, 90, 80, 1, 0.9}

// WeightsSum doubts weights that do not add up: the least sure of them, those
// that one figure taken for another would account for, and those that were not
// read where most were.
var WeightsSum = Rule{
	Code:     "weights-sum",
	Severity: Warning,
	Check: func(r *Record, report Reporter) {
		for _, midterm := range []bool{false, true} {
			var of []int
			for i, in := range r.Indicators {
				if (in.Scope == Midterm) == midterm {
					of = append(of, i)
				}
			}
			checkWeights(r, of, report)
		}
	},
}

// checkWeights doubts the weights of some indicators, which make one whole.
func checkWeights(r *Record, indicators []int, report Reporter) {
	var missing, pictured []int
	sum := 0.0
	for _, i := range indicators {
		if r.Indicators[i].Weight == nil {
			missing = append(missing, i)
			continue
		}
		sum += *r.Indicators[i].Weight
		if _, ok := r.fromPicture(indicatorPath(i, "weight")); ok {
			pictured = append(pictured, i)
		}
	}
	if len(pictured) == 0 || 2*len(missing) > len(indicators) || addsUp(sum) {
		return
	}
	least := slices.MinFunc(pictured, func(a, b int) int {
		x, _ := r.fromPicture(indicatorPath(a, "weight"))
		y, _ := r.fromPicture(indicatorPath(b, "weight"))
		return cmp.Compare(x, y)
	})
	doubted := append(missing, least)
	for _, i := range pictured {
		if i != least && mayBeMisread(*r.Indicators[i].Weight, sum) {
			doubted = append(doubted, i)
		}
	}
	slices.Sort(doubted)
	for _, i := range doubted {
		report(indicatorPath(i, "weight"), "the weights add up to %g, neither to 100 nor to 90", sum)
	}
}

// addsUp reports whether a sum of weights is one that forms have.
func addsUp(sum float64) bool {
	return slices.ContainsFunc(wholes, func(whole float64) bool { return math.Abs(sum-whole) < 1e-6 })
}

// mayBeMisread reports whether another figure in a weight would bring the sum of
// all nearer to 100 or 90, and not beyond.
func mayBeMisread(weight, sum float64) bool {
	return slices.ContainsFunc(misreadings(weight), func(other float64) bool {
		return slices.ContainsFunc(wholes[:2], func(whole float64) bool {
			gain, lack := other-weight, whole-sum
			return gain*lack > 0 && math.Abs(gain) < math.Abs(lack)+1e-6
		})
	})
}

// misreadings are the numbers that are read as one if a figure is taken for one
// that looks like it. None begins with 0.
func misreadings(number float64) []float64 {
	text := strconv.FormatFloat(number, 'f', -1, 64)
	var out []float64
	for at, read := range text {
		for _, figure := range "0123456789" {
			other := text[:at] + string(figure) + text[at+1:]
			if !figuresAlike(read, figure) || strings.HasPrefix(other, "0") {
				continue
			}
			if n, err := strconv.ParseFloat(other, 64); err == nil {
				out = append(out, n)
			}
		}
	}
	return out
}
