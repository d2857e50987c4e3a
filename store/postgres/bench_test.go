package postgres

import (
	"errors"
	"sync/atomic"
	"testing"

	"mubiao/internal/pgtest"
	"mubiao/store"
	"mubiao/store/storetest"
)

// The same as those of package sqlite, and what only this one can do: several
// writers at once.

func BenchmarkPutNew(b *testing.B) {
	s := open(b, pgtest.Database(b))
	for n := 0; b.Loop(); n++ {
		if err := s.Put(b.Context(), storetest.Usual(n)); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkPutAgain(b *testing.B) {
	s := open(b, pgtest.Database(b))
	for b.Loop() {
		if err := s.Put(b.Context(), storetest.Usual(1)); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkPutNewByMany(b *testing.B) {
	s := open(b, pgtest.Database(b))
	var n atomic.Int64
	b.SetParallelism(2)
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			if err := s.Put(b.Context(), storetest.Usual(int(n.Add(1)))); err != nil {
				b.Error(err)
			}
		}
	})
}

// BenchmarkAsk asks a database of 1,000 documents, of 60,000 indicators.
func BenchmarkAsk(b *testing.B) {
	url := pgtest.Database(b)
	s := open(b, url)
	for n := range 1000 {
		if err := s.Put(b.Context(), storetest.Usual(n)); err != nil {
			b.Fatal(err)
		}
	}
	r := openReader(b, url)
	enough := errors.New("enough")
	for name, ask := range map[string]func() error{
		"known":   func() error { _, _, err := r.Known(b.Context(), storetest.SHA256(1)); return err },
		"get":     func() error { _, err := r.Get(b.Context(), storetest.SHA256(1)); return err },
		"quality": func() error { _, err := r.Quality(b.Context()); return err },
		"target": func() error {
			_, rows, err := storetest.All(b.Context(), r, "SELECT * FROM target", store.Limits{Timeout: -1, MaxRows: -1, MaxBytes: -1})
			if len(rows) != 60_000 {
				b.Errorf("%d rows", len(rows))
			}
			return err
		},
		"search of a character": func() error {
			hits := 0
			err := r.Search(b.Context(), store.ParseQuery("率"), func(*store.Hit) error {
				if hits++; hits > 100 {
					return enough
				}
				return nil
			})
			if errors.Is(err, enough) {
				return nil
			}
			return err
		},
		"search of nothing": func() error {
			return r.Search(b.Context(), store.ParseQuery("不存在"), func(*store.Hit) error { return nil })
		},
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if err := ask(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
