package calibrate

import (
	"fmt"
	"io"
	"maps"
	"math"
	"slices"
	"text/tabwriter"

	"mubiao/normalize"
)

// claimEdges part the confidences that values claim.
var claimEdges = []float64{0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 1.001}

// PrintReliability prints how many of the values that claim a confidence are
// right.
func PrintReliability(w io.Writer, claims []Claim) {
	t := newTable(w, "claimed", "values", "mean claim", "right", "wrong")
	for i, low := range claimEdges[:len(claimEdges)-1] {
		high := claimEdges[i+1]
		of := tally{}
		for _, c := range claims {
			if c.Confidence >= low && c.Confidence < high {
				of.add(c)
			}
		}
		if of.values > 0 {
			fmt.Fprintf(t, "%.3g–%.3g\t%d\t%.3f\t%.3f\t%d\t\n", low, math.Min(1, high), of.values, of.claimed/float64(of.values), of.share(), of.wrong())
		}
	}
	t.Flush()
}

// PrintKinds prints the same by what values are.
func PrintKinds(w io.Writer, claims []Claim) {
	t := newTable(w, "kind", "values", "mean claim", "right", "wrong")
	for _, kind := range append([]normalize.ValueKind{""}, normalize.ValueKinds...) {
		of := tally{}
		for _, c := range claims {
			if c.Signs.Kind == kind {
				of.add(c)
			}
		}
		if kind == "" {
			kind = "other"
		}
		if of.values > 0 {
			fmt.Fprintf(t, "%s\t%d\t%.3f\t%.3f\t%d\t\n", kind, of.values, of.claimed/float64(of.values), of.share(), of.wrong())
		}
	}
	t.Flush()
}

// PrintDoubts prints how many of the values are right that issues of each code
// point at.
func PrintDoubts(w io.Writer, claims []Claim) {
	by := map[string]*tally{}
	for _, c := range claims {
		for _, code := range c.Codes {
			if by[code] == nil {
				by[code] = &tally{}
			}
			by[code].add(c)
		}
	}
	t := newTable(w, "issue", "values", "mean claim", "right", "wrong")
	for _, code := range slices.Sorted(maps.Keys(by)) {
		of := by[code]
		fmt.Fprintf(t, "%s\t%d\t%.3f\t%.3f\t%d\t\n", code, of.values, of.claimed/float64(of.values), of.share(), of.wrong())
	}
	t.Flush()
}

// lines are where the line may be drawn below which a value is doubted.
var lines = []float64{0, 0.5, 0.7, 0.8, 0.85, 0.9, 0.92, 0.94, 0.95, 0.96, 0.97, 0.98, 0.99}

// PrintLines prints, for lines below which a value would be doubted, how many
// values would be wrong without an issue, and right with one: shares of what is
// printed. Issues that are not about confidences stay.
func PrintLines(w io.Writer, forms []Form) {
	t := newTable(w, "line", "wrong, no issue", "right, an issue", "wrong values found")
	for _, line := range lines {
		silent, doubted, found, wrong, values := 0, 0, 0, 0, 0
		for _, f := range forms {
			silent, values = silent+f.Silent, values+len(f.Claims)+f.Lost
			for _, c := range f.Claims {
				flagged := c.Doubted || c.Confidence < line
				silent += count(!c.Right && !flagged)
				doubted += count(c.Right && flagged)
				found += count(!c.Right && flagged)
				wrong += count(!c.Right)
			}
		}
		of := float64(max(1, values))
		fmt.Fprintf(t, "%.2f\t%.4f\t%.4f\t%d of %d\t\n", line, float64(silent)/of, float64(doubted)/of, found, wrong)
	}
	t.Flush()
}

// Sound are the forms of which at least so many values are right, as a share.
func Sound(forms []Form, share float64) []Form {
	return slices.DeleteFunc(slices.Clone(forms), func(f Form) bool { return f.Share() < share })
}

// Claims are those of all forms of which at least so many values are right.
func Claims(forms []Form, share float64) []Claim {
	var out []Claim
	for _, f := range Sound(forms, share) {
		out = append(out, f.Claims...)
	}
	return out
}

// A tally counts claims.
type tally struct {
	values, right int
	claimed       float64
}

func (t *tally) add(c Claim) {
	t.values++
	t.right += count(c.Right)
	t.claimed += c.Confidence
}

func (t *tally) wrong() int     { return t.values - t.right }
func (t *tally) share() float64 { return float64(t.right) / float64(t.values) }

func newTable(w io.Writer, heads ...string) *tabwriter.Writer {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	for _, h := range heads {
		fmt.Fprintf(t, "%s\t", h)
	}
	fmt.Fprintln(t)
	return t
}
