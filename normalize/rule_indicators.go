package normalize

import (
	"slices"
	"strconv"
)

func indicatorPath(i int, column string) string {
	return "/indicators/" + strconv.Itoa(i) + "/" + column
}

// TargetEmpty reports indicators without a target.
var TargetEmpty = Rule{
	Code:     "target-empty",
	Severity: Warning,
	Check: func(r *Record, report Reporter) {
		for i, in := range r.Indicators {
			if isEmptyMark(in.Target) {
				report(indicatorPath(i, "target"), "the indicator %q has no target", in.Level3)
			}
		}
	},
}

// NameEmpty reports targets without an indicator.
var NameEmpty = Rule{
	Code:     "name-empty",
	Severity: Warning,
	Check: func(r *Record, report Reporter) {
		for i, in := range r.Indicators {
			if in.Level3 == "" {
				report("/indicators/"+strconv.Itoa(i), "the target %q has no indicator", in.Target)
			}
		}
	},
}

// PercentOver reports a share that must reach more than the whole. Growth
// over 100 % exists, which is why this is a doubt and no error; but a sign
// read as a digit (≥92 % as 292 %) shows here first.
var PercentOver = Rule{
	Code:     "percent-over-100",
	Severity: Warning,
	Check: func(r *Record, report Reporter) {
		for i, in := range r.Indicators {
			if in.Unit == nil || *in.Unit != "%" && *in.Unit != "％" && *in.Unit != "百分比" {
				continue
			}
			if slices.ContainsFunc(in.Value, func(v float64) bool { return v > 100 }) {
				report(indicatorPath(i, "target"), "the target %q is over 100 %%", in.Target)
			}
		}
	},
}

// UnitUnknown reports a number without a unit under a name whose brackets hold a
// word that may be one, though it is none that is known: 采购设备（标准台） with 3.
var UnitUnknown = Rule{
	Code:     "unit-missing",
	Severity: Warning,
	Check: func(r *Record, report Reporter) {
		for i, in := range r.Indicators {
			if len(in.Value) == 0 || in.Unit == nil || *in.Unit != "" {
				continue
			}
			if word := mayBeUnit(in.Level3); word != "" {
				report(indicatorPath(i, "unit"), "the target %q has no unit, and %q in the name may be one", in.Target, word)
			}
		}
	},
}

// NumberOrder tells of numbers 指标N that do not count on from 1 within their
// group, which a source may print so.
var NumberOrder = Rule{
	Code:     "number-order",
	Severity: Info,
	Check: func(r *Record, report Reporter) {
		type group struct {
			scope    Scope
			one, two Name
		}
		last := map[group]int{}
		for i, in := range r.Indicators {
			if in.Number == nil {
				continue
			}
			g := group{in.Scope, in.Level1, in.Level2}
			if *in.Number != last[g]+1 {
				report(indicatorPath(i, "number"), "指标%d follows 指标%d", *in.Number, last[g])
			}
			last[g] = *in.Number
		}
	},
}
