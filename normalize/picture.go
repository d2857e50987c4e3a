package normalize

// PictureRules look for what readers of pictures lose or confuse, in this
// order. What they doubt in a scan is beyond doubt in a text that the file
// itself holds, so they are applied to forms that were read from pictures.
var PictureRules = []Rule{
	NameIsLevel,
	NameShort,
	LevelLost,
	HeaderLost,
	NumberLost,
	NumberUncounted,
	GoalLost,
	UnitLost,
	ShareOver,
	ScoreOver,
	FundsApart,
	MarksUnbalanced,
	EndLost,
	LetterStray,
	YearsApart,
	FiguresAlike,
	PointUnclear,
	WeightsSum,
}

// checkPicture applies the PictureRules to a form that was read from pictures.
func (d *draft) checkPicture() {
	if d.lines == nil {
		return
	}
	for _, rule := range PictureRules {
		rule.Check(&d.Record, func(pointer, format string, args ...any) {
			d.doubt(rule.Code, rule.Severity, pointer, format, args...)
		})
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
