package normalize

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
	NumberOrder,
	CharacterUnknown,
}

func check(d *draft) {
	for _, rule := range Rules {
		rule.Check(&d.Record, func(pointer, format string, args ...any) {
			d.doubt(rule.Code, rule.Severity, pointer, format, args...)
		})
	}
}
