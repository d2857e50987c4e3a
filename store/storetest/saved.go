package storetest

import (
	"strings"
	"testing"

	"mubiao/normalize"
	"mubiao/store"
	"mubiao/store/saved"
)

// Suspicious fills a store so that every saved question finds one row or more:
// with a project of four years that gets less money and then more, and in the
// end more for less, self-evaluations that missed a target and state another
// one, a scan and a file that is none.
func Suspicious(t *testing.T, s store.Store) {
	t.Helper()
	put := func(n, year int, fen normalize.Amount, target string) {
		doc := Plan(string(rune('a'+n))+".pdf", n)
		r := &doc.Records[0]
		r.FiscalYear, r.Funds[0].Amount = year, &fen
		r.Indicators[0].Target, r.Indicators[0].Value[0] = target, float64(len(target))
		r.Issues[1].Severity = normalize.Warning
		if err := s.Put(t.Context(), doc); err != nil {
			t.Fatal(err)
		}
	}
	put(1, 2022, 300, "<0.3%")
	put(2, 2023, 200, "<0.30%")
	put(3, 2024, 400, "<0.30%")
	put(4, 2025, 500, "<0.3000%")
	evaluation := Plan("evaluation.pdf", 5)
	r := &evaluation.Records[0]
	r.Form, r.FiscalYear, r.Indicators[0].Target, r.Indicators[0].Value[0] = normalize.SelfEvaluation, 2025, "<5%", 5
	if err := s.Put(t.Context(), evaluation); err != nil {
		t.Fatal(err)
	}
	if err := s.Put(t.Context(), Damaged("z.pdf", 9)); err != nil {
		t.Fatal(err)
	}
	for _, pointer := range []string{"/indicators/0/weight", "/indicators/0/deviation"} {
		change := store.Change{SHA256: SHA256(3), Form: 1, Pointer: pointer, Accept: true, By: "王芳", Why: "as printed"}
		if _, err := s.Correct(t.Context(), change); err != nil {
			t.Fatal(err)
		}
	}
}

// Any are the arguments of a saved question that narrow it by nothing.
func Any(q saved.Query) (arguments []store.Argument) {
	for _, p := range q.Parameters {
		arguments = append(arguments, store.Argument{Name: p.Name})
	}
	return arguments
}

// none are the arguments of a saved question that nothing fits.
func none(q saved.Query) []store.Argument {
	arguments := Any(q)
	for i := range arguments {
		arguments[i].Value = "no such thing"
		if arguments[i].Name == "year" {
			arguments[i].Value = int64(1900)
		}
	}
	return arguments
}

func savedQuestions(t *testing.T, s suite) {
	Suspicious(t, s)
	for _, q := range saved.All() {
		if len(namedRows(t, s.sql, q.SQL, Any(q)...)) == 0 {
			t.Errorf("%s finds nothing", q.Name)
		}
		if rows := namedRows(t, s.sql, q.SQL, none(q)...); len(q.Parameters) > 0 && len(rows) > 0 {
			t.Errorf("%s, narrowed, finds %d rows", q.Name, len(rows))
		}
	}
}

// A form that prints no department is of its unit, as in reports.
func savedQuestionsOfUnits(t *testing.T, s suite) {
	doc := Plan("a.pdf", 1)
	r := &doc.Records[0]
	r.Department, r.Unit = "", "水库管理站"
	s.put(t, doc)
	q, _ := saved.Named("by-department")
	rows := namedRows(t, s.sql, q.SQL, store.Argument{Name: "year"}, store.Argument{Name: "department", Value: "水库"})
	if len(rows) != 1 || !strings.Contains(rows[0], "水库管理站") {
		t.Errorf("found are %q", rows)
	}
}
