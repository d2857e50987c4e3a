package text_test

import (
	"context"
	"path/filepath"
	"testing"
)

// BenchmarkPage reads the pages of documents from an office program and from
// a browser again and again, fonts kept: the cost of a page in the middle of
// a long document.
func BenchmarkPage(b *testing.B) {
	for _, name := range []string{"seed.pdf", "classic-chromium-0.pdf", "classic-boxes.pdf"} {
		b.Run(name, func(b *testing.B) {
			path := filepath.Join("..", "..", "..", "shared", "corpus", name)
			if found, _ := filepath.Glob(path); found == nil {
				b.Skip("no documents in ../shared")
			}
			doc := open(b, path)
			b.ReportAllocs()
			for n := 0; b.Loop(); n++ {
				if _, err := doc.Page(context.Background(), 1+n%doc.Pages()); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkOpen reads the first page of a document that was never seen: the
// cost of a short file.
func BenchmarkOpen(b *testing.B) {
	for _, name := range []string{"seed.pdf", "classic-chromium-0.pdf"} {
		b.Run(name, func(b *testing.B) {
			path := filepath.Join("..", "..", "..", "shared", "corpus", name)
			if found, _ := filepath.Glob(path); found == nil {
				b.Skip("no documents in ../shared")
			}
			b.ReportAllocs()
			for b.Loop() {
				if _, err := open(b, path).Page(context.Background(), 1); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
