package normalize

import "strconv"

// FundsSum checks that each total is the sum of the parts printed under it
// (财预〔2015〕88号, attachment). A source's own slip is reported, never mended:
// published forms do contain totals of 0 over parts of 90.
var FundsSum = Rule{
	Code:     "funds-sum",
	Severity: Warning,
	Check: func(r *Record, report Reporter) {
		for i, f := range r.Funds {
			if f.Item != FundTotal || f.Amount == nil {
				continue
			}
			if sum, parts := fundParts(r.Funds, f.Scope); parts > 0 && sum != *f.Amount {
				report(fundPath(i), "the total is %s, its parts add up to %s 万元", *f.Amount, sum)
			}
		}
	},
}

func fundPath(i int) string { return "/funds/" + strconv.Itoa(i) + "/amount" }

// fundParts adds up the parts of a scope's total. What is given to a higher
// or lower level of government is a part of 财政拨款 where that is printed.
func fundParts(funds []Fund, scope Scope) (sum Amount, parts int) {
	fiscal := false
	for _, f := range funds {
		fiscal = fiscal || f.Scope == scope && f.Item == FundFiscal && f.Amount != nil
	}
	for _, f := range funds {
		within := f.Item == FundTotal || fiscal && (f.Item == FundSuperior || f.Item == FundLocal)
		if f.Scope != scope || f.Amount == nil || within {
			continue
		}
		sum += *f.Amount
		parts++
	}
	return sum, parts
}

// FundsMissing reports a form without any amount.
var FundsMissing = Rule{
	Code:     "funds-missing",
	Severity: Warning,
	Check: func(r *Record, report Reporter) {
		if len(r.Funds) == 0 {
			report("/funds", "no funds (资金总额) were found")
		}
	},
}
