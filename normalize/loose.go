package normalize

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"mubiao/extract"
	"mubiao/extract/grid"
	"mubiao/normalize/zh"
)

// Tables without rules are read from how their text is aligned, which tells
// the rows and columns of the plain annual form. Of layouts with more in them
// it tells less, so that what was read of those is doubted.

// addUnruled adds the tables without rules that a page holds: the rest of one
// that began on the page before, and those that begin on it.
func (r *reader) addUnruled(l *grid.Layout) {
	open := r.columns
	r.columns = nil
	runs, ruled := l.Runs, len(l.Grids) > 0
	for {
		part := *l
		part.Runs = runs
		g, columns, found := grid.Unruled(&part, vocabulary)
		if open != nil && !ruled {
			part.Runs = runsBetween(runs, math.Inf(-1), topOf(g, found))
			if rest, ok := grid.UnruledRest(&part, vocabulary, open); ok {
				l.Grids = append(l.Grids, rest)
				r.columns = open
			} else if goesOnBelow(part.Runs) {
				r.cuts = append(r.cuts, l.Page-1)
			}
			open = nil
		}
		if !found {
			break
		}
		if namesProjects(&g, runs) {
			r.suspects = append(r.suspects, l.Page)
			r.columns = nil
		} else {
			l.Grids = append(l.Grids, g)
			r.columns = columns
		}
		runs = runsBetween(runs, g.Box.Y1, math.Inf(1))
	}
	slices.SortStableFunc(l.Grids, func(a, b grid.Grid) int { return cmp.Compare(a.Box.Y0, b.Box.Y0) })
}

// doubtRest notes where a table whose rows alone have rules may go on, and what
// there is of it is too little to be told from text: a few rows at the top of
// the next page, or of the right half of one.
func (r *reader) doubtRest(l *grid.Layout) {
	if r.open == nil || len(l.Grids) > 0 || len(l.Runs) == 0 {
		return
	}
	last := &r.open.parts[len(r.open.parts)-1]
	if last.Page >= l.Page-1 && last.Cells[0].Sideless && goesOnBelow(l.Runs) {
		r.cuts = append(r.cuts, last.Page)
	}
}

// goesOnBelow reports whether the text on top of a page may be the rest of a
// table: it begins with no title and nothing that follows indicators.
func goesOnBelow(runs []grid.Line) bool {
	for _, l := range runs {
		if !isFolio(l.Text) {
			return !isTitle(l.Text) && !tailLabel(zh.Label(l.Text))
		}
	}
	return false
}

// topOf is where a table begins, endless where there is none.
func topOf(g grid.Grid, found bool) float64 {
	if !found {
		return math.Inf(1)
	}
	return g.Box.Y0
}

func runsBetween(runs []grid.Line, top, bottom float64) []grid.Line {
	return slices.DeleteFunc(slices.Clone(runs), func(l grid.Line) bool {
		_, y := l.Box.Center()
		return y <= top || y >= bottom
	})
}

// namesProjects reports whether a table without rules has a column of
// projects: a listing, whose merged cells no alignment tells.
func namesProjects(g *grid.Grid, runs []grid.Line) bool {
	s := newSheet(grid.Join([]grid.Grid{*g}))
	for row := range s.rows() {
		head, ok := findColumns(s, row)
		if !ok {
			continue
		}
		return slices.ContainsFunc(labelsBefore(textBox(head.boxes[0]), runs), func(label string) bool {
			return strings.Contains(zh.Label(label), "项目名称")
		})
	}
	return false
}

// textBox is where the text of a box stands: the box of a cell without rules
// may reach over to the next text.
func textBox(b *box) (r extract.Rect) {
	for _, l := range b.parts[0].Lines {
		r = r.Union(l.Box)
	}
	return r
}

// labelsBefore puts together the lines of the labels left of a head.
func labelsBefore(head extract.Rect, runs []grid.Line) []string {
	var out []string
	var last []extract.Rect
	for _, l := range runs {
		if l.Box.X1 > head.X0+l.Box.Height() || math.Abs(l.Box.Y0-head.Y0) > headHeight*l.Box.Height() {
			continue
		}
		i := slices.IndexFunc(last, func(r extract.Rect) bool { return l.Box.X0 < r.X1 && r.X0 < l.Box.X1 })
		if i < 0 {
			out, last = append(out, l.Text), append(last, l.Box)
			continue
		}
		out[i] += l.Text
		last[i] = last[i].Union(l.Box)
	}
	return out
}

// headHeight is how far, in sizes, the lines of a head may stand above or
// below those of the head beside it: half of the most lines that a narrow
// column breaks it into.
const headHeight = 3

// isLoose reports whether a grid was found by how text is aligned.
func isLoose(g *grid.Grid) bool { return len(g.Cells) > 0 && g.Cells[0].Loose }

func (c *candidate) loose() bool { return isLoose(&c.parts[len(c.parts)-1]) }

// doubtLoose doubts what the alignment of text does not tell for sure.
func (f *formReader) doubtLoose() {
	if f.s.row(f.first) == nil || !f.isLoose() {
		return
	}
	if f.head().first == f.first {
		f.d.doubt("table-unruled", Warning, "", "the table has no rules, and what stands in front of the indicators was not found on their page")
	}
	if !f.plainHead() {
		f.doubtRows()
	}
	goals, funds := f.looseTop()
	goals = goals || f.d.Form == SelfEvaluation && f.d.Achieved == "" || slices.ContainsFunc(f.d.Goals, func(g Goal) bool {
		return fundWords.MatchString(g.Text) || strings.HasSuffix(g.Text, "执行数") || isWholeTarget(g.Text)
	})
	if goals {
		for _, path := range []string{"/goals", "/achieved", "/tasks"} {
			f.d.doubt("table-unruled", Warning, path, "the table has no rules; which label a text is for was judged by its place")
		}
	}
	if funds || f.d.Form == SelfEvaluation {
		for _, path := range []string{"/funds", "/execution_rate", "/execution_score"} {
			f.d.doubt("table-unruled", Warning, path, "the table has no rules; which label an amount is for was judged by its place")
		}
	}
	if f.d.Form == SelfEvaluation && f.d.TotalScore == nil {
		f.d.doubt("table-unruled", Warning, "/total_score", "the table has no rules; no total score was found")
	}
}

