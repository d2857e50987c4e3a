package normalize

import "fmt"

// A Rule looks for one kind of doubt in a record. A source's own slip is
// reported, never mended.
type Rule struct {
	Code     string
	Severity Severity
	Check    func(r *Record, report Reporter)
}

// A Reporter takes a doubt about the value at a JSON pointer.
type Reporter func(pointer, format string, args ...any)

// Rules are applied to every record in this order.
var Rules = []Rule{
	HeaderMissing,
	GoalsMissing,
	FundsMissing,
	FundsSum,
	TargetEmpty,
	NameEmpty,
	PercentOver,
	UnitUnknown,
	NumberOrder,
	CharacterUnknown,
}

// Check returns what the Rules find doubtful in a record. It does not look at
// the issues that the record has.
func Check(r *Record) []Issue {
	var issues []Issue
	for _, rule := range Rules {
		rule.Check(r, func(pointer, format string, args ...any) {
			issues = append(issues, Issue{rule.Code, rule.Severity, pointer, fmt.Sprintf(format, args...)})
		})
	}
	return issues
}

func check(d *draft) { d.Issues = append(d.Issues, Check(&d.Record)...) }
