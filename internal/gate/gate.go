// Package gate turns conditions on a report into verdicts: whether what is
// stored is good enough to go on with.
//
// A condition is a measure, alone or compared with a number or a share:
//
//	condition = measure [ comparison number [ "%" ] ]
//	comparison = ">" | ">=" | "<" | "<="
//
// Alone it is met when the measure is above 0. Blanks between the parts do not
// matter. See Measures for what can be measured; code=CODE is any code of an
// issue or of a reason.
package gate

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"mubiao/docs"
	"mubiao/store"
)

// A Measure counts something in a report.
type Measure struct {
	Name    string
	Meaning string // what is counted
	Of      string // what it is a share of; empty: it is no share of anything
	count   func(*store.Report) (n, of int)
}

// Measures are what can be measured, but for code=CODE.
var Measures = []Measure{
	{"error", "documents with an error", "documents", inDoubt(func(d store.InDoubt) int { return d.Errors })},
	{"warning", "documents with a warning or an error", "documents", inDoubt(func(d store.InDoubt) int { return d.Warnings })},
	{"info", "documents with any issue", "documents", inDoubt(func(d store.InDoubt) int { return d.Infos })},
	{"failed", "documents that could not be read", "documents", withStatus(store.Failed)},
	{"no-form", "documents that hold no form", "documents", withStatus(store.NoForm)},
	{"low-confidence", fmt.Sprintf("values read from a picture with a confidence below %g", store.LowConfidence), "values", lowConfidence},
	{"no-satisfaction", "forms without an indicator of satisfaction", "forms with indicators", coverage(func(c store.CoverageCount) (int, int) { return c.NoSatisfaction, c.Forms })},
	{"unmeasurable", "targets without a number or a date", "targets", coverage(func(c store.CoverageCount) (int, int) { return c.Unmeasurable, c.Targets })},
	{"weights-off", "forms whose weights sum to neither 100 nor 90", "forms with weights", coverage(func(c store.CoverageCount) (int, int) { return c.WeightsOff, c.Weighted })},
	{"documents", "all documents", "", func(r *store.Report) (int, int) { return r.Documents, 0 }},
	{"forms", "all forms", "", func(r *store.Report) (int, int) { return forms(r), 0 }},
}

func inDoubt(pick func(store.InDoubt) int) func(*store.Report) (int, int) {
	return func(r *store.Report) (int, int) { return pick(r.InDoubt), r.Documents }
}

func withStatus(status store.Status) func(*store.Report) (int, int) {
	return func(r *store.Report) (n, of int) {
		for _, s := range r.Statuses {
			if s.Status == status {
				n += s.Count
			}
		}
		return n, r.Documents
	}
}

func lowConfidence(r *store.Report) (n, of int) {
	for _, v := range r.Values {
		of += v.Values
		if v.Confidence == store.ConfidenceLow {
			n += v.Values
		}
	}
	return n, of
}

func coverage(pick func(store.CoverageCount) (int, int)) func(*store.Report) (int, int) {
	return func(r *store.Report) (int, int) { return pick(r.Coverage.All) }
}

func forms(r *store.Report) (n int) {
	for _, f := range r.Forms {
		if f.Kind != "" {
			n += f.Forms
		}
	}
	return n
}

// codePrefix begins the measure that is a code.
const codePrefix = "code="

// measureNamed finds a measure.
func measureNamed(name string) (Measure, error) {
	for _, m := range Measures {
		if m.Name == name {
			return m, nil
		}
	}
	code, ok := strings.CutPrefix(name, codePrefix)
	if !ok {
		return Measure{}, fmt.Errorf("%q cannot be measured", name)
	}
	if _, known := docs.CodeNamed(code); !known {
		return Measure{}, fmt.Errorf("%q is no code of an issue or a reason", code)
	}
	return Measure{name, "documents with " + code, "documents", func(r *store.Report) (int, int) {
		return r.CodeDocuments[code], r.Documents
	}}, nil
}

// A Condition says when a report is not good enough.
type Condition struct {
	text    string
	measure Measure
	op      string
	limit   float64 // a number, or percent
	share   bool
}

// String is the condition as it was written, without blanks.
func (c Condition) String() string { return c.text }

var syntax = regexp.MustCompile(`^([a-z-]+(?:=[a-z0-9-]+)?)(?:(>=|<=|>|<)(\d+(?:\.\d+)?)(%?))?$`)

// Parse reads a condition.
func Parse(text string) (Condition, error) {
	text = strings.Join(strings.Fields(text), "")
	parts := syntax.FindStringSubmatch(text)
	if parts == nil {
		return Condition{}, fmt.Errorf("%q is no condition", text)
	}
	m, err := measureNamed(parts[1])
	if err != nil {
		return Condition{}, err
	}
	c := Condition{text: text, measure: m, op: parts[2], share: parts[4] != ""}
	switch {
	case c.op == "":
		c.op = ">"
	case c.share && m.Of == "":
		return Condition{}, fmt.Errorf("%s is no share of anything", m.Name)
	default:
		c.limit, err = strconv.ParseFloat(parts[3], 64)
	}
	return c, err
}

// A Verdict is what a condition makes of a report.
type Verdict struct {
	Condition string `json:"condition"`
	Met       bool   `json:"met"` // the report is not good enough
	Count     int    `json:"count"`
	Of        int    `json:"of,omitempty"` // what Count is a share of
	Meaning   string `json:"meaning"`      // what Count counts
	OfMeaning string `json:"-"`
}

// Judge holds a report against the condition. Of nothing, the share is 0.
func (c Condition) Judge(r *store.Report) Verdict {
	n, of := c.measure.count(r)
	value := float64(n)
	if c.share {
		value = 0
		if of > 0 {
			value = 100 * float64(n) / float64(of)
		}
	}
	return Verdict{c.text, c.met(value), n, of, c.measure.Meaning, c.measure.Of}
}

func (c Condition) met(value float64) bool {
	switch c.op {
	case ">":
		return value > c.limit
	case ">=":
		return value >= c.limit
	case "<":
		return value < c.limit
	default:
		return value <= c.limit
	}
}

// String says what was measured: "failed>5%: 6 of 100 documents (6.0 %)".
func (v Verdict) String() string {
	measured := strconv.Itoa(v.Count)
	if v.OfMeaning != "" {
		measured += fmt.Sprintf(" of %d %s", v.Of, v.OfMeaning)
	}
	if v.Of > 0 {
		measured += fmt.Sprintf(" (%.1f %%)", 100*float64(v.Count)/float64(v.Of))
	}
	return v.Condition + ": " + measured
}
