package sqlite

import (
	"fmt"
	"path/filepath"
	"testing"

	"mubiao/normalize"
	"mubiao/store"
	"mubiao/store/storetest"
)

// decade is a database of plans of ten years: 170 documents a year of 4 forms
// with 15 indicators, whose targets change every other year.
func decade(b *testing.B) *Reader {
	b.Helper()
	path := filepath.Join(b.TempDir(), "a.db")
	s := open(b, path)
	for n := range 1700 {
		doc := storetest.Usual(n)
		year := 2015 + n/170
		for i := range doc.Records {
			r := &doc.Records[i]
			r.FiscalYear, r.Project = year, fmt.Sprintf("%d年第%d号项目之%d", year, n%170, i)
			r.Indicators = append([]normalize.Indicator(nil), r.Indicators...)
			for k := range r.Indicators {
				r.Indicators[k].Level3 = fmt.Sprintf("指标之%d", k)
				r.Indicators[k].Value = normalize.Value{float64(year / 2)}
			}
		}
		if err := s.Put(b.Context(), doc); err != nil {
			b.Fatal(err)
		}
	}
	return openReader(b, path)
}

func BenchmarkViews(b *testing.B) {
	r := decade(b)
	for _, view := range []string{"target", "project_year", "target_change", "quality"} {
		b.Run(view, func(b *testing.B) {
			for b.Loop() {
				_, rows, err := storetest.All(b.Context(), r, "SELECT * FROM "+view, store.Limits{Timeout: -1, MaxRows: -1, MaxBytes: -1})
				if err != nil {
					b.Fatal(err)
				}
				b.ReportMetric(float64(len(rows)), "rows")
			}
		})
	}
}
