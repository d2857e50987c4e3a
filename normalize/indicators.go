package normalize

import (
	"slices"
	"strconv"
	"strings"

	"mubiao/normalize/zh"
)

// A rowReader reads the indicators of one table head in one form.
type rowReader struct {
	d          *draft
	s          *sheet
	head       columnHeader
	first, end int // rows of indicators, heads that are repeated among them
	levels     map[int]levelRow
}

func newRowReader(d *draft, s *sheet, head columnHeader) *rowReader {
	return &rowReader{d: d, s: s, head: head, first: head.end}
}

// readIndicators reads the rows under a head down to end and returns the
// first row that is no indicator's.
func readIndicators(d *draft, s *sheet, head columnHeader, end int) int {
	r := newRowReader(d, s, head)
	for row := head.first; row < head.end; row++ {
		for _, b := range s.starting(row) {
			b.used = b.used || b.role != noRole
		}
	}
	r.joinBreaks(end)
	r.end = r.bottom(end)
	r.useSpine()
	r.scopeBySpine()
	for _, b := range head.blocks {
		r.readBlock(b)
	}
	return r.end
}

// bottom is the first row, from the head on, that belongs to what follows
// the indicators: the total score, remarks, signatures.
func (r *rowReader) bottom(end int) int {
	for row := r.head.end; row < end; row++ {
		if r.sumsProjects(row) {
			continue
		}
		if r.isTail(row) || r.startsOther(row) {
			return row
		}
	}
	return end
}

// sumsProjects reports whether a row of a listing is the sum of its projects,
// which may stand above them.
func (r *rowReader) sumsProjects(row int) bool {
	if r.head.blocks[0].columns[roleProject] == nil {
		return false
	}
	line := r.s.starting(row)
	i := slices.IndexFunc(line, func(b *box) bool { return !b.empty() })
	return i >= 0 && isSum(line[i].label)
}

// startsOther reports whether another table of indicators begins at a row:
// heads beside another spine, as 年度绩效指标 follows 长期绩效指标.
func (r *rowReader) startsOther(row int) bool {
	head, ok := findColumns(r.s, row)
	if !ok {
		return false
	}
	here, there := r.spine(&r.head), r.spine(&head)
	return here != nil && there != nil && here != there && !there.empty() && here.label != there.label
}

// spine is the label left of a head, if there is one.
func (r *rowReader) spine(h *columnHeader) *box {
	if len(h.columns) == 0 {
		return nil
	}
	return r.s.box(h.first, h.columns[0].head.col-1)
}

// scopeBySpine gives the rows the time that their spine states. A page break
// may cut the spine.
func (r *rowReader) scopeBySpine() {
	b := r.spine(&r.head)
	if b == nil || len(r.head.blocks) > 1 {
		return
	}
	label := ""
	var last *box
	for row := r.head.first; row < r.end; row++ {
		if piece := r.s.box(row, b.col); piece != nil && piece != last && r.leftOfLevels(piece) {
			label += piece.label
			last = piece
		}
	}
	if strings.Contains(label, "长期") || strings.Contains(label, "中期") {
		r.head.blocks[0].scope = Midterm
	}
}

// isTail reports whether a row cannot be an indicator's: its name and its
// target share a box, or it is labelled as what follows the indicators.
func (r *rowReader) isTail(row int) bool {
	b := r.head.blocks[len(r.head.blocks)-1]
	name, target := r.cell(b.columns[roleLevel3], row), r.cell(b.columns[roleTarget], row)
	if name == nil {
		name = r.cell(b.columns[roleLevel2], row)
	}
	first := r.s.row(row)
	if len(first) == 0 {
		return true
	}
	for _, c := range first {
		if c.empty() || c.row < row && len(first) > 1 {
			continue
		}
		if tailLabel(c.label) {
			return true
		}
		break
	}
	return name != nil && name == target && !name.empty()
}

// tailLabel reports whether a label begins what follows the indicators.
func tailLabel(label string) bool {
	l := zh.StripBrackets(label)
	switch l {
	case "总分", "合计", "总计", "备注", "说明", "注", "总得分", "自评总分", "其他需要说明事项", "其他需要说明的事项", "其他需说明的问题", "其他说明的问题", "其他说明",
		"评价结论", "存在问题", "改进措施", "审核意见", "主管部门审核意见", "财政部门审核意见", "填报人", "自评结论", "自评得分", "绩效自评总分", "评价等级", "需要说明的问题",
		"主管部门审核", "财政部门意见", "其他需要说明的问题":
		return true
	}
	for _, w := range []string{"审核意见", "审批意见", "(盖章)", "签字)", "(签章)"} {
		if strings.Contains(label, w) && len(label) <= maxLabel {
			return true
		}
	}
	for _, p := range []string{"注:", "备注:", "说明:", "填报人:", "填表人:", "项目负责人:", "单位负责人:", "联系人:", "总分", "其他需要说明", "填报单位"} {
		if strings.HasPrefix(label, p) {
			return true
		}
	}
	return false
}

