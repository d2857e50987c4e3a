package normalize

import (
	"math"
	"slices"
	"strings"

	"mubiao/extract/grid"
	"mubiao/normalize/zh"
)

// maxTitle is the length in characters up to which a line can be a title.
const maxTitle = 60

// isTitle reports whether a line can be the title of a form: a short line
// that speaks of performance and names a table.
func isTitle(text string) bool {
	t := zh.Squeeze(zh.Fold(text))
	if len([]rune(t)) > maxTitle || !strings.Contains(t, "绩效") {
		return false
	}
	t = zh.StripBrackets(t)
	if i := strings.LastIndex(t, "表"); i >= 0 {
		rest := strings.TrimLeft(t[i+len("表"):], "0123456789-一二三四五六七八九十()")
		return !strings.ContainsAny(t, "。;；，") && (rest == "" || strings.HasSuffix(t, "年度"))
	}
	return strings.HasSuffix(t, "绩效目标") || strings.HasSuffix(t, "绩效自评")
}

// isYearLine reports whether a line only states the year: （2023年度）.
func isYearLine(text string) bool {
	t := strings.Trim(zh.Squeeze(zh.Fold(text)), "()[]")
	if !strings.HasSuffix(t, "年") && !strings.HasSuffix(t, "年度") || len([]rune(t)) > 10 {
		return false
	}
	return strings.Trim(t, "0123456789○〇零一二三四五六七八九年度") == ""
}

// isUnitLine reports whether a line states the unit of amounts, or who filled
// in the form and when.
func isUnitLine(text string) bool {
	t := zh.Squeeze(zh.Fold(text))
	for _, p := range []string{"单位:", "金额单位", "(单位", "填报单位", "填报日期", "填报时间", "编制单位", "填表日期", "填报人", "报表编号", "预算单位:", "部门名称:", "单位名称:", "申报日期", "填报部门"} {
		if strings.HasPrefix(t, p) {
			return true
		}
	}
	return false
}

// isTableNumber reports whether a line numbers the table: 附件2, 公开14表,
// 表十二, 附表1-1.
func isTableNumber(text string) bool {
	t := strings.TrimRight(zh.Squeeze(zh.Fold(text)), ":")
	if len([]rune(t)) > 12 {
		return false
	}
	for _, p := range []string{"附件", "附表", "公开", "表", "部门公开", "预算", "附"} {
		if rest, ok := strings.CutPrefix(t, p); ok {
			rest = strings.Trim(rest, "0123456789-一二三四五六七八九十()表之.—")
			if rest == "" || strings.HasPrefix(rest, "公开") {
				return true
			}
		}
	}
	return false
}

// readTitle finds the title and the year in the lines above a form, or in
// its own first rows where those span its width.
func (f *formReader) readTitle() {
	d := f.d
	for row := f.first; row < f.head().first; row++ {
		line := f.s.row(row)
		if len(line) != 1 {
			break
		}
		f.titleRow(line[0])
	}
	at, i := -1, len(f.above)-1
	for ; i >= 0 && d.Title == ""; i-- {
		l := f.above[i]
		switch {
		case isYearLine(l.Text), isUnitLine(l.Text):
			f.yearLine(l)
			d.readUnit(l.Text)
			f.fieldLine(l)
			continue
		case isTitle(l.Text), i > 0 && titleRunsOn(f.above[i-1], l) && isTitle(f.above[i-1].Text+l.Text):
			at = i
		case isFurniture(l):
			continue
		}
		break
	}
	switch {
	case at >= 0:
		f.setTitle(at)
	case i < 0 && d.Title == "" && f.foot != nil:
		f.footTitle()
	}
}

// footTitle takes the title from the foot of the page before, where a break
// parts it from its table: the last line there but for a page number and the
// line of the year.
func (f *formReader) footTitle() {
	f.above, f.page = f.foot.lines, f.foot.page
	for i := len(f.above) - 1; i >= 0; i-- {
		switch l := f.above[i]; {
		case isFurniture(l):
			continue
		case isYearLine(l.Text), isUnitLine(l.Text):
			f.yearLine(l)
			f.d.readUnit(l.Text)
			continue
		case isTitle(l.Text):
			f.setTitle(i)
		}
		return
	}
}

// isFurniture reports whether a line is no part of a title: a page number, or
// the number of the table.
func isFurniture(l grid.Line) bool { return isFolio(l.Text) || isTableNumber(l.Text) }

