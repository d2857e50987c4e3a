package normalize

import (
	"slices"
	"strings"

	"mubiao/normalize/zh"
)

// A role is what a column of the indicator table holds.
type role int

const (
	noRole role = iota
	roleLevel1
	roleLevel2
	roleLevel3
	roleNature // ≥, ≤, =, 定性
	roleTarget
	roleUnit
	roleWeight
	roleActual
	roleScore
	roleDeviation
	roleProject
	roleOwner // 单位名称 of a listing
	roleBudget
	roleGoal
	roleOther // a column whose text no field of a Record holds
	roles
)

// columnLabels are the heads of columns as the catalogue of forms lists them,
// compared without blanks and brackets.
var columnLabels = map[string]role{
	"一级指标": roleLevel1, "一级": roleLevel1, "一级目标": roleLevel1, "评价内容": roleLevel1, "指标类型": roleLevel1, "指标类别": roleLevel1, "绩效指标类型": roleLevel1, "评价指标": roleLevel1,
	"二级指标": roleLevel2, "二级": roleLevel2, "二级目标": roleLevel2,
	"三级指标": roleLevel3, "三级": roleLevel3, "指标内容": roleLevel3, "指标名称": roleLevel3, "具体指标": roleLevel3, "绩效内容": roleLevel3,
	"三级目标": roleLevel3, "三级指标名称": roleLevel3, "个性化指标": roleLevel3, "四级指标": roleLevel3, "绩效指标名称": roleLevel3,
	"指标性质": roleNature, "绩效指标性质": roleNature, "计算符号": roleNature, "运算符号": roleNature, "指标符号": roleNature, "比较符号": roleNature, "符号": roleNature, "性质": roleNature,
	"指标值": roleTarget, "年度指标值": roleTarget, "目标值": roleTarget, "绩效目标值": roleTarget, "当年预期实现值": roleTarget, "指标目标值": roleTarget,
	"年度目标值": roleTarget, "年初指标值": roleTarget, "年初目标值": roleTarget, "预期指标值": roleTarget, "计划指标值": roleTarget, "项目指标值": roleTarget, "年度/项目指标值": roleTarget,
	"绩效指标值": roleTarget, "实施周期目标值": roleTarget, "实施周期指标值": roleTarget, "预期目标值": roleTarget, "中期指标值": roleTarget, "本年指标值": roleTarget, "全年指标值": roleTarget,
	"当年指标值": roleTarget, "指标值内容": roleTarget, "预期值": roleTarget, "长期指标值": roleTarget, "年度绩效指标值": roleTarget, "本年度计划完成水平": roleTarget, "总体指标值": roleTarget,
	"全年目标值": roleTarget, "本年度目标值": roleTarget, "预期实现值": roleTarget, "年度预期值": roleTarget, "计划值": roleTarget, "计划完成值": roleTarget, "预期完成值": roleTarget,
	"中期目标值": roleTarget, "长期目标值": roleTarget, "实施期目标值": roleTarget, "实施期指标值": roleTarget, "中长期指标值": roleTarget, "中长期目标值": roleTarget,
	"度量单位": roleUnit, "计量单位": roleUnit, "单位": roleUnit, "指标单位": roleUnit, "绩效度量单位": roleUnit, "绩效指标单位": roleUnit, "指标值单位": roleUnit, "绩效指标度量单位": roleUnit,
	"权重": roleWeight, "分值": roleWeight, "指标权重": roleWeight, "分值权重": roleWeight, "指标分值": roleWeight, "权重分": roleWeight, "标准分": roleWeight, "本指标权重": roleWeight,
	"实际完成值": roleActual, "全年完成值": roleActual, "完成值": roleActual, "实际值": roleActual, "全年实际值": roleActual, "全年实际完成值": roleActual,
	"实际完成指标值": roleActual, "年度实际完成值": roleActual, "完成情况": roleActual, "实际完成情况": roleActual, "年度完成值": roleActual, "指标完成值": roleActual, "实际完成": roleActual,
	"年度实际值": roleActual, "实际完成数": roleActual, "全年实际完成数": roleActual, "指标完成情况": roleActual, "目标完成情况": roleActual,
	"得分": roleScore, "自评得分": roleScore, "指标得分": roleScore, "实际得分": roleScore, "自评分": roleScore, "自评分值": roleScore,
	"项目名称": roleProject, "单位名称、项目名称": roleProject, "单位、项目名称": roleProject, "单位名称/项目名称": roleProject, "单位名称(项目名称)": roleProject, "项目支出名称": roleProject, "单位名称": roleOwner, "预算单位": roleOwner, "部门名称": roleOwner,
	"预算数": roleBudget, "预算金额": roleBudget, "项目预算": roleBudget, "资金总额": roleBudget, "年度预算": roleBudget, "金额": roleBudget, "预算资金": roleBudget, "年度预算数": roleBudget, "项目金额": roleBudget,
	"年度目标": roleGoal, "年度绩效目标": roleGoal, "项目年度绩效目标": roleGoal, "绩效目标": roleGoal, "项目绩效目标": roleGoal, "总体目标": roleGoal, "年度总体目标": roleGoal, "项目目标": roleGoal, "年度总体绩效目标": roleGoal,
	"备注": roleOther, "指标方向性": roleOther, "指标方向": roleOther, "指标属性": roleOther, "指标解释": roleOther, "指标说明": roleOther, "评分标准": roleOther, "序号": roleOther,
	"得分计算方法": roleOther, "是否核心指标": roleOther, "参考标准": roleOther, "绩效标准": roleOther, "指标解释及计算公式说明": roleOther, "评分细则": roleOther, "评分规则": roleOther,
	"计算公式": roleOther, "数据来源": roleOther, "上年度实际水平": roleOther, "调整指标值": roleOther, "改进措施": roleOther, "得分系数": roleOther, "评扣分标准": roleOther, "完成率": roleOther, "指标完成率": roleOther,
	"改进措施及结果应用方案": roleOther, "资金性质": roleOther, "指标值确定依据": roleOther, "正反向": roleOther, "上年指标值": roleOther, "项目代码": roleOther, "项目编码": roleOther,
	"项目类别": roleOther, "项目类型": roleOther, "绩效指标描述": roleOther, "指标内涵": roleOther, "评价标准": roleOther, "自评标准": roleOther,
	"计算方法": roleOther, "指标编码": roleOther, "指标代码": roleOther, "偏离度": roleOther, "偏差率": roleOther, "调整后指标值": roleOther, "年中调整值": roleOther,
}

