package grid

import (
	"cmp"
	"math"
	"slices"
	"unicode"
	"unicode/utf8"

	"mubiao/extract"
)

// Some tables have rules between their rows and none between their columns, or
// none but those at their sides. Their rows are as sure as those of other
// tables; their columns are where white runs down the page: through rows that
// follow each other as long as each keeps as many columns as it has by itself.

const (
	// leastStripes is how many rules as wide as the table make one: a heading
	// is underlined once, a note has a rule above it.
	leastStripes = 4
	// leastWidth is the least width of such a table, as a share of its page's.
	leastWidth = 0.4
	// sameEnd is how far apart, in points, the ends of its rules may be.
	sameEnd = 3.0
	// alleyShare is the least width of the white between two columns of several
	// lines, in sizes: cells keep text 2 to 3 points off their sides, and blanks
	// in running text do not stand below each other.
	alleyShare = 0.4
	// spacedShare is how far apart, in sizes, the characters of a label may be
	// set to fill its column: 项　目　名　称.
	spacedShare = 3.0
)

// columnRules are the rules that a table without any between its columns would
// have there, and where that table stands; see freeRules.
func columnRules(page *extract.Page, free []edge) ([]extract.Ruling, extract.Rect) {
	if len(free) < leastStripes {
		return nil, extract.Rect{}
	}
	t, ok := stripedTable(free, page)
	if !ok {
		return nil, extract.Rect{}
	}
	return t.rules(), extract.Rect{X0: t.left, Y0: t.ys[0], X1: t.right, Y1: t.ys[len(t.ys)-1]}
}

// markSideless marks the cells of a grid that no rules part from those beside
// them.
func (g *Grid) markSideless(table extract.Rect) {
	if x, y := g.Box.Center(); !table.Contains(x, y) {
		return
	}
	for i := range g.Cells {
		g.Cells[i].Sideless = true
	}
}

// freeRules are the rules across a page that no other meets but at the sides of
// their table.
func freeRules(rulings []extract.Ruling) []edge {
	hor, ver := edges(rulings)
	inner := slices.DeleteFunc(slices.Clone(ver), func(v edge) bool {
		return !slices.ContainsFunc(hor, func(h edge) bool { return crosses(h, v) && v.at-h.lo > sameEnd && h.hi-v.at > sameEnd })
	})
	for _, c := range components(hor, ver) {
		if slices.ContainsFunc(c.ver, func(v edge) bool { return slices.Contains(inner, v) }) {
			hor = slices.DeleteFunc(hor, func(h edge) bool { return slices.Contains(c.hor, h) })
		}
	}
	return hor
}

// A striped is a table without rules between its columns.
type striped struct {
	left, right float64
	ys          []float64 // of its rules, ascending
	whole       []float64 // of those as wide as the table
	partial     []float64 // where the others begin
	bands       []band    // between its rules
}

// A band is what stands between two rules, or between two that are as wide as
// the table.
type band struct {
	top, bottom float64
	columns     []interval // that text stands in, ascending
	size        float64    // of its first line
}

// An interval is a stretch of x.
type interval struct{ lo, hi float64 }

// stripedTable is the table that rules across a page make.
func stripedTable(hor []edge, page *extract.Page) (*striped, bool) {
	widest := slices.MaxFunc(hor, func(a, b edge) int { return cmp.Compare(a.hi-a.lo, b.hi-b.lo) })
	t := striped{left: widest.lo, right: widest.hi}
	for _, h := range hor {
		switch {
		case h.lo < t.left-sameEnd || h.hi > t.right+sameEnd:
			continue
		case h.lo-t.left <= sameEnd && t.right-h.hi <= sameEnd:
			if n := len(t.whole); n == 0 || h.at > t.whole[n-1] {
				t.whole = append(t.whole, h.at)
			}
		default:
			t.partial = append(t.partial, h.lo)
		}
		if n := len(t.ys); n == 0 || h.at > t.ys[n-1] {
			t.ys = append(t.ys, h.at)
		}
	}
	if len(t.whole) < leastStripes || t.right-t.left < leastWidth*page.Width {
		return nil, false
	}
	t.fill(page.Glyphs)
	return &t, true
}

// fill finds the columns of text in each band.
func (t *striped) fill(glyphs []extract.Glyph) {
	t.bands = make([]band, len(t.ys)-1)
	members := make([][]int32, len(t.bands))
	for i := range glyphs {
		x, y := glyphs[i].Box.Center()
		if _, straight := quarterOf(&glyphs[i]); glyphs[i].Hidden || !straight || x < t.left || x > t.right || y < t.ys[0] || y > t.ys[len(t.ys)-1] {
			continue
		}
		k := slot(t.ys, y)
		members[k] = append(members[k], int32(i))
	}
	for k := range t.bands {
		t.bands[k] = bandOf(glyphs, members[k])
		t.bands[k].top, t.bands[k].bottom = t.ys[k], t.ys[k+1]
	}
}

// bandOf finds the stretches of x that some lines of text stand in.
func bandOf(glyphs []extract.Glyph, members []int32) band {
	lines := setLines(glyphs, members, math.Inf(1))
	if len(lines) == 0 {
		return band{}
	}
	gap := runGap
	if len(lines) > 1 {
		gap = alleyShare
	}
	half := gap * lines[0].Size / 2
	var all []interval
	for _, l := range spaced(setLines(glyphs, members, gap)) {
		all = append(all, interval{l.Box.X0 - half, l.Box.X1 + half})
	}
	for _, m := range members {
		if g := &glyphs[m]; isBlank(g.Text) { // set within a cell: 92.5 %
			all = append(all, interval{g.Box.X0 - half, g.Box.X1 + half})
		}
	}
	all = merged(all)
	for i := range all {
		all[i].lo, all[i].hi = all[i].lo+half, all[i].hi-half
	}
	return band{columns: all, size: lines[0].Size}
}

