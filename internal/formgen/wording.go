package formgen

import "math/rand/v2"

// A Wording is how a form words what it holds. The switches name what some
// forms do and others do not; see Features.
type Wording struct {
	Prefix string // of a 三级指标, with %d for its number; empty for none
	Goals  string // of a goal, with %d for its number, 目标： without; empty for none

	LongNames     bool // names that need three lines and more
	LatinPhrases  bool // two Latin words with a space between
	Misnumbered   bool // numbers that do not begin at 1
	Stars         bool // ★ before some names
	Placeholders  bool // rows with 指标N： or …… alone
	BlankGroups   bool // a 二级指标 with an empty row
	BlankValues   bool // rows without a 指标值
	LevelHints    bool // (50分) and （必填） behind the levels
	LevelSynonyms bool // old and short names of the levels
	SpacedLabels  bool // 项 目 名 称
	JoinedFunds   bool // label and amount in one cell
	MoreFunds     bool // 上级资金, 本级资金, 上年结转 between
	Yuan          bool // amounts in 元
	UnitInAmount  bool // 16万元 in the cell
	Codes         bool // [015001] before the department
	MoreFields    bool // 项目负责人, 联系电话
	FewFields     bool // no 项目属性, no 项目期
	UnitLine      bool // 单位：万元 above the table, none in the label
	Notes         bool // 注： under the table
	OddValues     bool // values of the rarer kinds
}

// RandomWording draws the prefixes; all switches are off.
func RandomWording(r *rand.Rand) Wording {
	return Wording{
		Prefix: pick(r, "指标%d：", "指标%d：", "指标%d:"),
		Goals:  pick(r, "目标：", "目标%d：", "目标%d：", "目标%d:", "%d.", "%d、", ""),
	}
}
