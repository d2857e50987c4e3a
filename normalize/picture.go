package normalize

import "math"

// PictureRules look for what readers of pictures lose or confuse, in this
// order. What they doubt in a scan is beyond doubt in a text that the file
// itself holds, so they are applied to forms that were read from pictures.
var PictureRules = []Rule{
	NameIsLevel,
	LevelLost,
	NumberLost,
	NumberUncounted,
	GoalLost,
	UnitLost,
	MarksUnbalanced,
	LetterStray,
	YearsApart,
	FiguresAlike,
	WeightsSum,
}

// checkPicture applies the PictureRules to a form that was read from pictures.
// What they point at is no surer than a value that rules speak against.
func (d *draft) checkPicture() {
	if d.lines == nil {
		return
	}
	for _, rule := range PictureRules {
		rule.Check(&d.Record, func(pointer, format string, args ...any) {
			d.doubt(rule.Code, rule.Severity, pointer, format, args...)
			d.lessSure(pointer)
		})
	}
}

// doubted is the most confidence in a value that a rule about pictures doubts:
// of 147 such values on pages of forms of our own making in eight faces a quarter
// was right.
const doubted = 0.3

// lessSure lowers the confidence that the evidence of a value states.
func (d *draft) lessSure(pointer string) {
	if place, ok := d.Evidence[pointer]; ok && place.Confidence != nil {
		c := math.Min(*place.Confidence, doubted)
		place.Confidence = &c
		d.Evidence[pointer] = place
	}
}

// fromPicture reports whether the value at a pointer was read from a picture,
// and how surely.
func (r *Record) fromPicture(pointer string) (confidence float64, ok bool) {
	place, known := r.Evidence[pointer]
	if !known || place.Confidence == nil {
		return 0, false
	}
	return *place.Confidence, true
}