// maxLabel is the length in bytes, of three to a Han character, beyond which
// no text is a label.
const maxLabel = 120

// columnRole is what the column under a head holds, and the scope that the
// head states: 指标值(长期), 年度目标值, 实施周期目标值.
func columnRole(label string) (role, Scope) {
	scope := Scope("")
	if len(label) > maxLabel {
		return noRole, scope
	}
	switch {
	case strings.Contains(label, "长期"), strings.Contains(label, "中期"), strings.Contains(label, "实施周期"), strings.Contains(label, "实施期"):
		scope = Midterm
	case strings.Contains(label, "年度"):
		scope = Annual
	}
	bare := zh.StripBrackets(label)
	for _, l := range []string{label, bare, bareHead(label), withoutYear(bare)} {
		if r, ok := columnLabels[l]; ok {
			return r, scope
		}
	}
	if headsReasons(bare) {
		return roleDeviation, scope
	}
	return noRole, scope
}

// headsReasons reports whether a label heads the reasons for what was not
// reached: 偏差原因分析及改进措施, 未完成原因和改进措施, 偏差大或目标未完成原因分析 ….
// What is filled in may speak of a reason too: 个别工作因天气原因顺延。
func headsReasons(label string) bool {
	if !strings.Contains(label, "原因") || strings.ContainsAny(label, ",.:;，。：；") {
		return false
	}
	for _, w := range []string{"偏差", "未完成", "原因分析", "原因说明", "改进措施"} {
		if strings.Contains(label, w) {
			return true
		}
	}
	return label == "原因"
}

