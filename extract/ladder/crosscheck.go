package ladder

import (
	"context"
	"fmt"
	"hash/fnv"
	"math"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"mubiao/extract"
	"mubiao/extract/text"
)

// A crossCheck compares some of the pages that nothing is wrong with by
// themselves with what others make of them: the fonts, and PDFium.
//
// BUG: both readers believe a font's ToUnicode. Where it lies and the embedded
// font has no cmap that says otherwise, as most subsets have none, only a look at
// the page would show it.
type crossCheck struct {
	every  int    // one page in so many; 0 for none
	sha256 string // of the file
}

// DefaultCrossCheck is the share of pages that the command line has compared: of
// as few as that PDFium costs each page a tenth of a millisecond.
const DefaultCrossCheck = 50

// takes reports whether a page is compared. Which ones are does not depend on
// what else is read: the same page of the same file always is, or is not.
func (c crossCheck) takes(n int) bool {
	if c.every <= 0 {
		return false
	}
	hash := fnv.New64a()
	fmt.Fprint(hash, c.sha256, n)
	return hash.Sum64()%uint64(c.every) == 0
}

// How many characters of a page must differ, and which share of them. On 591
// pages of forms, of government files and of files made to be hard to read, two
// differ at most where both readers know them all: a ligature that has no place
// of its own, or a character that is repeated.
const (
	differLeast = 3
	differShare = 0.001
)

// disputed puts in words that the fonts of a page say otherwise, if they do.
func disputed(doc extract.Document) string {
	d, ok := doc.(*text.Document)
	if !ok || len(d.Disputes()) < differLeast {
		return ""
	}
	all := d.Disputes()
	examples := make([]string, 0, examplesMost)
	for _, c := range all {
		example := fmt.Sprintf("%q may be %q", c.Text, c.Other)
		if len(examples) < examplesMost && !slices.Contains(examples, example) {
			examples = append(examples, example)
		}
	}
	return fmt.Sprintf("the fonts say that %d characters are others: %s", len(all), strings.Join(examples, ", "))
}

// examplesMost is how many examples of a difference are given.
const examplesMost = 3

// compare reads a page with PDFium too and puts in words how its text differs
// from p, which base read; empty if it does not, or if PDFium cannot read it.
func (d *pdf) compare(ctx context.Context, n int, p *extract.Page, base extract.Document) string {
	unseen := 0
	if doc, ok := base.(*text.Document); ok {
		unseen = doc.Unseen()
	}
	for _, r := range d.rungs {
		if r.reader != extract.ReaderPdfium || r.ready(ctx) != nil || r.doc.Pages() != d.Pages() {
			continue
		}
		if other, err := r.page(ctx, n); err == nil {
			return difference(p, other, unseen)
		}
	}
	return ""
}

// difference puts in words how the text of two readings of a page differs: in
// characters that only one of them has on a line. Their order is none of it, nor
// is white space, nor punctuation, which has many spellings. Of q, so many
// characters are not shown on the page.
func difference(p, q *extract.Page, unseen int) string {
	a, b := inkOf(p), inkOf(q)
	onlyA, onlyB := a.without(b), b.without(a)
	differ := max(len(onlyA), len(onlyB)-unseen) - max(a.vague, b.vague)
	if differ < differLeast || float64(differ) < differShare*float64(len(a.all)) {
		return ""
	}
	return fmt.Sprintf("%s and %s differ in %d of %d characters: only the one has %q, only the other %q",
		p.Reader, q.Reader, differ, len(a.all), sample(onlyA), sample(onlyB))
}

// sample is the first few of some characters.
func sample(all []rune) string {
	const most = 10
	if len(all) > most {
		return string(all[:most]) + "…"
	}
	return string(all)
}

// ink is the text of a page by its lines.
type ink struct {
	all   []inkSpot // as on the page
	vague int       // characters whose meaning a reader may guess
}

// An inkSpot is a character on a line.
type inkSpot struct {
	r    rune
	line int // from the top of the page
}

// lineHeight is that of the lines that characters are put on, in points. What
// stands in neighbouring ones may be on the same line: readers differ a little
// in heights that a font does not state.
const lineHeight = 12

func inkOf(p *extract.Page) *ink {
	t := &ink{}
	for i := range p.Glyphs {
		g := &p.Glyphs[i]
		if g.Hidden {
			continue
		}
		_, y := g.Box.Center()
		for _, r := range norm.NFKC.String(g.Text) {
			switch {
			case r == unicode.ReplacementChar, unicode.Is(unicode.Co, r), 0x2E80 <= r && r <= 0x2EFF:
				t.vague++
			case unicode.IsLetter(r), unicode.IsNumber(r):
				t.all = append(t.all, inkSpot{r, int(math.Floor(y / lineHeight))})
			}
		}
	}
	return t
}

// without lists the characters of t that u has not on the same line or one
// beside it.
func (t *ink) without(u *ink) []rune {
	left := make(map[inkSpot]int, len(u.all))
	for _, s := range u.all {
		left[s]++
	}
	var missed []inkSpot
	for _, s := range t.all {
		if left[s] > 0 {
			left[s]--
		} else {
			missed = append(missed, s)
		}
	}
	var only []rune
	for _, s := range missed {
		above, below := inkSpot{s.r, s.line - 1}, inkSpot{s.r, s.line + 1}
		switch {
		case left[above] > 0:
			left[above]--
		case left[below] > 0:
			left[below]--
		default:
			only = append(only, s.r)
		}
	}
	return only
}
