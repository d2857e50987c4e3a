package normalize

import (
	"cmp"
	"context"
	"math"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"mubiao/extract"
	"mubiao/extract/ladder"
	"mubiao/normalize/zh"
)

// A box that evidence names holds the value, and little else: a label or a
// prefix such as 指标1：, or the other goals of the cell.
func TestEvidenceBoxesHoldTheValueAndLittleElse(t *testing.T) {
	files, err := filepath.Glob("../testdata/forms/*/source.pdf")
	if err != nil || len(files) == 0 {
		t.Fatal("no documents in testdata/forms", err)
	}
	corpus, _ := filepath.Glob("../../shared/corpus/*.pdf")
	for _, file := range append(files, corpus...) {
		f, err := ladder.Open(context.Background(), file, ladder.Options{})
		if err != nil {
			continue // not every document is one that can be read
		}
		pages := readPages(t, f)
		result, err := Read(context.Background(), file, f.SHA256, f)
		if err != nil {
			t.Fatal(err)
		}
		for i := range result.Records {
			checkEvidence(t, file, pages, &result.Records[i])
		}
		f.Close()
	}
}

// readPages keeps the glyphs of all pages.
func readPages(t *testing.T, doc extract.Document) map[int][]extract.Glyph {
	t.Helper()
	pages := map[int][]extract.Glyph{}
	for n := 1; n <= doc.Pages(); n++ {
		page, err := doc.Page(context.Background(), n)
		if err != nil {
			t.Fatal(err)
		}
		pages[n] = slices.Clone(page.Glyphs)
	}
	return pages
}

func checkEvidence(t *testing.T, file string, pages map[int][]extract.Glyph, r *Record) {
	t.Helper()
	values := map[string]string{
		"/title": r.Title, "/project": r.Project, "/department": r.Department, "/unit": r.Unit, "/attribute": r.Attribute, "/period": r.Period,
	}
	for i, in := range r.Indicators {
		values[indicatorPath(i, "level1")] = firstCharacters(string(in.Level1), 2)
		values[indicatorPath(i, "level3")] = in.Level3
		values[indicatorPath(i, "target")] = in.Target
	}
	for i, g := range r.Goals {
		values["/goals/"+string(rune('0'+i))+"/text"] = g.Text
	}
	for pointer, value := range values {
		if value == "" || value == "产出" || value == "效益" || value == "成本" || value == "满意" {
			continue
		}
		place, ok := r.Evidence[pointer]
		if !ok {
			t.Errorf("%s: %s has no evidence for %q", file, pointer, value)
			continue
		}
		want, got := bag(value), textIn(pages[place.Page], place.Box)
		if !holdsMost(bag(got), want) {
			t.Errorf("%s: page %d: %s: box %v holds %q, not %q", file, place.Page, pointer, place.Box, got, value)
		}
		if extra := len([]rune(got)) - len([]rune(zh.Squeeze(value))); extra > 12 {
			t.Errorf("%s: page %d: %s: box %v holds %d more characters than %q: %q", file, place.Page, pointer, place.Box, extra, value, got)
		}
	}
}

func firstCharacters(s string, n int) string {
	r := []rune(s)
	return string(r[:min(n, len(r))])
}

// textIn is the text of the glyphs whose middle lies in a box, in no order
// that matters.
func textIn(glyphs []extract.Glyph, box [4]float64) string {
	r := extract.Rect{X0: box[0], Y0: box[1], X1: box[2], Y1: box[3]}
	var in []extract.Glyph
	for _, g := range glyphs {
		if x, y := g.Box.Center(); r.Contains(x, y) {
			in = append(in, g)
		}
	}
	slices.SortStableFunc(in, func(a, b extract.Glyph) int {
		if math.Abs(a.Box.Y0-b.Box.Y0) > 3 {
			return cmp.Compare(a.Box.Y0, b.Box.Y0)
		}
		return cmp.Compare(a.Box.X0, b.Box.X0)
	})
	var s strings.Builder
	for _, g := range in {
		s.WriteString(g.Text)
	}
	return zh.Squeeze(s.String())
}

// bag counts the characters of a text.
func bag(s string) map[rune]int {
	out := map[rune]int{}
	for _, r := range zh.Squeeze(zh.Radicals(s)) {
		out[r]++
	}
	return out
}

// holdsMost reports whether a box holds what it should: all of it, or where
// a page break cuts the cell, a third at least.
func holdsMost(got, want map[rune]int) bool {
	all, held := 0, 0
	for r, n := range want {
		all += n
		held += min(n, got[r])
	}
	return held*3 >= all
}
