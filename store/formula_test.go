package store

import "testing"

func TestFormulasAreDisarmedAndArmedAgain(t *testing.T) {
	for cell, want := range map[string]string{
		"": "", "≥3座": "≥3座", "=100%": "'=100%", "＝100%": "'＝100%", "-5": "'-5", "+1": "'+1", "@x": "'@x",
		"\t=1": "'\t=1", "'=1": "''=1", "''=1": "'''=1", "'": "'", "'a": "'a", "a=1": "a=1",
	} {
		got := DisarmFormula(cell)
		if got != want {
			t.Errorf("DisarmFormula(%q) = %q, want %q", cell, got, want)
		}
		if again := armed(got); again != cell {
			t.Errorf("%q: %q, then %q", cell, got, again)
		}
	}
}