// bareHead is the head of a column without what brackets hold, and without
// the letter of a formula whose brackets are lost: 执行数B), 年初目标值(A.
func bareHead(label string) string {
	return strings.TrimRight(dropBrackets(label), "ABC/")
}

// dropBrackets takes every bracket and what it holds out of a label, and one
// that was never opened or closed with the rest of the label that it holds.
func dropBrackets(s string) string { return dropWithin(s, "([（【", ")]）】") }

// dropWithin is a text without brackets of some kinds and what stands in them.
func dropWithin(s, opening, closing string) string {
	depth := 0
	return strings.Map(func(r rune) rune {
		switch {
		case strings.ContainsRune(opening, r):
			depth++
			return -1
		case strings.ContainsRune(closing, r):
			depth = max(0, depth-1)
			return -1
		case depth > 0:
			return -1
		}
		return r
	}, s)
}

// A column is one column of the indicator table.
type column struct {
	role  role
	scope Scope // as the head states it; empty where it does not
	at    int   // the table column in the middle of the head
	head  *box
}

// A block is a set of columns that make an indicator: one for each role, nil
// where the table has none. Tables with mid-term and annual indicators side
// by side have two blocks that share what stands left of both.
type block struct {
	scope   Scope
	columns [roles]*column
}

// columnHeader is the head of an indicator table.
type columnHeader struct {
	first, end int // rows of the head; end is the first row of indicators
	columns    []column
	blocks     []block
	boxes      []*box
}

// findColumns reads the head of an indicator table that begins at row, if
// one does. A head may be two rows high, its upper row grouping the lower.
func findColumns(s *sheet, row int) (columnHeader, bool) {
	if !s.hasHead(row) {
		return columnHeader{}, false
	}
	h := columnHeader{first: row, end: row + 1}
	heads := s.starting(row)
	for _, b := range heads {
		if b.rows > 1 && b.rows <= 3 && b.role.ofIndicator() {
			h.end = max(h.end, b.end())
		}
	}
	if h.end == row+1 && row+1 < s.rows() && grouped(s, heads, row+1) {
		h.end = row + 2
	}
	seen := map[*box]bool{}
	for col := 0; col < s.cols(); col++ {
		b := s.lowestHead(col, row, h.end)
		if b == nil || seen[b] {
			continue
		}
		seen[b] = true
		h.boxes = append(h.boxes, b)
		r, scope := b.role, b.scope
		if over := s.box(row, col); scope == "" && over != nil && over != b {
			scope = over.scope
		}
		if r != noRole {
			h.columns = append(h.columns, column{r, scope, b.col + (b.cols-1)/2, b})
		}
	}
	h.renameLevels()
	h.splitLevels(s)
	h.blocks = blocks(h.columns)
	return h, h.plausible()
}

// renameLevels makes the second of two heads of level 1 that of level 2, where
// none has a name of its own: 评价指标 beside 评价内容.
func (h *columnHeader) renameLevels() {
	var ones []int
	for i, c := range h.columns {
		switch c.role {
		case roleLevel1:
			ones = append(ones, i)
		case roleLevel2:
			return
		}
	}
	if len(ones) == 2 {
		h.columns[ones[1]].role = roleLevel2
	}
}

// splitLevels makes two columns of a head of level 1 over two boxes a row,
// where none heads level 2: 评价内容 stands over 产出 and 数量目标.
func (h *columnHeader) splitLevels(s *sheet) {
	i := slices.IndexFunc(h.columns, func(c column) bool { return c.role == roleLevel1 })
	if i < 0 || slices.ContainsFunc(h.columns, func(c column) bool { return c.role == roleLevel2 }) {
		return
	}
	head := h.columns[i].head
	one, two := s.box(h.end, head.col), s.box(h.end, head.col+head.cols-1)
	if one == nil || two == nil || one == two || one.col+one.cols != two.col {
		return
	}
	h.columns[i].at = one.col + (one.cols-1)/2
	h.columns = slices.Insert(h.columns, i+1, column{roleLevel2, h.columns[i].scope, two.col + (two.cols-1)/2, head})
}

