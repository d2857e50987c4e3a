package reportpage

import (
	"math"
	"testing"
)

func TestABarIsAsLongAsItsValues(t *testing.T) {
	b := newBar("水利局", severities, []int{25, 0, 50}, 100)
	if len(b.Segments) != 2 || b.Segments[0] != (segment{"error", 0, 25}) || b.Segments[1] != (segment{"info", 25, 50}) {
		t.Errorf("segments %+v", b.Segments)
	}
	if want := "水利局: 25 errors, 50 infos"; b.Alternative != want {
		t.Errorf("it says %q, want %q", b.Alternative, want)
	}
	if b := newBar("x", severities, []int{0, 0, 0}, 0); len(b.Segments) > 0 || b.Alternative != "x: none" {
		t.Errorf("of nothing: %+v", b)
	}
	if b := newBar("x", severities, []int{1, 0, 0}, 1e6); b.Segments[0].Size != leastSegment {
		t.Errorf("one of a million cannot be seen: %+v", b)
	}
	b = newBar("x", severities, []int{999, 0, 1}, 1000)
	if last := b.Segments[1]; last.Size != leastSegment || math.Abs(last.At+last.Size-100) > 1e-9 {
		t.Errorf("one beside 999 is drawn at %g to %g", last.At, last.At+last.Size)
	}
}

func TestColumnsStandOnTheirBaseAndFillTheirScale(t *testing.T) {
	c := newColumns("Issues", severities, []string{"2023", "2024"}, [][]int{{10, 30, 0}, {0, 0, 7}})
	if top := c.Ticks[len(c.Ticks)-1]; top.Label != "40" || top.Y != plotTop {
		t.Errorf("the highest tick is %+v", top)
	}
	first := c.Stacks[0].Parts
	if first[0].Y+first[0].Height != c.Base || first[1].Y+first[1].Height != first[0].Y || math.Abs(first[1].Y-plotTop) > 1e-9 {
		t.Errorf("parts %+v on %g", first, c.Base)
	}
	if last := c.Stacks[1]; last.Left+c.Width > 100 || c.Stacks[0].Left < plotLeft {
		t.Errorf("columns from %g to %g", c.Stacks[0].Left, last.Left+c.Width)
	}
	if want := "Issues. 2023: 10 errors, 30 warnings; 2024: 7 infos."; c.Alternative != want {
		t.Errorf("it says %q, want %q", c.Alternative, want)
	}
}

func TestTicksAreRoundNumbers(t *testing.T) {
	for most, want := range map[int]float64{0: 1, 1: 1, 5: 1, 7: 2, 23: 5, 50: 10, 51: 20, 180: 50, 12345: 5000} {
		if got := niceStep(most); got != want {
			t.Errorf("up to %d in steps of %g, want %g", most, got, want)
		}
	}
}

func TestSharesNeverSayNoneOrAllOfSome(t *testing.T) {
	for _, c := range []struct {
		n, of int
		want  string
	}{{0, 0, "–"}, {0, 5, "0.0 %"}, {5, 5, "100.0 %"}, {1, 100000, "< 0.1 %"}, {99999, 100000, "> 99.9 %"}, {1, 3, "33.3 %"}} {
		if got := share(c.n, c.of); got != c.want {
			t.Errorf("share(%d, %d) = %q, want %q", c.n, c.of, got, c.want)
		}
	}
	for n, want := range map[int]string{0: "0", 999: "999", 1000: "1,000", 1234567: "1,234,567"} {
		if got := grouped(n); got != want {
			t.Errorf("grouped(%d) = %q", n, got)
		}
	}
}
