package normalize

import (
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
		{"指标1：合格率", 1, "/indicators/0/number", true},
		{"指标1：合格率", 1, "/indicators/0/level3", true},
		{"指标1：合格率", 2, "/indicators/0/number", false},
		{"指标1：合格率", 5, "/indicators/0/level3", false},
		{"16.5", 3, "/funds/0/amount", false},
	} {
		c := confidenceIn(test.pointer, []grid.Line{readAs(test.text, test.unsure)})
		if sure := c > confidenceLine; sure != test.sure {
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
	for pointer, want := range map[string]float64{"/funds/0/amount": certain, "/indicators/0/level1": certain, "/indicators/0/level2": 0.3} {
		if got := *d.Evidence[pointer].Confidence; got != want {
			t.Errorf("%s: %v, want %v", pointer, got, want)
		}
	}
	if len(d.Issues) != 1 || d.Issues[0].Path != "/indicators/0/level2" || d.Issues[0].Code != "low-confidence" {
		t.Errorf("issues: %+v", d.Issues)
	}
}
