package sqlite

import (
	"path/filepath"
	"testing"

	"mubiao/normalize"
	"mubiao/store"
	"mubiao/store/saved"
	"mubiao/store/storetest"
)

// suspicious is a database in which every saved question finds one row or
// more: a project of two years that gets less money and then more, a
// self-evaluation that missed a target, a scan and a file that is none.
func suspicious(t *testing.T) *Reader {
	t.Helper()
	path := filepath.Join(t.TempDir(), "a.db")
	s := open(t, path)
	put := func(n, year int, fen normalize.Amount, target string) {
		doc := storetest.Plan(string(rune('a'+n))+".pdf", n)
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
	if err := s.Put(t.Context(), storetest.Damaged("z.pdf", 9)); err != nil {
		t.Fatal(err)
	}
	for _, pointer := range []string{"/indicators/0/weight", "/indicators/0/deviation"} {
		change := store.Change{SHA256: storetest.SHA256(3), Form: 1, Pointer: pointer, Accept: true, By: "王芳", Why: "as printed"}
		if _, err := s.Correct(t.Context(), change); err != nil {
			t.Fatal(err)
		}
	}
	return openReader(t, path)
}

func TestSavedQuestionsFindWhatTheySay(t *testing.T) {
	r := suspicious(t)
	for _, q := range saved.All() {
		for _, named := range []bool{false, true} {
			arguments := make([]store.Argument, len(q.Parameters))
			for i, p := range q.Parameters {
				if arguments[i].Name = p.Name; named {
					arguments[i].Value = "no such thing"
				}
			}
			rows, err := r.Query(t.Context(), q.SQL, store.Limits{}, arguments...)
			if err != nil {
				t.Errorf("%s: %v", q.Name, err)
				continue
			}
			n := 0
			for rows.Next() {
				n++
			}
			if err := rows.Err(); err != nil {
				t.Errorf("%s: %v", q.Name, err)
			}
			closeIt(t, rows)
			if found := n > 0; found != (!named || len(arguments) == 0) {
				t.Errorf("%s: %d rows; narrowed: %v", q.Name, n, named)
			}
		}
	}
}