// isFolio reports whether a line can only be a page number: 12, — 3 —,
// 第1页 共6页.
func isFolio(s string) bool {
	t := strings.TrimPrefix(strings.Trim(zh.Squeeze(zh.Fold(s)), "-—–·"), "第")
	for _, part := range strings.FieldsFunc(t, func(r rune) bool { return strings.ContainsRune("页共/,第", r) }) {
		if n, digits := leadingInt(part); digits != len(part) || n > 9999 {
			return false
		}
	}
	return t != ""
}

// titleRow reads a full-width row in front of the form's fields.
func (f *formReader) titleRow(b *box) {
	d := f.d
	switch {
	case b.empty():
	case isYearLine(b.text), isUnitLine(b.text):
		if y, ok := FiscalYear(b.text); ok && d.FiscalYear == 0 && isYearLine(b.text) {
			d.FiscalYear = y
			d.place("/fiscal_year", b)
		}
		d.readUnit(b.text)
		b.used = true
	case isTitle(b.text) && d.Title == "":
		b.used = true
		d.Title = zh.Squeeze(zh.Radicals(b.lines[0]))
		d.placeLines("/title", b, 0, 1)
		for i, l := range b.lines {
			if y, ok := FiscalYear(l); ok && d.FiscalYear == 0 {
				d.FiscalYear = y
				d.placeLines("/fiscal_year", b, i, i+1)
			}
		}
	}
}

func (f *formReader) yearLine(l grid.Line) {
	if y, ok := FiscalYear(l.Text); ok && isYearLine(l.Text) && f.d.FiscalYear == 0 {
		f.d.FiscalYear = y
		f.d.placeLine("/fiscal_year", f.page, f.turn(), l)
	}
}

// fieldLine reads a header field that stands above the table: 填报单位（盖章）：….
func (f *formReader) fieldLine(l grid.Line) {
	if label, value, ok := cutLabel(zh.Radicals(l.Text)); ok && headerField(label) == fieldHeader && label != "金额单位" {
		f.d.setOther(zh.StripBrackets(label), value, func(p string) { f.d.placeLine(p, f.page, f.turn(), l) })
	}
}

// setTitle takes the title from a line above the form, or from the one above
// that where the title runs over two.
func (f *formReader) setTitle(at int) {
	d := f.d
	first := at
	for first > 0 && titleRunsOn(f.above[first-1], f.above[first]) {
		first--
	}
	for i := first; i <= at; i++ {
		if y, ok := FiscalYear(f.above[i].Text); ok && d.FiscalYear == 0 {
			d.FiscalYear = y
			d.placeLine("/fiscal_year", f.page, f.turn(), f.above[i])
		}
	}
	title := f.above[first]
	for first < at && f.fillsTable(f.above[first]) {
		first++
		title.Text += f.above[first].Text
		title.Box = title.Box.Union(f.above[first].Box)
		title.Sure = append(slices.Clip(title.Sure), f.above[first].Sure...)
	}
	d.Title = zh.Squeeze(zh.Radicals(title.Text))
	d.placeLine("/title", f.page, f.turn(), title)
}

// titleRoom is how much room, in sizes, a full line leaves at most: that of a
// character, and of another that may not begin a line without it.
const titleRoom = 2.5

// fillsTable reports whether a line above the form is as wide as its table, so
// that what it says goes on in the next because it had no room.
func (f *formReader) fillsTable(l grid.Line) bool {
	first, last := math.Inf(1), math.Inf(-1)
	for _, c := range f.s.table.Cells {
		first, last = min(first, c.Box.X0), max(last, c.Box.X1)
	}
	return l.Box.Width() > last-first-titleRoom*l.Size
}

// titleRunsOn reports whether a title begun on line a goes on on line b: set
// in one size, close together, about one middle.
func titleRunsOn(a, b grid.Line) bool {
	ax, _ := a.Box.Center()
	bx, _ := b.Box.Center()
	if isTableNumber(a.Text) || isYearLine(a.Text) || isUnitLine(a.Text) || isTitle(a.Text) || isFolio(a.Text) || strings.HasSuffix(a.Text, "。") {
		return false
	}
	return math.Abs(a.Size-b.Size) < 0.5 && b.Box.Y0-a.Box.Y1 < b.Size && math.Abs(ax-bx) < 2*b.Size
}
