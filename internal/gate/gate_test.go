package gate_test

import (
	"strings"
	"testing"

	"mubiao/internal/gate"
	"mubiao/normalize"
	"mubiao/store"
)

var report = &store.Report{
	Documents: 200,
	Statuses: []store.StatusCount{
		{Status: store.Read, Count: 180},
		{Status: store.NoForm, Count: 10},
		{Status: store.Failed, Reason: "document-not-pdf", Count: 6},
		{Status: store.Failed, Reason: "document-encrypted", Count: 4},
	},
	Forms:         []store.FormCount{{Kind: normalize.ProjectTarget, Forms: 300}, {Forms: 7}},
	InDoubt:       store.InDoubt{Errors: 2, Warnings: 30, Infos: 50},
	CodeDocuments: map[string]int{"funds-sum": 3, "document-encrypted": 4},
	Values: []store.ValueCount{
		{Confidence: store.ConfidenceText, Values: 970},
		{Confidence: store.ConfidenceFair, Values: 20},
		{Confidence: store.ConfidenceLow, Values: 10},
	},
	Coverage: store.Coverage{All: store.CoverageCount{
		Forms: 290, NoSatisfaction: 29, Targets: 1000, Unmeasurable: 125, Weighted: 0,
	}},
}

func TestConditions(t *testing.T) {
	for condition, met := range map[string]bool{
		"error": true, "error>1": true, "error>2": false, "error>=2": true, "error > 1 %": false, "error>=1%": true, "error>0.9%": true,
		"warning": true, "warning>30": false, "info>49": true,
		"failed>5%": false, "failed>4.9%": true, "failed>=10": true, "no-form>10": false,
		"code=funds-sum": true, "code=funds-sum>3": false, "code=document-encrypted>1%": true, "code=level-unknown": false,
		"low-confidence": true, "low-confidence>1%": false, "low-confidence>=1%": true,
		"no-satisfaction>=10%": true, "unmeasurable>12.5%": false, "weights-off": false, "weights-off>=0%": true,
		"documents<200": false, "documents<=200": true, "forms<301": true, "forms<300": false,
	} {
		c, err := gate.Parse(condition)
		if err != nil {
			t.Error(err)
			continue
		}
		if v := c.Judge(report); v.Met != met {
			t.Errorf("%s: %v, %+v", condition, v.Met, v)
		}
	}
}

func TestEveryMeasureIsOneOfItsOwn(t *testing.T) {
	for _, m := range gate.Measures {
		if _, err := gate.Parse(m.Name); err != nil {
			t.Error(err)
		}
		if _, err := gate.Parse(m.Name + ">5%"); (err == nil) != (m.Of != "") {
			t.Errorf("%s: a share of %q: %v", m.Name, m.Of, err)
		}
	}
}

func TestWhatIsNoConditionIsRefused(t *testing.T) {
	for text, reason := range map[string]string{
		"":                       "no condition",
		"error>":                 "no condition",
		"error>x":                "no condition",
		"error=1":                "cannot be measured",
		"error>-1":               "no condition",
		"error,warning":          "no condition",
		"errors":                 "cannot be measured",
		"code":                   "cannot be measured",
		"code=":                  "no condition",
		"code=level-unknwon":     "no code",
		"documents<5%":           "no share of anything",
		"failed>5% warning>10 %": "no condition",
	} {
		if _, err := gate.Parse(text); err == nil || !strings.Contains(err.Error(), reason) {
			t.Errorf("%q: %v; want %q", text, err, reason)
		}
	}
}

func TestAVerdictSaysWhatWasMeasured(t *testing.T) {
	for condition, want := range map[string]string{
		"failed > 5 %":     "failed>5%: 10 of 200 documents (5.0 %)",
		"documents < 1000": "documents<1000: 200",
		"weights-off":      "weights-off: 0 of 0 forms with weights",
	} {
		c, err := gate.Parse(condition)
		if err != nil {
			t.Fatal(err)
		}
		if got := c.Judge(report).String(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
