package normalize

import "strings"

// A listing is one wide table of many projects, as the 预算管理一体化 system
// prints it: in front of its indicators each project has its name, budget and
// goal, merged over its rows or printed in the first of them. Rows without an
// indicator are totals of a unit, not projects.

// A listed is one project of a listing.
type listed struct {
	d     *draft
	pages []int
}

func (f *formReader) isListing() bool {
	return f.head().blocks[0].columns[roleProject] != nil
}

// readListing reads the projects of a listing in order.
func (f *formReader) readListing() []listed {
	f.readTitle()
	shared := f.d
	r := newRowReader(shared, f.s, *f.head())
	for _, b := range f.head().boxes {
		b.used = true
	}
	r.joinBreaks(f.end)
	r.end = r.bottom(f.end)
	var out []listed
	unit := ""
	var unitBox *box
	for _, span := range r.projects() {
		d := newDraft()
		d.Title, d.FiscalYear, d.wan, d.unit = shared.Title, shared.FiscalYear, shared.wan, shared.unit
		for pointer, place := range shared.Evidence {
			d.Evidence[pointer] = place
		}
		r.d, r.first, r.end = d, span[0], span[1]
		for _, b := range r.head.blocks {
			r.readBlock(b)
		}
		if len(d.Indicators) == 0 {
			unit, unitBox = r.heading(span[0])
			continue
		}
		r.readLead(span[0])
		if d.Unit == "" && unit != "" {
			d.setHeader(fieldUnit, "单位名称", unit, d.in(unitBox))
		}
		d.settle()
		d.Form = f.kindOf(d)
		out = append(out, listed{d, f.s.pages(span[0], span[1])})
	}
	return out
}

// kindOf is the kind of one project of a listing.
func (f *formReader) kindOf(d *draft) Kind {
	f.d = d
	return f.kind()
}

// projects are the first row and the row after the last of each project.
func (r *rowReader) projects() [][2]int {
	c := r.head.blocks[0].columns[roleProject]
	var out [][2]int
	var last *box
	for row := r.first; row < r.end; row++ {
		if head, again := findColumns(r.s, row); again {
			for _, h := range head.boxes {
				h.used = true
			}
			row = head.end - 1
			continue
		}
		if numbersColumns(r.s.starting(row)) {
			continue
		}
		b := r.cell(c, row)
		if b != nil && b != last && (!b.empty() || last == nil) {
			out = append(out, [2]int{row, row})
			last = b
		}
		if len(out) > 0 {
			out[len(out)-1][1] = row + 1
		}
	}
	return out
}

// numbersColumns reports whether a row under the heads counts the columns: 1, 2,
// 3 and so on. Its boxes are then taken for read.
func numbersColumns(line []*box) bool {
	for i, b := range line {
		if n, digits := leadingInt(b.label); digits != len(b.label) || n != i+1 {
			return false
		}
	}
	if len(line) < 3 {
		return false
	}
	for _, b := range line {
		b.used = true
	}
	return true
}

// readLead reads what stands in front of a project's indicators. A unit that
// is printed once for several projects stands further up.
func (r *rowReader) readLead(row int) {
	d, columns := r.d, &r.head.blocks[0].columns
	lead := func(k role) *box {
		b := r.cell(columns[k], row)
		if b != nil {
			b.used = true
		}
		return b
	}
	if b := lead(roleProject); b != nil {
		d.setHeader(fieldProject, "项目名称", b.text, d.in(b))
	}
	owner := lead(roleOwner)
	for owner != nil && owner.empty() && owner.row > r.head.end {
		owner = r.cell(columns[roleOwner], owner.row-1)
	}
	if owner != nil && owner.role == noRole {
		d.setHeader(fieldUnit, "单位名称", owner.text, d.in(owner))
	}
	if b := lead(roleBudget); b != nil {
		d.readUnit(columns[roleBudget].head.label)
		d.addFund(Annual, FundTotal, strings.TrimSpace(columns[roleBudget].head.text), b.text, d.in(b))
	}
	if b := lead(roleGoal); b != nil && !b.empty() {
		d.addGoals(Annual, b.lines, func(pointer string, from, to int) { d.placeLines(pointer, b, from, to) })
	}
}

// heading is the unit that a row without indicators names, where units and
// projects share a column: 单位名称、项目名称.
func (r *rowReader) heading(row int) (string, *box) {
	c := r.head.blocks[0].columns[roleProject]
	if !strings.Contains(c.head.label, "单位") {
		return "", nil
	}
	b := r.cell(c, row)
	b.used = true
	return b.text, b
}
