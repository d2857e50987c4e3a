package pdfium_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"

	"mubiao/extract/pdfium"
)

// BenchmarkPage reads the pages of documents again and again: from an office
// program, from a browser, by glyph with a font that is not embedded, and of a
// budget with wide tables.
func BenchmarkPage(b *testing.B) {
	engine := new(pdfium.Engine)
	b.Cleanup(func() { engine.Close() })
	for _, name := range []string{
		"corpus/seed.pdf", "corpus/classic-chromium-0.pdf", "corpus/classic-unembedded.pdf",
		"wild/nasty/N01_pdfpig_type0_cjk_gbk_euc_h.pdf", "wild/budgets/B12_sh_caizhengju_2024_final.pdf",
	} {
		b.Run(filepath.Base(name), func(b *testing.B) {
			content, err := os.ReadFile(filepath.Join(shared, name))
			if err != nil {
				b.Skip("no documents in ../shared")
			}
			doc, err := engine.Open(context.Background(), bytes.NewReader(content), int64(len(content)), nil)
			if err != nil {
				b.Fatal(err)
			}
			defer doc.Close()
			b.ReportAllocs()
			for n := 0; b.Loop(); n++ {
				if _, err := doc.Page(context.Background(), 1+n%doc.Pages()); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

const shared = "../../../shared"
