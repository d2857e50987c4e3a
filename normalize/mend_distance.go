package normalize

import (
	"math"
	"slices"
)

// distance is the cost of the cheapest way to make characters a word; more
// than limit stands for anything above it.
func distance(chars []character, word []rune, limit float64) float64 {
	before := make([]float64, len(word)+1)
	now := make([]float64, len(word)+1)
	for k := range before {
		before[k] = float64(k) * missingCost
	}
	for _, c := range chars {
		now[0] = before[0] + c.stray()
		least := now[0]
		for k, r := range word {
			now[k+1] = min(before[k]+c.cost(r), before[k+1]+c.stray(), now[k]+missingCost)
			least = min(least, now[k+1])
		}
		if least > limit {
			return math.Inf(1)
		}
		before, now = now, before
	}
	return before[len(word)]
}

// A step takes a character for a letter of a word; -1 stands for none.
type step struct{ char, letter int }

// alignment is the cheapest way to make characters a word.
func alignment(chars []character, word []rune) []step {
	n, m := len(chars), len(word)
	cost := make([][]float64, n+1)
	for i := range cost {
		cost[i] = make([]float64, m+1)
		for k := range cost[i] {
			switch {
			case i == 0:
				cost[i][k] = float64(k) * missingCost
			case k == 0:
				cost[i][k] = cost[i-1][k] + chars[i-1].stray()
			default:
				cost[i][k] = min(cost[i-1][k-1]+chars[i-1].cost(word[k-1]), cost[i-1][k]+chars[i-1].stray(), cost[i][k-1]+missingCost)
			}
		}
	}
	var steps []step
	for i, k := n, m; i > 0 || k > 0; {
		switch {
		case i > 0 && k > 0 && cost[i][k] == cost[i-1][k-1]+chars[i-1].cost(word[k-1]):
			i, k = i-1, k-1
			steps = append(steps, step{i, k})
		case i > 0 && cost[i][k] == cost[i-1][k]+chars[i-1].stray():
			i--
			steps = append(steps, step{i, -1})
		default:
			k--
			steps = append(steps, step{-1, k})
		}
	}
	slices.Reverse(steps)
	return steps
}
