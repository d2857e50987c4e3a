package normalize

import (
	"math"
	"testing"

	"mubiao/extract/grid"
)

func TestAValueIsAsSureAsTheCharactersThatTellIt(t *testing.T) {
	for _, test := range []struct {
		text    string
		unsure  int // index of the rune
		pointer string
		sure    bool
	}{
		{"≥85%", 0, "/indicators/0/op", false},
		{"≥85%", 0, "/indicators/0/value", true},
		{"≥85%", 0, "/indicators/0/unit", true},
		{"≥85%", 0, "/indicators/0/target", false},
		{"≥85%", 2, "/indicators/0/op", true},
		{"≥85%", 2, "/indicators/0/value", false},
		{"≥85%", 3, "/indicators/0/unit", false},
		{"85%", 0, "/indicators/0/op", false}, // a sign may hide there
		{"显著提升", 3, "/indicators/0/op", false},
		{"100%", 3, "/indicators/0/op", true}, // a lost sign shows at the first figure
		{"指标1：合格率", 1, "/indicators/0/number", true},
		{"指标1：合格率", 1, "/indicators/0/level3", true},
		{"指标1：合格率", 2, "/indicators/0/number", false},
		{"指标1：合格率", 5, "/indicators/0/level3", false},
		{"16.5", 3, "/funds/0/amount", false},
	} {
		c := confidenceIn(test.pointer, []grid.Line{readAs(test.text, test.unsure)}, 0.05)
		if sure := c > LowConfidence; sure != test.sure {
			t.Errorf("%s of %s with rune %d unsure: %v", test.pointer, test.text, test.unsure, c)
		}
	}
}

func TestRulesBearOutWhatWasReadUnsurely(t *testing.T) {
	amount := func(wan int64) *Amount { a := Amount(wan * fenPerWan); return &a }
	d := newDraft()
	d.Funds = []Fund{{Annual, FundTotal, amount(30), ""}, {Annual, FundFiscal, amount(20), ""}, {Annual, FundOther, amount(10), ""}}
	d.Indicators = []Indicator{{Level1: "产出指标", Level2: "某指标"}}
	for _, pointer := range []string{"/funds/0/amount", "/indicators/0/level1", "/indicators/0/level2"} {
		d.Evidence[pointer] = Place{Page: 1}
		d.read(pointer, []grid.Line{readAs("30", 0)})
	}
	d.settleConfidence()
	for pointer, want := range map[string]float64{"/funds/0/amount": certain, "/indicators/0/level1": certain, "/indicators/0/level2": math.Round(1000*calibrated(0.3, 2, false, d.roughness())) / 1000} {
		if got := *d.Evidence[pointer].Confidence; got != want {
			t.Errorf("%s: %v, want %v", pointer, got, want)
		}
	}
	if len(d.Issues) != 1 || d.Issues[0].Path != "/indicators/0/level2" || d.Issues[0].Code != "low-confidence" {
		t.Errorf("issues: %+v", d.Issues)
	}
}

func TestConfidenceFallsWithDoubtLengthAndMending(t *testing.T) {
	sure := calibrated(0.99, 4, false, 0.05)
	for what, less := range map[string]float64{
		"a doubtful character": calibrated(0.6, 4, false, 0.05),
		"a long text":          calibrated(0.99, 60, false, 0.05),
		"a correction":         calibrated(0.99, 4, true, 0.05),
		"a bad page":           calibrated(0.99, 4, false, 0.3),
	} {
		if less >= sure {
			t.Errorf("%s: %v, not below %v", what, less, sure)
		}
	}
	for _, p := range []float64{0, 1} {
		if c := calibrated(p, 0, false, 0.05); c <= 0 || c > mostConfidence {
			t.Errorf("%v became %v", p, c)
		}
	}
}
