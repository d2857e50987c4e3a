package calibrate

import "math"

// ridge keeps the weights of columns small that hardly any row tells of, as if a
// few more rows spoke against each.
const ridge = 1

// logistic is the logistic regression of right on the columns of rows, by
// Newton's method: the weights of which the logarithm of the odds is the sum. The
// first column is 1 in every row.
func logistic(rows [][]float64, right []bool) []float64 {
	weights := make([]float64, len(rows[0]))
	for range mostSteps {
		step := newtonStep(rows, right, weights)
		moved := 0.0
		for i, s := range step {
			weights[i] += s
			moved = math.Max(moved, math.Abs(s))
		}
		if moved < settled {
			break
		}
	}
	return weights
}

const (
	mostSteps = 50
	settled   = 1e-6
)

func newtonStep(rows [][]float64, right []bool, weights []float64) []float64 {
	n := len(weights)
	gradient, curvature := make([]float64, n), make([][]float64, n)
	for i := range curvature {
		curvature[i] = make([]float64, n)
		if i > 0 {
			gradient[i], curvature[i][i] = -ridge*weights[i], ridge
		}
	}
	for k, row := range rows {
		sum := 0.0
		for i, x := range row {
			sum += weights[i] * x
		}
		p := 1 / (1 + math.Exp(-sum))
		off, bend := float64(count(right[k]))-p, math.Max(leastBend, p*(1-p))
		for i, x := range row {
			if x == 0 {
				continue
			}
			gradient[i] += off * x
			for j := range i + 1 {
				curvature[i][j] += bend * x * row[j]
			}
		}
	}
	return solve(curvature, gradient)
}

// leastBend keeps the system solvable where all rows are told for sure.
const leastBend = 1e-9

// solve solves a symmetric, positive definite system of which a is the lower half
// by Cholesky's decomposition, which takes its place.
func solve(a [][]float64, b []float64) []float64 {
	n := len(b)
	x := append([]float64{}, b...)
	for i := range n {
		for j := range i + 1 {
			sum := a[i][j]
			for k := range j {
				sum -= a[i][k] * a[j][k]
			}
			if i == j {
				a[i][i] = math.Sqrt(math.Max(sum, leastBend))
			} else {
				a[i][j] = sum / a[j][j]
			}
		}
	}
	for i := range n {
		for k := range i {
			x[i] -= a[i][k] * x[k]
		}
		x[i] /= a[i][i]
	}
	for i := n - 1; i >= 0; i-- {
		for k := i + 1; k < n; k++ {
			x[i] -= a[k][i] * x[k]
		}
		x[i] /= a[i][i]
	}
	return x
}
