package text_test

import (
	"context"
	"fmt"
	"runtime"
	"strings"
	"testing"
)

// TestMemoryDoesNotGrowWithPages reads a document whose pages share a font
// and nothing else; what is kept of them must not be their contents.
func TestMemoryDoesNotGrowWithPages(t *testing.T) {
	const pages = 600
	const contentLength = 100_000
	line := "BT /F1 10 Tf 10 50 Td (abcdefgh) Tj ET\n"
	content := strings.Repeat(line, contentLength/len(line))
	objects := []string{
		"<</Type/Catalog/Pages 2 0 R>>", "",
		"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
	}
	var kids strings.Builder
	for i := range pages {
		objects = append(objects,
			fmt.Sprintf("<</Type/Page/Parent 2 0 R%s/Contents %d 0 R/Resources<</Font<</F1 3 0 R>>>>>>", sketchBox, len(objects)+2),
			stream("", content))
		fmt.Fprintf(&kids, "%d 0 R ", 4+2*i)
	}
	objects[1] = "<</Type/Pages/Kids[" + kids.String() + "]>>"
	doc := document(t, file(objects...))
	used := func(from, to int) uint64 {
		for n := from; n < to; n++ {
			if page, err := doc.Page(context.Background(), n); err != nil || len(page.Glyphs) != 8 {
				t.Fatalf("page %d: %v", n, err)
			}
		}
		runtime.GC()
		var stats runtime.MemStats
		runtime.ReadMemStats(&stats)
		return stats.HeapAlloc
	}
	const growthMost = 8 << 20 // of 55 MB of content
	if before, after := used(1, 50), used(50, pages+1); after > before+growthMost {
		t.Errorf("%d kB after 50 pages, %d kB after %d", before>>10, after>>10, pages)
	}
}
