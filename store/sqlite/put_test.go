package sqlite

import (
	"fmt"
	"path/filepath"
	"slices"
	"testing"

	"mubiao/normalize"
	"mubiao/store"
	"mubiao/store/storetest"
)

// usual is a document like those that offices publish: 4 forms of 15
// indicators, with evidence for every value.
func usual(n int) store.Document {
	doc := storetest.Plan(fmt.Sprintf("%d.pdf", n), n)
	form := doc.Records[0]
	form.Evidence = normalize.Evidence{}
	indicator := form.Indicators[0]
	form.Indicators = nil
	for i := range 15 {
		form.Indicators = append(form.Indicators, indicator)
		for _, member := range []string{"level1", "level2", "level3", "target"} {
			form.Evidence[fmt.Sprintf("/indicators/%d/%s", i, member)] = normalize.Place{Page: 1, Box: [4]float64{1, 2, 3, 4}}
		}
	}
	for _, member := range []string{"title", "project", "department", "unit", "funds/0", "funds/1", "funds/2", "goals/0"} {
		form.Evidence["/"+member] = normalize.Place{Page: 1, Box: [4]float64{1, 2, 3, 4}}
	}
	doc.Records = slices.Repeat([]normalize.Record{form}, 4)
	return doc
}

func BenchmarkPutNew(b *testing.B) {
	s := open(b, filepath.Join(b.TempDir(), "a.db"))
	for n := 0; b.Loop(); n++ {
		if err := s.Put(b.Context(), usual(n)); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkPutAgain(b *testing.B) {
	s := open(b, filepath.Join(b.TempDir(), "a.db"))
	for b.Loop() {
		if err := s.Put(b.Context(), usual(1)); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkAddPath(b *testing.B) {
	s := open(b, filepath.Join(b.TempDir(), "a.db"))
	if err := s.Put(b.Context(), usual(1)); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if err := s.AddPath(b.Context(), storetest.SHA256(1), "1.pdf"); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkQuality(b *testing.B) {
	s := open(b, filepath.Join(b.TempDir(), "a.db"))
	for n := range 1000 {
		if err := s.Put(b.Context(), usual(n)); err != nil {
			b.Fatal(err)
		}
	}
	for b.Loop() {
		if _, err := s.Quality(b.Context()); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkTarget(b *testing.B) {
	path := filepath.Join(b.TempDir(), "a.db")
	s := open(b, path)
	for n := range 1000 {
		if err := s.Put(b.Context(), usual(n)); err != nil {
			b.Fatal(err)
		}
	}
	r := openReader(b, path)
	for b.Loop() {
		_, rows, err := all(b.Context(), r, "SELECT * FROM target", store.Limits{Timeout: -1, MaxRows: -1, MaxBytes: -1})
		if err != nil || len(rows) != 60_000 {
			b.Fatalf("%d rows, %v", len(rows), err)
		}
	}
}
