package calibrate

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"mubiao/normalize"
)

// drawnClaims are claims of values that are right as often as one would think who
// knew only how sure their characters are, squared.
func drawnClaims(n int) []Claim {
	r := rand.New(rand.NewPCG(1, 2))
	out := make([]Claim, n)
	for i := range out {
		least := 0.3 + 0.699*r.Float64()
		out[i] = Claim{
			Signs: normalize.Signs{Least: least, Characters: 1, Rough: 0.05},
			Right: r.Float64() < least*least,
		}
	}
	return out
}

func TestAFitStatesHowManyAreRight(t *testing.T) {
	forms := []Form{{Claims: drawnClaims(20_000)}}
	Restate(forms, FitTo(forms[0].Claims))
	for _, least := range []float64{0.5, 0.7, 0.9, 0.98} {
		claimed, n := 0.0, 0
		for _, c := range forms[0].Claims {
			if math.Abs(c.Signs.Least-least) < 0.01 {
				claimed, n = claimed+c.Confidence, n+1
			}
		}
		if got, want := claimed/float64(n), least*least; math.Abs(got-want) > 0.03 {
			t.Errorf("characters of %v make a claim of %.3f, want %.3f", least, got, want)
		}
	}
}

func TestStepsAscend(t *testing.T) {
	c := FitTo(drawnClaims(5_000))
	for i, s := range c.Steps[1:] {
		if before := c.Steps[i]; s.Sum <= before.Sum || s.Right <= before.Right {
			t.Errorf("%v follows %v", s, before)
		}
	}
}

func TestACalibrationIsWrittenAsGo(t *testing.T) {
	source, err := Source(FitTo(drawnClaims(1_000)), "what was drawn")
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"DO NOT EDIT.", "was fitted on what was drawn.", "// least", "// prose"} {
		if !strings.Contains(string(source), want) {
			t.Errorf("no %q in\n%s", want, source)
		}
	}
}

func TestSamplesAreTheSameEachTime(t *testing.T) {
	for i := range 8 {
		a, b := Check.Sample(i), Check.Sample(i)
		if a.Name != b.Name || a.Face != b.Face || a.Scanner.DPI != b.Scanner.DPI {
			t.Errorf("%+v and %+v", a, b)
		}
		x, err := a.draw()
		if err != nil {
			t.Fatal(err)
		}
		if y, err := b.draw(); err != nil || string(x.PDF) != string(y.PDF) {
			t.Errorf("%s: other bytes, %v", a.Name, err)
		}
	}
}
