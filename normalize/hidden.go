package normalize

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"mubiao/extract"
	"mubiao/extract/grid"
	"mubiao/normalize/zh"
)

const (
	// hiddenLeast is the number of characters of a hidden text that are worth
	// a comparison: stamps and page numbers have fewer.
	hiddenLeast = 20
	// hiddenSame is the share of characters that two good readings of a page
	// have in common.
	hiddenSame = 0.9
)

// A hiddenText is what a file hides under the picture of a page, and how much of
// it the picture shows too, as a share of the characters.
type hiddenText struct {
	page   int
	glyphs []extract.Glyph // on the displayed page
	share  float64
	signs  bool // some comparator is among them
}

// compareHidden notes the text that the file hides under the picture of a page.
func (r *reader) compareHidden(p *extract.Page) {
	hidden, all := countCharacters(p.Hidden)
	if all < hiddenLeast {
		return
	}
	seen, read := countCharacters(p.Glyphs)
	common := 0
	for c, n := range hidden {
		common += min(n, seen[c])
	}
	r.hidden = append(r.hidden, hiddenText{
		page: p.Number, glyphs: p.Hidden, share: float64(common) / float64(max(all, read)),
		signs: slices.ContainsFunc(p.Hidden, func(g extract.Glyph) bool { return isComparator(g.Text) }),
	})
}

// countCharacters counts letters and figures, which every reader reads alike.
func countCharacters(glyphs []extract.Glyph) (of map[rune]int, all int) {
	of = map[rune]int{}
	for i := range glyphs {
		if c, _ := utf8.DecodeRuneInString(glyphs[i].Text); unicode.IsLetter(c) || unicode.IsDigit(c) {
			of[c]++
			all++
		}
	}
	return of, all
}

// tellHidden tells of hidden texts under the pages of a form that are other
// texts than the pages show, and of each value under which another one is
// hidden. Where the rest of the page agrees, one of the two readings of the value
// is wrong; where it does not, the hidden text says little.
func (r *reader) tellHidden(d *draft) {
	for _, h := range r.hidden {
		if !slices.Contains(d.Source.Pages, h.page) {
			continue
		}
		severity := Warning
		if h.share < hiddenSame {
			severity = Info
			d.doubt("hidden-text-differs", Info, "", "page %d: the text hidden under the picture has %.0f %% of its characters in common with it; the picture was read", h.page, 100*h.share)
		}
		for _, pointer := range d.Evidence.Pointers() {
			lines, ok := d.lines[pointer]
			if place := d.Evidence[pointer]; !ok || place.Page != h.page {
				continue
			}
			if under := h.under(d.Evidence[pointer].Box); h.contradicts(pointer, lines, under) {
				d.doubt("hidden-text-differs", severity, pointer, "the text hidden under it is %q", shorten(under, 40))
			}
		}
	}
}

// under is the hidden text in a box of the displayed page, in the order of the
// file.
func (h *hiddenText) under(box [4]float64) string {
	area := extract.Rect{X0: box[0], Y0: box[1], X1: box[2], Y1: box[3]}
	var b strings.Builder
	for i := range h.glyphs {
		if g := &h.glyphs[i]; area.Contains(g.Box.Center()) {
			b.WriteString(g.Text)
		}
	}
	return b.String()
}

// contradicts reports whether a hidden text says something else than was read
// for a value. Readers differ about the order of lines and about marks, so that
// characters are counted: of a number its figures, of an operator its signs, of a
// unit its letters, of other values letters and figures. A text that hides nothing there, or knows no
// signs at all, says nothing.
func (h *hiddenText) contradicts(pointer string, lines []grid.Line, under string) bool {
	text, _ := joined(lines)
	tells := func(c rune) bool { return unicode.IsLetter(c) || unicode.IsDigit(c) }
	switch pointer[strings.LastIndexByte(pointer, '/')+1:] {
	case "value", "number", "amount", "weight", "score", "fiscal_year":
		tells = unicode.IsDigit
	case "op":
		if !h.signs {
			return false
		}
		tells = func(c rune) bool { return isComparator(string(c)) }
	case "unit":
		tells = func(c rune) bool { return unicode.IsLetter(c) || c == '%' || c == '‰' }
	}
	letters := func(c rune) bool { return unicode.IsLetter(c) || unicode.IsDigit(c) }
	return strings.ContainsFunc(under, letters) && !sameCount(string(text), under, tells)
}

// isComparator reports whether a character compares; = goes without saying.
func isComparator(s string) bool { return s != "" && strings.Contains("≥≤≧≦⩾⩽><＞＜", s) }

// sameCount reports whether two texts hold the same characters of a kind, wide
// or not and in whatever order.
func sameCount(a, b string, kind func(rune) bool) bool {
	one := strings.NewReplacer(">=", "≥", "<=", "≤") // sign, printed as two characters
	a, b = one.Replace(zh.Fold(a)), one.Replace(zh.Fold(b))
	count := map[rune]int{}
	for _, c := range a {
		if kind(c) {
			count[folded(c)]++
		}
	}
	for _, c := range b {
		if kind(c) {
			count[folded(c)]--
		}
	}
	for _, n := range count {
		if n != 0 {
			return false
		}
	}
	return true
}

// folded is a comparator without regard to how its bar is drawn.
func folded(c rune) rune {
	switch c {
	case '≧', '⩾':
		return '≥'
	case '≦', '⩽':
		return '≤'
	}
	return c
}