// doubtRows doubts the values of indicators whose place does not tell their row
// and their column.
func (f *formReader) doubtRows() {
	const message = "the table has no rules; which row a text is for was judged by its place"
	named := slices.ContainsFunc(f.head().columns, func(c column) bool { return c.role == roleLevel3 })
	if len(f.heads) > 1 || len(f.head().blocks) > 1 || !named {
		f.d.doubt("table-unruled", Warning, "/indicators", message)
		return
	}
	f.doubtOneLevel()
	rows := make(map[int]int, len(f.d.Indicators))
	for i := range f.d.Indicators {
		rows[f.rowOf(i)] = i
	}
	unsure, all, names := 0, 0, 0
	for _, b := range f.s.boxes {
		if b.row < f.head().end || b.row >= f.end || len(b.parts) == 0 || f.fieldsAt(b) == nil {
			continue
		}
		if !b.empty() {
			all++
		}
		if !slices.ContainsFunc(b.parts, func(c *grid.Cell) bool { return c.Unsure }) && len(b.parts) == 1 {
			continue
		}
		if !b.empty() {
			unsure++
		}
		if i, ok := rows[b.row]; ok {
			for _, field := range f.fieldsAt(b) {
				names += btoi(field == "level3")
				f.d.doubt("table-unruled", Warning, indicatorPath(i, field), message)
			}
		}
	}
	switch {
	case 2*unsure >= all, names > 0: // a name may be two, or a part of one: rows may be missing anywhere
		f.d.doubt("table-unruled", Warning, "/indicators", message)
	case unsure > 0:
		f.d.doubt("table-unruled", Warning, "/indicators/-", message)
	}
}

// doubtOneLevel doubts levels of which one has no column: its head may be among
// those that are not known.
func (f *formReader) doubtOneLevel() {
	has := func(r role) bool {
		return slices.ContainsFunc(f.head().columns, func(c column) bool { return c.role == r })
	}
	if has(roleLevel1) == has(roleLevel2) {
		return
	}
	for i := range f.d.Indicators {
		for _, field := range []string{"level1", "level2"} {
			f.d.doubt("table-unruled", Warning, indicatorPath(i, field), "the table has no rules, and no column of the other level was found")
		}
	}
}

// rowOf is the row that an indicator's name, or else its target, stands in, -1
// where neither was placed.
func (f *formReader) rowOf(i int) int {
	for _, field := range []string{"level3", "target"} {
		place, ok := f.d.Evidence[indicatorPath(i, field)]
		if !ok {
			continue
		}
		for _, b := range f.s.boxes {
			if b.row >= f.head().end && slices.ContainsFunc(b.parts, func(c *grid.Cell) bool { return at(c.Page, c.Turn.Shown(c.Box)).same(place) }) {
				return b.row
			}
		}
	}
	return -1
}

// same reports whether two places are one, whatever was read there.
func (p Place) same(q Place) bool { return p.Page == q.Page && p.Box == q.Box }

// fieldsAt are the fields of an indicator that are read from a box.
func (f *formReader) fieldsAt(b *box) []string {
	var out []string
	for _, c := range f.head().columns {
		if c.at < b.col || c.at >= b.col+b.cols {
			continue
		}
		out = append(out, roleFields[c.role]...)
	}
	return out
}

// roleFields are the fields of an indicator that a column tells.
var roleFields = map[role][]string{
	roleLevel3: {"level3", "number"}, roleTarget: {"target", "op", "value", "unit"}, roleNature: {"target", "op"}, roleUnit: {"target", "unit"},
	roleWeight: {"weight"}, roleActual: {"actual"}, roleScore: {"score"}, roleDeviation: {"deviation"},
}

func (f *formReader) isLoose() bool {
	return slices.ContainsFunc(f.s.row(f.first), func(b *box) bool { return b.parts[0].Loose })
}

// plainHead reports whether the form has one table of numbered indicators
// with the columns of the plain form.
func (f *formReader) plainHead() bool {
	if len(f.heads) > 1 || len(f.head().blocks) > 1 {
		return false
	}
	for _, c := range f.head().columns {
		if c.role > roleLevel3 && c.role != roleTarget {
			return false
		}
	}
	return len(f.head().columns) == 4 && !slices.ContainsFunc(f.d.Indicators, func(in Indicator) bool { return in.Number == nil })
}

// looseTop reports whether the top of a form has more than one label of goals
// or tasks, and more than one amount side by side.
func (f *formReader) looseTop() (goals, funds bool) {
	labels := 0
	for row := f.first; row < f.head().first; row++ {
		amounts := 0
		for _, b := range f.s.starting(row) {
			labels += btoi(isGoalLabel(b.label))
			goals = goals || zoneOf(b.label) == zoneTasks || achievedLabel(b.label)
			amounts += btoi(kindOfLabel(b.label) == labelFund)
			_, scoped := budgetScopes[zh.StripBrackets(b.label)]
			amounts += btoi(scoped)
		}
		funds = funds || amounts > 1
	}
	return goals || labels > 1, funds
}
