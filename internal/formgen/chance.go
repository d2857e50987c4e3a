package formgen

import "math/rand/v2"

// chance is true with probability p.
func chance(r *rand.Rand, p float64) bool { return r.Float64() < p }

// between draws evenly from [low, high).
func between(r *rand.Rand, low, high float64) float64 { return low + r.Float64()*(high-low) }

// count draws evenly from low to high, both included.
func count(r *rand.Rand, low, high int) int { return low + r.IntN(high-low+1) }

// pick draws one of the choices.
func pick[T any](r *rand.Rand, choices ...T) T { return choices[r.IntN(len(choices))] }

// some draws n different choices in their order.
func some[T any](r *rand.Rand, choices []T, n int) []T {
	n = min(n, len(choices))
	keep := make([]bool, len(choices))
	for _, i := range r.Perm(len(choices))[:n] {
		keep[i] = true
	}
	var out []T
	for i, c := range choices {
		if keep[i] {
			out = append(out, c)
		}
	}
	return out
}
