package ladder

import (
	"slices"
	"strings"
	"testing"

	"mubiao/extract"
)

// lines is a page of lines of text, 20 points apart, its characters 10 points
// wide.
func lines(reader extract.Reader, texts ...string) *extract.Page {
	p := &extract.Page{Reader: reader}
	for row, text := range texts {
		for column, r := range []rune(text) {
			x, y := float64(10*column), float64(20*row)
			p.Glyphs = append(p.Glyphs, extract.Glyph{Text: string(r), Box: extract.Rect{X0: x, Y0: y, X1: x + 10, Y1: y + 10}})
		}
	}
	return p
}

func TestReadersDifferInCharactersAlone(t *testing.T) {
	text := []string{"项目名称 水库大坝养护", "年度资金总额 1200.50", "完成时间 2024年12月"}
	with := func(edit func(p *extract.Page)) *extract.Page {
		p := lines(extract.ReaderPdfium, text...)
		edit(p)
		return p
	}
	shift := func(dx, dy float64) func(p *extract.Page) {
		return func(p *extract.Page) {
			for i := range p.Glyphs {
				box := &p.Glyphs[i].Box
				*box = extract.Rect{X0: box.X0 + dx, Y0: box.Y0 + dy, X1: box.X1 + dx, Y1: box.Y1 + dy}
			}
		}
	}
	for name, test := range map[string]struct {
		other  *extract.Page
		unseen int
		differ bool
	}{
		"nothing":              {with(func(*extract.Page) {}), 0, false},
		"order":                {with(func(p *extract.Page) { slices.Reverse(p.Glyphs) }), 0, false},
		"places, a little":     {with(shift(30, 5)), 0, false},
		"blanks and dots":      {lines(extract.ReaderPdfium, "项目名称水库大坝养护", "年度资金总额 1200·50", "完成时间　2024年12月"), 0, false},
		"full width":           {lines(extract.ReaderPdfium, text[0], "年度资金总额 １２００.５０", text[2]), 0, false},
		"a broken ligature":    {lines(extract.ReaderPdfium, text[0], text[1], "成时间 2024年12月"), 0, false},
		"figures":              {lines(extract.ReaderPdfium, text[0], "年度资金总额 1388.58", text[2]), 0, true},
		"a line more":          {lines(extract.ReaderPdfium, append(text, "备注说明")...), 0, true},
		"a line switched off":  {lines(extract.ReaderPdfium, append(text, "备注说明")...), 4, false},
		"a line less":          {lines(extract.ReaderPdfium, text[:2]...), 0, true},
		"lines exchanged":      {lines(extract.ReaderPdfium, text[2], text[1], text[0]), 0, true},
		"characters not known": {lines(extract.ReaderPdfium, text[0], "年度资金总额 \uFFFD\uFFFD\uFFFD\uFFFD.50", text[2]), 0, false},
	} {
		got := difference(lines(extract.ReaderFast, text...), test.other, test.unseen)
		if (got != "") != test.differ {
			t.Errorf("%s: %q", name, got)
		}
	}
	got := difference(lines(extract.ReaderFast, "1200"), lines(extract.ReaderPdfium, "1388"), 0)
	if !strings.Contains(got, `fast and pdfium differ in 3 of 4 characters: only the one has "200", only the other "388"`) {
		t.Error(got)
	}
}

// The sample is the same each time, and as large as is said.
func TestASampleOfPagesIsTaken(t *testing.T) {
	const pages, every = 100_000, 50
	c := crossCheck{every: every, sha256: strings.Repeat("ab", 32)}
	taken := 0
	for n := range pages {
		takes := c.takes(n)
		if again := (crossCheck{every: every, sha256: c.sha256}).takes(n); again != takes {
			t.Fatalf("page %d is taken by chance", n)
		}
		if takes {
			taken++
		}
	}
	if share := float64(taken) * every / pages; share < 0.9 || share > 1.1 {
		t.Errorf("%d of %d pages are taken, want one in %d", taken, pages, every)
	}
}
