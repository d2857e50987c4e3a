package normalize

func Level1(s string) (canonical string, known bool) { return s, false }
func Level2(s string) (canonical string, known bool) { return s, false }
func Level2Parent(level2 string) string               { return "" }

// FundLabel: rest is what follows the label in the same cell ("16").
func FundLabel(label string) (item FundItem, scope Scope, rest string, known bool) {
	return "", "", "", false
}

func FiscalYear(text string) (year int, known bool) { return 0, false }