// spaced joins characters of a label that is set wide.
func spaced(runs []Line) []Line {
	var out []Line
	for _, r := range runs {
		if n := len(out); n > 0 && isHanAlone(r.Text) && endsInHanAlone(out[n-1].Text) &&
			math.Abs(middle(out[n-1])-middle(r)) < r.Size/2 && r.Box.X0-out[n-1].Box.X1 <= spacedShare*r.Size {
			out[n-1].Text += " " + r.Text
			out[n-1].Box = out[n-1].Box.Union(r.Box)
			continue
		}
		out = append(out, r)
	}
	return out
}

func middle(l Line) float64 {
	_, y := l.Box.Center()
	return y
}

func isHanAlone(s string) bool {
	r, n := utf8.DecodeRuneInString(s)
	return n == len(s) && unicode.Is(unicode.Han, r)
}

// endsInHanAlone reports whether a text is one Han character, or several with
// blanks between.
func endsInHanAlone(s string) bool {
	for i, r := range []rune(s) {
		if i%2 == 0 && !unicode.Is(unicode.Han, r) || i%2 == 1 && r != ' ' {
			return false
		}
	}
	return s != ""
}

// merged joins intervals that overlap.
func merged(all []interval) []interval {
	slices.SortFunc(all, func(a, b interval) int { return cmp.Compare(a.lo, b.lo) })
	var out []interval
	for _, i := range all {
		if n := len(out); n > 0 && i.lo <= out[n-1].hi {
			out[n-1].hi = max(out[n-1].hi, i.hi)
			continue
		}
		out = append(out, i)
	}
	return out
}

// rules are those at the sides of the table and between its columns.
func (t *striped) rules() []extract.Ruling {
	top, bottom := t.ys[0], t.ys[len(t.ys)-1]
	out := []extract.Ruling{down(t.left, top, bottom), down(t.right, top, bottom)}
	blocks := t.blocks()
	for from := 0; from < len(blocks); {
		columns := blocks[from].columns
		to := from + 1
		for ; to < len(blocks) && !t.isHeading(blocks[to]); to++ {
			both := merged(append(slices.Clone(columns), blocks[to].columns...))
			if len(both) != len(columns) || len(both) < len(blocks[to].columns) {
				break
			}
			columns = both
		}
		for i := range len(columns) - 1 {
			out = append(out, down(t.between(columns[i], columns[i+1]), blocks[from].top, blocks[to-1].bottom))
		}
		from = to
	}
	return append(out, t.sideRules(blocks)...)
}

func down(x, from, to float64) extract.Ruling { return extract.Ruling{X0: x, Y0: from, X1: x, Y1: to} }

// isHeading reports whether a band holds no row but what is set over a table: a
// line about its middle, larger than what stands in it.
func (t *striped) isHeading(b band) bool {
	if len(b.columns) != 1 {
		return false
	}
	var sizes []float64
	for _, other := range t.bands {
		if other.size > 0 {
			sizes = append(sizes, other.size)
		}
	}
	slices.Sort(sizes)
	off := b.columns[0].lo + b.columns[0].hi - t.left - t.right
	return math.Abs(off) < 2*b.size && b.size > headingSize*sizes[len(sizes)/2]
}

// headingSize is how much larger than the text of a table its heading is set at
// least; office programs go from 10.5 to 12 points.
const headingSize = 1.1

// blocks joins the bands between rules as wide as the table, whose labels stand
// beside several rows. Where a head over several others covers the white
// between those, the bands stay apart.
func (t *striped) blocks() []band {
	var out []band
	for from := 0; from < len(t.bands); {
		whole := t.bands[from]
		most, to := len(whole.columns), from+1
		for ; to < len(t.bands) && !slices.Contains(t.whole, t.bands[to].top); to++ {
			whole.columns = merged(append(slices.Clone(whole.columns), t.bands[to].columns...))
			whole.bottom = t.bands[to].bottom
			whole.size = max(whole.size, t.bands[to].size)
			most = max(most, len(t.bands[to].columns))
		}
		if len(whole.columns) >= most {
			out = append(out, whole)
		} else {
			out = append(out, t.bands[from:to]...)
		}
		from = to
	}
	return out
}

// sideRules are the rules beside the labels of bands that stay apart: where
// those rules begin that are narrower than the table, if no text goes over them.
func (t *striped) sideRules(blocks []band) []extract.Ruling {
	var out []extract.Ruling
	for _, b := range blocks {
		if slices.Contains(t.whole, b.top) && slices.Contains(t.whole, b.bottom) {
			continue
		}
		for _, x := range t.partial {
			if !slices.ContainsFunc(b.columns, func(c interval) bool { return x > c.lo && x < c.hi }) {
				out = append(out, down(x, b.top, b.bottom))
			}
		}
	}
	return out
}

// between is where the rule between two columns would stand: where one begins
// that is narrower than the table, or half way.
func (t *striped) between(a, b interval) float64 {
	for _, x := range t.partial {
		if x > a.hi && x < b.lo {
			return x
		}
	}
	return (a.hi + b.lo) / 2
}