// useSpine marks the label of the whole block, set one character a line
// beside the rows, as read.
func (r *rowReader) useSpine() {
	for row := r.head.first; row < r.end; row++ {
		for _, b := range r.s.row(row) {
			if b.used || !r.leftOfLevels(b) {
				continue
			}
			if z := zoneOf(b.label); z == zoneSpine || z == zoneGoals || isSpinePiece(b.label) {
				b.used = true
			}
		}
	}
}

// isSpinePiece reports whether a label is a piece of 年度绩效指标 as a page
// break leaves it.
func isSpinePiece(label string) bool {
	l := zh.StripBrackets(label)
	return l != "" && (strings.Contains("年度绩效指标", l) || strings.Contains("长期绩效指标", l))
}

func (r *rowReader) leftOfLevels(b *box) bool {
	for _, c := range r.head.columns {
		if c.head.col < b.col+b.cols && c.role != roleOther {
			return false
		}
	}
	return true
}

// cell is the box under a column in a row.
func (r *rowReader) cell(c *column, row int) *box {
	if c == nil {
		return nil
	}
	return r.s.box(row, c.at)
}

// readBlock reads the rows of one set of columns.
func (r *rowReader) readBlock(b block) {
	r.levels = r.assignLevels(b)
	for row := r.first; row < r.end; row++ {
		if head, again := findColumns(r.s, row); again {
			for _, h := range head.boxes {
				h.used = true
			}
			row = head.end - 1
			continue
		}
		if name, target, ok := r.leaf(b, row); ok {
			r.readRow(b, row, name, target)
		}
	}
}

// leaf is the name and the target of an indicator that begins in a row, if
// one does.
func (r *rowReader) leaf(b block, row int) (name, target *box, ok bool) {
	c := b.columns[roleLevel3]
	if c == nil {
		c = b.columns[roleLevel2]
	}
	name, target = r.cell(c, row), r.cell(b.columns[roleTarget], row)
	if name == nil || target == nil || name.row != row && target.row != row || name.role != noRole || target.role != noRole {
		return nil, nil, false
	}
	if _, digits := leadingInt(name.label); digits > 0 && digits == len(name.label) && numbersColumns(r.s.starting(row)) {
		return nil, nil, false
	}
	return name, target, true
}

// readRow reads one indicator, if the row holds one.
func (r *rowReader) readRow(b block, row int, name, target *box) {
	d := r.d
	number, level3 := indicatorName(name.text)
	printed, unit, sources := r.target(b, row, target)
	name.used = true
	if isEmptyMark(printed) && (level3 == "" || isPlaceholder(level3)) {
		r.useAll(b, row)
		return
	}
	at := "/indicators/" + strconv.Itoa(len(d.Indicators))
	in := Indicator{Scope: b.scope, Level3: level3, Number: number, Target: printed}
	r.setLevels(b, &in, r.levels[row], at)
	in.readTarget(name.text, unit)
	d.place(at+"/level3", name)
	if name.doubtful {
		d.doubt("row-uncertain", Warning, at, "a page break cuts the row, or the next page begins with one of its own")
	}
	if number != nil {
		d.place(at+"/number", name)
	}
	r.placeTarget(b, row, target, at, sources)
	in.Weight = r.number(b, roleWeight, row, at+"/weight")
	in.Score = r.number(b, roleScore, row, at+"/score")
	in.Actual = r.text(b, roleActual, row, at+"/actual")
	in.Deviation = r.text(b, roleDeviation, row, at+"/deviation")
	d.Indicators = append(d.Indicators, in)
	r.useAll(b, row)
}

// placeTarget says where a target and what it says stand: its sign and its
// unit each in the column of its own where the form has one.
func (r *rowReader) placeTarget(b block, row int, target *box, at string, sources []*box) {
	r.d.placeUnion(at+"/target", sources...)
	op, unit := target, target
	if n := r.cell(b.columns[roleNature], row); n != nil && n != target && (isSign(n.text) || isUnreadSign(n.text)) {
		op = n
	}
	if u := r.cell(b.columns[roleUnit], row); u != nil && !isEmptyMark(u.text) {
		unit = u
	}
	r.d.place(at+"/op", op)
	if op != target && isUnreadSign(op.text) && startsWithNumber(target.text) {
		r.d.doubtSign(at, op)
		r.d.doubtUnknownSign(at, op)
	}
	r.d.place(at+"/value", target)
	r.d.place(at+"/unit", unit)
}

// doubtUnknownSign doubts a target whose sign is a character that the file
// gives no meaning to: fonts of Latin letters lack ≥ and ≤.
func (d *draft) doubtUnknownSign(at string, sign *box) {
	if !strings.ContainsFunc(sign.text, isUnknown) {
		return
	}
	for _, column := range []string{"op", "target"} {
		d.doubt("character-unknown", Error, at+"/"+column, "%q holds a character of unknown meaning", sign.text)
	}
}

