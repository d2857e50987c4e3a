package normalize

import "regexp"

// PointUnclear doubts targets and results with just three decimals, amounts
// likewise in forms that print commas of thousands, and amounts of which another
// is the thousandfold: in print the comma and the point are told apart by a tail
// that scanning takes away. Targets with three decimals are rare, those with a
// comma of thousands are not.
var PointUnclear = Rule{
	Code:     "point-unclear",
	Severity: Warning,
	Check: func(r *Record, report Reporter) {
		commas := r.printsThousands()
		for i, in := range r.Indicators {
			if pointOfThousands.MatchString(in.Target) {
				report(indicatorPath(i, "target"), "%q may be a number with a comma of thousands", in.Target)
				report(indicatorPath(i, "value"), "%q may be a number with a comma of thousands", in.Target)
			}
			if pointOfThousands.MatchString(in.Actual) {
				report(indicatorPath(i, "actual"), "%q may be a number with a comma of thousands", in.Actual)
			}
		}
		for i, f := range r.Funds {
			if f.Amount != nil && (commas && pointOfThousands.MatchString(f.Amount.String()) || r.hasThousandfold(*f.Amount)) {
				report(fundPath(i), "%q may be a number with a comma of thousands", *f.Amount)
			}
		}
	},
}

// commaOfThousands is a number with a comma before each three figures.
var commaOfThousands = regexp.MustCompile(`(^|[^0-9.])[1-9][0-9]{0,2}([,，][0-9]{3})+($|[^0-9])`)

// printsThousands reports whether some target or result of a record has such
// commas.
func (r *Record) printsThousands() bool {
	for _, in := range r.Indicators {
		if commaOfThousands.MatchString(in.Target) || commaOfThousands.MatchString(in.Actual) {
			return true
		}
	}
	return false
}

// hasThousandfold reports whether another amount of a record is a thousand times
// one that has decimals.
func (r *Record) hasThousandfold(a Amount) bool {
	if a == 0 || a%fenPerWan == 0 {
		return false
	}
	for _, f := range r.Funds {
		if f.Amount != nil && *f.Amount == 1000*a {
			return true
		}
	}
	return false
}
