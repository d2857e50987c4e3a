package sqlite

import (
	"path/filepath"
	"testing"

	"mubiao/store"
	"mubiao/store/storetest"
)

func BenchmarkPutNew(b *testing.B) {
	s := open(b, filepath.Join(b.TempDir(), "a.db"))
	for n := 0; b.Loop(); n++ {
		if err := s.Put(b.Context(), storetest.Usual(n)); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkPutAgain(b *testing.B) {
	s := open(b, filepath.Join(b.TempDir(), "a.db"))
	for b.Loop() {
		if err := s.Put(b.Context(), storetest.Usual(1)); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkAddPath(b *testing.B) {
	s := open(b, filepath.Join(b.TempDir(), "a.db"))
	if err := s.Put(b.Context(), storetest.Usual(1)); err != nil {
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
		if err := s.Put(b.Context(), storetest.Usual(n)); err != nil {
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
		if err := s.Put(b.Context(), storetest.Usual(n)); err != nil {
			b.Fatal(err)
		}
	}
	r := openReader(b, path)
	for b.Loop() {
		_, rows, err := storetest.All(b.Context(), r, "SELECT * FROM target", store.Limits{Timeout: -1, MaxRows: -1, MaxBytes: -1})
		if err != nil || len(rows) != 60_000 {
			b.Fatalf("%d rows, %v", len(rows), err)
		}
	}
}
