package grid

import (
	"testing"

	"mubiao/extract"
)

// Boxes side by side with double borders each, as browsers draw cells whose
// borders are not collapsed: four lines within 5 points.
func TestDoubleBordersOfNeighboursAreOneEdge(t *testing.T) {
	var rulings []extract.Ruling
	for _, x := range []float64{100, 101.7, 102.5, 104.2, 160, 161.7} {
		rulings = append(rulings, extract.Ruling{X0: x, Y0: 10, X1: x, Y1: 40, Width: 0.75})
	}
	if _, ver := edges(rulings); len(ver) != 2 {
		t.Errorf("%d edges, want 2: %v", len(ver), ver)
	}
}

func TestRowsOfTheSmallestPrintStayApart(t *testing.T) {
	var rulings []extract.Ruling
	for _, y := range []float64{100, 107, 114} {
		rulings = append(rulings, extract.Ruling{X0: 10, Y0: y, X1: 90, Y1: y, Width: 0.5})
	}
	if hor, _ := edges(rulings); len(hor) != 3 {
		t.Errorf("%d edges, want 3: %v", len(hor), hor)
	}
}
