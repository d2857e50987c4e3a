package grid_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"unicode"

	"mubiao/extract"
	"mubiao/extract/grid"
	"mubiao/extract/ladder"
	"mubiao/internal/formgen"
)

// generatedSamples is how many documents are made with each feature.
const generatedSamples = 4

// Whatever a page looks like, its cells tile the grid without overlap and
// each character ends up in one cell or one line, once.
func TestCellsTileTheGridAndKeepEveryGlyph(t *testing.T) {
	for _, f := range formgen.Features() {
		t.Run(f.Name, func(t *testing.T) {
			for seed := range uint64(generatedSamples) {
				sample, err := formgen.New(3000+seed, f)
				if err != nil {
					t.Fatal(err)
				}
				for _, page := range pages(t, sample.PDF) {
					layout := grid.Find(page)
					for _, fault := range append(untiled(layout), misplaced(page, layout, sample.Style.Bold)...) {
						t.Errorf("seed %d, page %d: %s", 3000+seed, page.Number, fault)
					}
				}
			}
		})
	}
}

func pages(t *testing.T, pdf []byte) []*extract.Page {
	t.Helper()
	path := filepath.Join(t.TempDir(), "form.pdf")
	if err := os.WriteFile(path, pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	ctx := context.Background()
	file, err := ladder.Open(ctx, path, ladder.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var out []*extract.Page
	for n := 1; n <= file.Pages(); n++ {
		page, err := file.Page(ctx, n)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, page)
	}
	return out
}

// untiled lists the places of each grid that no cell or more than one covers
// and the edges that do not ascend.
func untiled(layout grid.Layout) []string {
	var out []string
	for i, g := range layout.Grids {
		if !ascending(g.Xs) || !ascending(g.Ys) {
			out = append(out, fmt.Sprintf("grid %d: edges do not ascend: %v %v", i, g.Xs, g.Ys))
		}
		covered := map[[2]int]int{}
		for _, c := range g.Cells {
			for row := c.Row; row < c.Row+c.RowSpan; row++ {
				for col := c.Col; col < c.Col+c.ColSpan; col++ {
					covered[[2]int{row, col}]++
				}
			}
		}
		for row := range len(g.Ys) - 1 {
			for col := range len(g.Xs) - 1 {
				if n := covered[[2]int{row, col}]; n != 1 {
					out = append(out, fmt.Sprintf("grid %d: row %d, column %d is in %d cells", i, row, col, n))
				}
				delete(covered, [2]int{row, col})
			}
		}
		if len(covered) > 0 {
			out = append(out, fmt.Sprintf("grid %d: cells reach out of it at %v", i, covered))
		}
	}
	return out
}

func ascending(edges []float64) bool {
	for i := 1; i < len(edges); i++ {
		if edges[i] <= edges[i-1] {
			return false
		}
	}
	return true
}

// misplaced lists the characters that the page has more often or less often
// than the cells and lines. What is set twice to look bold may be kept once.
func misplaced(page *extract.Page, layout grid.Layout, bold bool) []string {
	want, got := map[rune]int{}, map[rune]int{}
	for _, g := range page.Glyphs {
		tally(want, g.Text)
	}
	for _, g := range layout.Grids {
		for _, c := range g.Cells {
			for _, l := range c.Lines {
				tally(got, l.Text)
			}
		}
	}
	for _, l := range layout.Lines {
		tally(got, l.Text)
	}
	var out []string
	for r, n := range want {
		if got[r] != n && !(bold && got[r] < n && 2*got[r] >= n) {
			out = append(out, fmt.Sprintf("%q stands %d times on the page and %d times in its layout", r, n, got[r]))
		}
		delete(got, r)
	}
	for r := range got {
		out = append(out, fmt.Sprintf("%q is in the layout alone", r))
	}
	return out
}

func tally(count map[rune]int, s string) {
	for _, r := range s {
		if !unicode.IsSpace(r) {
			count[r]++
		}
	}
}
