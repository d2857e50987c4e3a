package normalize

import "slices"

// FundsApart doubts all amounts of a time whose total is not the sum of its parts:
// in a scan it is more likely that one of them was misread than that the form
// does not add up, and nothing tells which.
var FundsApart = Rule{
	Code:     "funds-sum",
	Severity: Warning,
	Check: func(r *Record, report Reporter) {
		for i, total := range r.Funds {
			wrong := func(issue Issue) bool { return issue.Code == FundsSum.Code && issue.Path == fundPath(i) }
			if total.Item != FundTotal || !slices.ContainsFunc(r.Issues, wrong) {
				continue
			}
			for k, f := range r.Funds {
				if _, ok := r.fromPicture(fundPath(k)); ok && k != i && f.Scope == total.Scope && f.Amount != nil {
					report(fundPath(k), "the total is %s, with %s it does not add up", *total.Amount, *f.Amount)
				}
			}
		}
	},
}

// ShareOver doubts the number of a share that is over 100 where PercentOver looks
// at the target alone, and of one without a %: ≥ read as 2 or % read as 5 makes
// 292 of 92 and 99.55 of 99.5%.
var ShareOver = Rule{
	Code:     "percent-over-100",
	Severity: Warning,
	Check: func(r *Record, report Reporter) {
		for i, in := range r.Indicators {
			if len(in.Value) == 0 || in.Unit == nil || !isShare(in.Level3) {
				continue
			}
			over := slices.ContainsFunc(in.Value, func(v float64) bool { return v > 100 })
			if *in.Unit == "%" && over || *in.Unit == "" && (over || hasFraction(in.Value)) {
				for _, column := range []string{"op", "value", "unit"} {
					report(indicatorPath(i, column), "the share %q is over 100 %%, or its %% was read as a figure", in.Target)
				}
			}
		}
	},
}

// hasFraction reports whether one of some numbers is no whole one.
func hasFraction(values Value) bool {
	return slices.ContainsFunc(values, func(v float64) bool { return v != float64(int64(v)) })
}

// ScoreOver doubts a score above the weight of its indicator, which is the most
// that can be given, and a weight that is missing beside a score.
var ScoreOver = Rule{
	Code:     "score-over-weight",
	Severity: Warning,
	Check: func(r *Record, report Reporter) {
		for i, in := range r.Indicators {
			switch {
			case in.Score == nil:
			case in.Weight == nil:
				report(indicatorPath(i, "weight"), "a score of %g has no weight beside it", *in.Score)
			case *in.Score > *in.Weight:
				report(indicatorPath(i, "score"), "the score %g is above the weight %g", *in.Score, *in.Weight)
				report(indicatorPath(i, "weight"), "the score %g is above the weight %g", *in.Score, *in.Weight)
			}
		}
	},
}
