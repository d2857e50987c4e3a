package normalize

import (
	"math"
	"slices"

	"mubiao/extract/grid"
	"mubiao/normalize/zh"
)

// A candidate is a table that may be a form, with the lines above it.
type candidate struct {
	parts []grid.Grid
	above []grid.Line // on the page of the first part, from top to bottom
	foot  *foot       // of the page before, if nothing but above stands between
}

// A foot is what stands on a page under its last table.
type foot struct {
	page  int
	turn  *grid.Turn
	lines []grid.Line // from top to bottom
	runs  []grid.Line // the same, cut at wide gaps
}

// add takes the grids of the next page.
func (r *reader) add(l grid.Layout) {
	r.addUnruled(&l)
	r.doubtRest(&l)
	r.suspect(&l)
	r.gatherProse(&l)
	top := math.Inf(-1)
	for i := range l.Grids {
		g := &l.Grids[i]
		above := linesBetween(l.Lines, top, g.Box.Y0)
		top = g.Box.Y1
		if r.open != nil && r.open.goesOn(g, above) {
			if last := &r.open.parts[len(r.open.parts)-1]; last.Page == l.Page-1 && r.foot != nil && r.foot.page == last.Page {
				r.takeOverhang(last, r.foot.runs)
			}
			r.open.parts = append(r.open.parts, *g)
			continue
		}
		r.flush()
		r.open = &candidate{parts: []grid.Grid{*g}, above: above}
		if i == 0 && r.foot != nil && r.foot.page == l.Page-1 {
			r.open.foot = r.foot
		}
	}
	r.foot = &foot{
		page: l.Page, turn: l.Turn,
		lines: linesBetween(l.Lines, top, math.Inf(1)), runs: linesBetween(l.Runs, top, math.Inf(1)),
	}
}

// vocabulary is what forms are told by where they have no rules.
var vocabulary = grid.Vocabulary{
	Head:  func(s string) bool { r, _ := columnRole(zh.Label(s)); return r != noRole && r < roleProject },
	Label: func(s string) bool { return kindOfLabel(zh.Label(s)) != unlabelled },
	Tail:  func(s string) bool { return tailLabel(zh.Label(s)) || isTitle(s) },
	Level: func(s string) bool {
		r, _ := columnRole(zh.Label(s))
		return r == roleLevel1 || r == roleLevel2
	},
	Begin: startsIndicator,
	Folio: isFolio,
}

func linesBetween(lines []grid.Line, top, bottom float64) []grid.Line {
	var out []grid.Line
	for _, l := range lines {
		if _, y := l.Box.Center(); y > top && y < bottom {
			out = append(out, l)
		}
	}
	return out
}

// goesOn reports whether a grid goes on the table before it: on the same page
// or the next, between the same outer edges, with no title in between and
// without beginning a form of its own.
func (c *candidate) goesOn(g *grid.Grid, above []grid.Line) bool {
	whole := c.outline()
	loose := c.loose() && isLoose(g)
	if g.Page-whole.Page > 1 || !loose && !grid.SameSides(whole, g) {
		return false
	}
	if slices.ContainsFunc(above, func(l grid.Line) bool { return isTitle(l.Text) && !c.hasTitle(l.Text) }) {
		return false
	}
	s := newSheet(grid.Join([]grid.Grid{*g}))
	if head, ok := findColumns(s, 0); ok {
		return loose || head.fits(whole) || c.begun()
	}
	return (!beginsForm(s, 0) || c.lacksDepartment(s)) && (c.begun() || !holdsForm(s)) && (grid.Continues(whole, g) || c.begun() && (hasHeads(s) || hasLabels(s)))
}

// fits reports whether the columns under a head are columns of a grid, as
// those are that a page repeats. What stands below the indicators may have
// other ones.
func (h *columnHeader) fits(g *grid.Grid) bool {
	return !slices.ContainsFunc(h.boxes, func(b *box) bool {
		r := b.parts[0].Box
		return !g.HasEdge(r.X0) || !g.HasEdge(r.X1)
	})
}

// holdsForm reports whether a table has labels of what stands in front of
// indicators, and the heads of those below.
func holdsForm(s *sheet) bool {
	labels := 0
	for row := range s.rows() {
		if _, ok := findColumns(s, row); ok {
			return labels >= 2
		}
		for _, b := range s.starting(row) {
			labels += btoi(kindOfLabel(b.label) != unlabelled)
		}
	}
	return false
}

