package store

import "mubiao/normalize"

// Coverage is what forms leave open.
type Coverage struct {
	All   CoverageCount  `json:"all"`
	Years []CoverageYear `json:"years"` // in order
	// The forms that leave something open, by department, project and year but
	// for those of Unmeasurable, where most targets come first; at most
	// CoverageForms each.
	NoSatisfaction []CoverageForm `json:"no_satisfaction"`
	Unmeasurable   []CoverageForm `json:"unmeasurable"`
	WeightsOff     []CoverageForm `json:"weights_off"`
}

// CoverageForms is how many forms a list of Coverage holds at most.
const CoverageForms = 50

// A CoverageCount counts forms and targets. Its terms are those of the view
// quality.
type CoverageCount struct {
	Forms          int `json:"forms"`           // with indicators
	NoSatisfaction int `json:"no_satisfaction"` // of them, those without an indicator of satisfaction (满意度)
	Targets        int `json:"targets"`         // one an indicator
	Unmeasurable   int `json:"unmeasurable"`    // of them, those that state neither a number nor a date
	Weighted       int `json:"weighted"`        // forms that print weights (权重, 分值)
	WeightsOff     int `json:"weights_off"`     // of them, those whose weights sum to neither 100 nor 90
}

// Add adds the counts of other forms.
func (c *CoverageCount) Add(d CoverageCount) {
	c.Forms += d.Forms
	c.NoSatisfaction += d.NoSatisfaction
	c.Targets += d.Targets
	c.Unmeasurable += d.Unmeasurable
	c.Weighted += d.Weighted
	c.WeightsOff += d.WeightsOff
}

// A CoverageYear is the coverage of a year's forms.
type CoverageYear struct {
	Year int `json:"year"` // 0: not printed
	CoverageCount
}

// A CoverageForm is a form that leaves something open.
type CoverageForm struct {
	Path         string         `json:"path"`
	Form         int            `json:"form"` // place in the document, from 0
	Kind         normalize.Kind `json:"kind"`
	Year         int            `json:"year"` // 0: not printed
	Department   string         `json:"department"`
	Project      string         `json:"project"`
	Targets      int            `json:"targets"`
	Unmeasurable int            `json:"unmeasurable"`
	Weights      *float64       `json:"weights"` // their sum; nil if none is printed
}
