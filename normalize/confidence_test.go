package normalize

import (
	"slices"
	"testing"

	"mubiao/extract/grid"
)

// confidenceIn is the confidence in a value that no rule speaks for or against,
// read from some lines of a form of fairly good pages.
func confidenceIn(pointer string, lines ...grid.Line) float64 {
	signs := signsOf(pointer, lines)
	signs.Rough = 0.05
	return calibration.Confidence(signs)
}

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
		sure, unsure := confidenceIn(test.pointer, readAs(test.text)), confidenceIn(test.pointer, readAs(test.text, test.unsure))
		if tells := unsure < sure; tells == test.sure {
			t.Errorf("%s of %s with rune %d unsure: %v, and %v without", test.pointer, test.text, test.unsure, unsure, sure)
		}
	}
}

func TestWhatRulesSayIsPartOfTheConfidence(t *testing.T) {
	amount := func(wan int64) *Amount { a := Amount(wan * fenPerWan); return &a }
	d := newDraft()
	d.Funds = []Fund{{Annual, FundTotal, amount(30), ""}, {Annual, FundFiscal, amount(20), ""}, {Annual, FundOther, amount(10), ""}}
	d.Indicators = []Indicator{{Level1: "产出指标", Level2: "某指标"}, {Level3: "名称", Target: "5次"}}
	alone := map[string]float64{}
	for _, pointer := range []string{"/funds/0/amount", "/indicators/0/level1", "/indicators/0/level2", "/indicators/1/level3", "/indicators/1/target"} {
		d.Evidence[pointer] = Place{Page: 1}
		d.read(pointer, []grid.Line{readAs("合格率30", 1)})
	}
	d.settleConfidence()
	for pointer, signs := range d.signs {
		signs.BorneOut = false
		alone[pointer] = calibration.Confidence(signs)
	}
	d.doubt("name-is-level", Warning, "/indicators/0/level2", "")
	d.doubt("name-short", Warning, "/indicators/1", "")
	d.weighDoubts()
	for pointer, surer := range map[string]bool{
		"/funds/0/amount": true, "/indicators/0/level1": true,
		"/indicators/0/level2": false, "/indicators/1/level3": false, "/indicators/1/target": false,
	} {
		if got := *d.Evidence[pointer].Confidence; got == alone[pointer] || got > alone[pointer] != surer {
			t.Errorf("%s: %v, by its characters alone %v", pointer, got, alone[pointer])
		}
	}
}

func TestValuesBelowTheLineAreDoubtedOnce(t *testing.T) {
	d := newDraft()
	for _, pointer := range []string{"/project", "/unit", "/department"} {
		d.Evidence[pointer] = Place{Page: 1}
	}
	d.read("/project", []grid.Line{readAs("公园绿地养护", 0)})
	d.read("/unit", []grid.Line{readAs("公园绿地养护", 0)})
	d.read("/department", []grid.Line{readAs("文化局")})
	d.read("/elsewhere", []grid.Line{readAs("市文化广播电视和旅游发展委员会办公室绩效目标表")}) // the page is a good one
	d.settleConfidence()
	d.doubt("marks-unbalanced", Warning, "/unit", "")
	d.weighDoubts()
	if got := pointedOut(d.Issues, "low-confidence"); !slices.Equal(got, []string{"/project"}) {
		t.Errorf("issues point at %q", got)
	}
}

func TestConfidenceFallsWithWhatSpeaksAgainstAValue(t *testing.T) {
	signs := Signs{Kind: "name", Least: 0.99, Characters: 6, Rough: 0.05}
	sure := calibration.Confidence(signs)
	for what, change := range map[string]func(*Signs){
		"a doubtful character": func(s *Signs) { s.Least = 0.6 },
		"prose":                func(s *Signs) { s.Kind = "prose" },
		"a correction":         func(s *Signs) { s.Mended = true },
		"a bad page":           func(s *Signs) { s.Rough = 0.3 },
		"a single stroke":      func(s *Signs) { s.Stroke = true },
		"a torn form":          func(s *Signs) { s.LooseEnds = 20 },
		"a rule":               func(s *Signs) { s.Doubted = true },
	} {
		less := signs
		change(&less)
		if c := calibration.Confidence(less); c >= sure {
			t.Errorf("%s: %v, not below %v", what, c, sure)
		}
	}
}

func TestCalibrationIsAMonotoneProbability(t *testing.T) {
	if terms := (Signs{}).Terms(); len(terms) != len(calibration.Weights) || len(terms) != len(TermNames)+len(ValueKinds) {
		t.Errorf("%d terms, %d weights, %d names", len(terms), len(calibration.Weights), len(TermNames)+len(ValueKinds))
	}
	last := Step{Sum: calibration.Steps[0].Sum - 1}
	for _, s := range calibration.Steps {
		if s.Sum <= last.Sum || s.Right < last.Right || s.Right >= 1 {
			t.Errorf("step %v after %v", s, last)
		}
		last = s
	}
	for _, sum := range []float64{-100, 0, 100} {
		if c := calibration.right(sum); c <= 0 || c >= 1 {
			t.Errorf("a sum of %v makes %v", sum, c)
		}
	}
}