// hasHead reports whether a head of an indicator column begins at a row.
func (s *sheet) hasHead(row int) bool {
	for col := range s.cols() {
		if b := s.box(row, col); b != nil && b.row == row && b.role.ofIndicator() {
			return true
		}
	}
	return false
}

// ofIndicator reports whether a column is a part of an indicator.
func (r role) ofIndicator() bool { return r != noRole && r < roleProject }

func isRole(label string) bool {
	r, _ := columnRole(label)
	return r != noRole
}

// grouped reports whether the row under heads holds heads of its own below
// wider ones: each of those is over two heads or more, and over nothing else.
func grouped(s *sheet, heads []*box, row int) bool {
	for _, over := range heads {
		if over.end() != row || !over.role.ofIndicator() {
			continue
		}
		under := 0
		for _, b := range s.starting(row) {
			if !b.overlaps(over) {
				continue
			}
			if !b.role.ofIndicator() {
				return false
			}
			under++
		}
		if under >= 2 {
			return true
		}
	}
	return false
}

// lowestHead is the lowest box over a column that starts within the rows of
// a head and has a role, or the lowest one at all.
func (s *sheet) lowestHead(col, first, end int) *box {
	var lowest *box
	for r := end - 1; r >= first; r-- {
		b := s.box(r, col)
		if b == nil || b.row < first || b.end() > end {
			continue
		}
		if b.role != noRole {
			return b
		}
		if lowest == nil {
			lowest = b
		}
	}
	return lowest
}

// plausible reports whether the columns make an indicator table: a target or
// an indicator's name, a level, and three heads that are known.
func (h *columnHeader) plausible() bool {
	var has [roles]bool
	known := 0
	for _, c := range h.columns {
		has[c.role] = true
		if c.role < roleProject {
			known++
		}
	}
	named := has[roleLevel3] || has[roleLevel2]
	levels := has[roleLevel1] || has[roleLevel2] || has[roleNature] || has[roleWeight]
	return known >= 3 && has[roleTarget] && named && levels
}

// blocks parts columns into sets. A role that comes again begins the second
// set if the target does too; it shares the columns left of both that do not
// come again.
func blocks(columns []column) []block {
	var out []block
	cur := block{}
	first := -1 // the first column of the first set that comes again
	targets := 0
	for _, c := range columns {
		targets += btoi(c.role == roleTarget)
	}
	for i := range columns {
		c := &columns[i]
		again := cur.columns[c.role] != nil
		if c.role == roleOther || again && targets < 2 {
			continue
		}
		if again && c.role <= roleTarget {
			if first < 0 {
				first = indexRole(columns, c.role)
			}
			out = append(out, cur)
			next := block{}
			for k := range columns[:first] {
				if r := columns[k].role; r != roleOther {
					next.columns[r] = &columns[k]
				}
			}
			cur = next
		}
		cur.columns[c.role] = c
	}
	out = append(out, cur)
	for i := range out {
		out[i].scope = blockScope(out[i], i, len(out))
	}
	return out
}

func indexRole(columns []column, r role) int {
	for i := range columns {
		if columns[i].role == r {
			return i
		}
	}
	return -1
}

// blockScope is what the heads of a block state, or else by position: with
// two blocks the mid-term one comes first, as in the form of 财预〔2015〕88号.
func blockScope(b block, i, n int) Scope {
	for _, r := range []role{roleTarget, roleLevel3, roleLevel2} {
		if c := b.columns[r]; c != nil && c.scope != "" {
			return c.scope
		}
	}
	if n == 2 && i == 0 {
		return Midterm
	}
	return Annual
}