// useAll marks all boxes of a block in a row as read.
func (r *rowReader) useAll(b block, row int) {
	for _, c := range b.columns {
		if box := r.cell(c, row); box != nil {
			box.used = true
		}
	}
	for i := range r.head.columns {
		if c := &r.head.columns[i]; c.role == roleOther {
			if box := r.cell(c, row); box != nil {
				box.used = true
			}
		}
	}
}

// target is an indicator's target as printed, with sign and unit joined
// where they have columns of their own, the unit of such a column, and the
// boxes that it stands in.
func (r *rowReader) target(b block, row int, target *box) (printed, unit string, sources []*box) {
	printed, sources = target.text, []*box{target}
	if u := r.cell(b.columns[roleUnit], row); u != nil && u != target && !isEmptyMark(u.text) {
		unit = u.text
		sources = append(sources, u)
	}
	n := r.cell(b.columns[roleNature], row)
	if n == nil || n == target {
		return printed + unit, unit, sources
	}
	sources = append(sources, n)
	if printed == "" {
		return "", "", sources
	}
	if !isSign(n.text) {
		if unit != "" && startsWithNumber(printed) {
			return printed + unit, unit, sources
		}
		return printed, "", sources
	}
	if strings.HasPrefix(zh.Fold(printed), zh.Fold(n.text)) {
		return printed + unit, unit, sources
	}
	return n.text + printed + unit, unit, sources
}

// isSign reports whether a cell of 指标性质 holds a sign of comparison and
// not a word such as 定性.
func isSign(s string) bool {
	return s != "" && strings.Trim(s, "≥≤≧≦⩾⩽><=＞＜＝═") == ""
}

func startsWithNumber(s string) bool {
	s = zh.Fold(s)
	return s != "" && s[0] >= '0' && s[0] <= '9'
}

// isPlaceholder reports whether a name is what the empty form prints.
func isPlaceholder(name string) bool {
	return strings.Trim(name, "…·.。—-/ ") == "" || isBareOrdinal(name)
}

// isBareOrdinal reports whether a text is the number of a row that the empty
// form prints: 1. or 2、.
func isBareOrdinal(s string) bool {
	_, digits := leadingInt(s)
	return digits > 0 && strings.Contains(".、．", s[digits:]) && s[digits:] != ""
}

// number reads a column that holds a plain number.
func (r *rowReader) number(b block, k role, row int, at string) *float64 {
	c := r.cell(b.columns[k], row)
	if c == nil {
		return nil
	}
	return r.d.number(c.text, at, r.d.in(c))
}

// number reads a plain number such as a score; what is none is doubted.
func (d *draft) number(text, at string, in where) *float64 {
	if isEmptyMark(text) {
		return nil
	}
	s := strings.TrimSuffix(strings.TrimSuffix(zh.Fold(zh.Squeeze(text)), "分"), "%")
	v, err := strconv.ParseFloat(strings.ReplaceAll(s, ",", ""), 64)
	in(at)
	if err != nil {
		d.doubt("not-a-number", Warning, at, "%q is not a number", text)
		return nil
	}
	return &v
}

// text reads a column whose marks for nothing count as nothing.
func (r *rowReader) text(b block, k role, row int, at string) string {
	c := r.cell(b.columns[k], row)
	if c == nil || isEmptyMark(c.text) {
		return ""
	}
	r.d.place(at, c)
	return c.text
}

// indicatorName takes the N of 指标N： and marks of obligation off a name.
// The colon may be missing: 指标1工程资金金额.
func indicatorName(text string) (number *int, name string) {
	name = strings.TrimLeft(text, "★☆*＊ ")
	rest, ok := strings.CutPrefix(name, "指标")
	if !ok {
		return nil, name
	}
	rest = strings.TrimLeft(rest, " ")
	n, digits := leadingInt(rest)
	if digits == 0 || n > 99 {
		return nil, name
	}
	rest = strings.TrimLeft(rest[digits:], " ")
	for _, colon := range []string{"：", ":", "、", ".", "．"} {
		if after, ok := strings.CutPrefix(rest, colon); ok {
			rest = after
			break
		}
	}
	return &n, strings.TrimLeft(rest, " ★☆*＊")
}

// leadingInt reads the decimal digits, of either width, that s begins with,
// and tells how many bytes they take.
func leadingInt(s string) (n, size int) {
	for i, r := range s {
		switch {
		case r >= '0' && r <= '9':
			n, size = n*10+int(r-'0'), i+1
		case r >= '０' && r <= '９':
			n, size = n*10+int(r-'０'), i+len("０")
		default:
			return n, size
		}
		if n > 1e6 {
			return n, size
		}
	}
	return n, size
}
