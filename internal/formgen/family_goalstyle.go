package formgen

import (
	"cmp"
	"fmt"

	"mubiao/normalize"
)

// goalStyleVariants are V4: the levels are 投入, 产出 and 效益, the second
// ones called 目标. The contract lists neither 投入 nor any 目标 among its names
// and their synonyms, so these stay as printed.
func goalStyleVariants() []Variant {
	return []Variant{{Name: "template", make: (*maker).goalStyle}}
}

// inputs are the goals of 投入 and those of the other levels, by the names
// that this form prints.
var goalLevels = []level{
	{"投入", "投入", []group{{"时效目标", nil, timing.measures, times}, {"成本目标", nil, cost.measures, limits}, {"其他资源投入目标", nil, quantity.measures, quantities}}},
	{"产出", "产出", []group{{"数量目标", nil, quantity.measures, quantities}, {"质量目标", nil, standard.measures, shares}}},
	{"效益", "效益", []group{
		{"经济效益目标", nil, economy.measures, quantities},
		{"社会效益目标", nil, society.measures, qualities},
		{"环境效益目标", nil, ecology.measures, qualities},
		{"服务对象满意度目标", nil, satisfaction.measures, shares},
	}},
}

// canonicalLevels are the level 1 names of this form that the contract knows.
var canonicalLevels = map[normalize.Name]normalize.Name{"产出": "产出指标", "效益": "效益指标"}

func (m *maker) goalStyle() {
	m.w.Prefix, m.w.LevelHints, m.w.LevelSynonyms, m.w.UnitLine, m.w.UnitInAmount, m.w.Yuan = "", false, false, false, false, false
	m.heading("财政支出项目绩效目标申报表")
	m.names()
	t := &m.form.Truth
	columns := []Column{{between(m.r, 2.2, 4), 0}, {between(m.r, 4.2, 7), 0}, m.nameColumn(), m.valueColumn(), m.valueColumn()}
	rows := [][]Cell{append([]Cell{head("评价内容").wide(2)}, heads("绩效内容", "参考标准", "绩效目标值")...)}
	var levels []Level1
	for _, l := range goalLevels {
		levels = append(levels, m.level1(l))
	}
	for i := range t.Indicators {
		ind := &t.Indicators[i]
		ind.Level1 = cmp.Or(canonicalLevels[ind.Level1], ind.Level1)
	}
	rows = append(rows, levelCells(levels, func(r Row) []Cell {
		return []Cell{name(r.Name), prose(pick(m.r, "计划标准", "行业标准", "历史标准", "")), value(r.Value)}
	})...)
	m.form.Sections = append(m.form.Sections,
		Section{[]Column{{5, 0}, {8, 1}, {5, 0}, {8, 1}}, pairRows(4, cuts{1, 2, 3}, m.goalStyleHead()...)},
		Section{[]Column{{5, 0}, {8, 1}, {8, 1}}, m.oldFundRows()},
		Section{[]Column{{5, 0}, {8, 1}}, [][]Cell{{label("年度绩效目标"), prose(m.goalCell(normalize.Annual))}}},
		Section{columns, rows})
}

func (m *maker) goalStyleHead() [][]pair {
	t := &m.form.Truth
	t.Period = fmt.Sprintf("%d年", m.year)
	return [][]pair{
		{{"项目名称", t.Project}},
		{m.extraField("单位代码", fmt.Sprint(count(m.r, 100_000, 999_999))), m.extraField("是否新增", pick(m.r, "是√ 否□", "是□ 否√"))},
		{{"主管部门", t.Department}, {"项目单位", t.Unit}},
		{m.extraField("功能科目编码", fmt.Sprint(count(m.r, 2_010_101, 2_299_999))), m.extraField("功能科目名称", "其他"+pick(m.r, "农业农村", "教育", "城乡社区")+"支出")},
		{m.extraField("项目类型", pick(m.r, "一次性项目", "经常性项目")), m.extraField("上年度预算安排资金(万元)", m.money(m.parts(1)[0]))},
		{{"项目起止时间", t.Period}},
	}
}