// outline is a grid without cells that has the edges of all parts and stands
// on the page of the last: a part may lack the column at a side where a page
// is all within one cell of it.
func (c *candidate) outline() *grid.Grid {
	g := grid.Grid{Page: c.parts[len(c.parts)-1].Page}
	for _, p := range c.parts {
		g.Box = g.Box.Union(p.Box)
		g.Xs = append(g.Xs, p.Xs...)
	}
	slices.Sort(g.Xs)
	return &g
}

// begun reports whether a form begins in the table and its indicators do not.
func (c *candidate) begun() bool {
	s := newSheet(grid.Join(c.parts))
	return beginsForm(s, 0) && !hasHeads(s)
}

// lacksDepartment reports whether a form that has begun names no department yet
// and the first row of a table does, and no project: the first page of the form
// ends above that row.
func (c *candidate) lacksDepartment(s *sheet) bool {
	names := func(boxes []*box, f field) bool {
		return slices.ContainsFunc(boxes, func(b *box) bool { return headerField(b.label) == f })
	}
	begun := newSheet(grid.Join(c.parts))
	return c.begun() && names(begun.boxes, fieldProject) && !names(begun.boxes, fieldDepartment) && !names(s.row(0), fieldProject)
}

// hasLabels reports whether a table has labels of what stands in front of
// indicators, two at least.
func hasLabels(s *sheet) bool {
	n := 0
	for _, b := range s.boxes {
		n += btoi(kindOfLabel(b.label) != unlabelled)
	}
	return n >= 2
}

// hasHeads reports whether a table has the heads of indicator columns.
func hasHeads(s *sheet) bool {
	for row := range s.rows() {
		if _, ok := findColumns(s, row); ok {
			return true
		}
	}
	return false
}

func (c *candidate) hasTitle(text string) bool {
	return slices.ContainsFunc(c.above, func(l grid.Line) bool { return l.Text == text })
}

// beginsForm reports whether a form begins at a row: a row that names the
// project or the department, or a full-width title before one.
func beginsForm(s *sheet, row int) bool {
	for ; row < s.rows(); row++ {
		line := s.row(row)
		if len(line) > 1 {
			return slices.ContainsFunc(line, func(b *box) bool {
				return b.row == row && headerField(b.label).beginsForm()
			})
		}
	}
	return false
}

// flush reads the forms of the open table.
func (r *reader) flush() {
	c := r.open
	r.open = nil
	if c == nil {
		return
	}
	s := newSheet(grid.Join(c.parts))
	for i, span := range formSpans(s) {
		f := formReader{d: newDraft(), s: s, first: span.first, end: span.end, heads: span.heads}
		if i == 0 {
			f.above = c.above
			f.page = c.parts[0].Page
			f.foot = c.foot
		}
		if f.isListing() {
			for _, project := range f.readListing() {
				r.finish(project.d, project.pages)
			}
			continue
		}
		if pages, ok := f.read(); ok {
			r.finish(f.d, pages)
		}
	}
}

// A formSpan is the rows of one form.
type formSpan struct {
	first, end int
	heads      []columnHeader
}

// formSpans parts a table into forms. Each has a head of indicators; a form
// begins where a project is named after such a head.
func formSpans(s *sheet) []formSpan {
	var out []formSpan
	cur := formSpan{}
	for row := 0; row < s.rows(); row++ {
		if h, ok := findColumns(s, row); ok {
			cur.heads = append(cur.heads, h)
			row = h.end - 1
			continue
		}
		if len(cur.heads) > 0 && startsForm(s, row) {
			cur.end = titleAbove(s, row)
			out = append(out, cur)
			cur = formSpan{first: cur.end}
		}
	}
	cur.end = s.rows()
	if len(cur.heads) > 0 {
		out = append(out, cur)
	}
	return out
}

// startsForm reports whether a row names a project, or the department of a
// form about a whole one.
func startsForm(s *sheet, row int) bool {
	return slices.ContainsFunc(s.starting(row), func(b *box) bool {
		return (headerField(b.label) == fieldProject || slices.Contains(departmentLabels, dropBrackets(b.label))) && s.box(row, b.col+b.cols) != nil
	})
}

// departmentLabels head the first field of a form about a whole department.
var departmentLabels = []string{"部门名称", "预算部门名称"}

// titleAbove is the first of the full-width rows right above a row.
func titleAbove(s *sheet, row int) int {
	for row > 0 {
		line := s.row(row - 1)
		if len(line) != 1 || !(isTitle(line[0].text) || isYearLine(line[0].text) || isUnitLine(line[0].text)) {
			break
		}
		row--
	}
	return row
}
