package normalize

import (
	"strings"

	"mubiao/normalize/zh"
)

// A field is a header field of a Record that has a place of its own.
type field int

const (
	noField field = iota
	fieldProject
	fieldDepartment
	fieldUnit
	fieldAttribute
	fieldPeriod
	fieldHeader // known, but kept in Header under its label
	fieldTotalScore
	fieldExecutionRate
)

// headerLabels are the labels of header fields as the catalogue of forms
// lists them, compared without blanks, brackets and colons. 中央主管部门 and
// 省级主管部门 are those of transfer payments, 部门名称 that of a whole
// department's form.
var headerLabels = map[string]field{
	"项目名称": fieldProject, "专项名称": fieldProject, "转移支付项目名称": fieldProject, "转移支付名称": fieldProject,
	"资金名称": fieldProject, "专项资金名称": fieldProject, "项目资金名称": fieldProject, "一级项目名称": fieldProject, "政策名称": fieldProject,
	"主管部门": fieldDepartment, "项目主管部门": fieldDepartment, "主管部门及代码": fieldDepartment, "主管部门及编码": fieldDepartment,
	"主管单位": fieldDepartment, "项目主管单位": fieldDepartment, "预算单位名称": fieldDepartment, "主管部门名称": fieldDepartment,
	"中央主管部门": fieldDepartment, "部门单位名称": fieldDepartment, "部门名称": fieldDepartment, "省级业务主管部门": fieldDepartment,
	"业务主管部门": fieldDepartment, "主管预算部门": fieldDepartment, "主管预算单位": fieldDepartment, "预算部门": fieldDepartment,
	"预算主管部门": fieldDepartment, "预算部门名称": fieldDepartment,
	"实施单位": fieldUnit, "项目实施单位": fieldUnit, "项目执行单位": fieldUnit, "执行单位": fieldUnit, "项目单位": fieldUnit,
	"省级主管部门": fieldUnit, "地方主管部门": fieldUnit, "实施单位及代码": fieldUnit, "实施单位及编码": fieldUnit, "项目承担单位": fieldUnit, "项目建设单位": fieldUnit,
	"资金使用单位": fieldUnit, "单位名称": fieldUnit, "实施单位名称": fieldUnit,
	"项目属性": fieldAttribute,
	"自评总分": fieldTotalScore, "自评得分": fieldTotalScore, "自评总得分": fieldTotalScore, "评价得分": fieldTotalScore, "总分": fieldTotalScore,
	"年度预算执行率": fieldExecutionRate, "预算执行率": fieldExecutionRate, "执行率": fieldExecutionRate,
	"项目期": fieldPeriod, "项目起止时间": fieldPeriod, "项目周期": fieldPeriod, "实施周期": fieldPeriod, "起止时间": fieldPeriod,
	"项目期限": fieldPeriod, "项目实施周期": fieldPeriod, "项目起止年限": fieldPeriod, "项目实施期": fieldPeriod, "实施期限": fieldPeriod, "起止年限": fieldPeriod,
	"项目负责人": fieldHeader, "联系电话": fieldHeader, "联系人": fieldHeader, "项目负责人及电话": fieldHeader, "项目负责人及联系电话": fieldHeader,
	"负责人": fieldHeader, "项目联系人": fieldHeader, "填报人": fieldHeader, "填报日期": fieldHeader, "填报单位": fieldHeader,
	"项目编码": fieldHeader, "项目代码": fieldHeader, "项目编号": fieldHeader, "项目性质": fieldHeader, "项目类别": fieldHeader, "项目类型": fieldHeader, "项目分类": fieldHeader,
	"计划开始日期": fieldHeader, "计划完成日期": fieldHeader, "开始日期": fieldHeader, "完成日期": fieldHeader, "建设周期": fieldHeader,
	"主管部门编码": fieldHeader, "主管部门代码": fieldHeader, "单位代码": fieldHeader, "单位编码": fieldHeader, "预算单位": fieldHeader, "项目立项依据": fieldHeader,
	"立项依据": fieldHeader, "资金类型": fieldHeader, "战略领域": fieldHeader, "财政事权": fieldHeader, "政策任务": fieldHeader, "用途范围": fieldHeader,
	"省级财政部门": fieldHeader, "是否新增": fieldHeader, "功能科目": fieldHeader, "功能科目编码": fieldHeader, "功能科目名称": fieldHeader,
	"项目概况": fieldHeader, "单位职能概述": fieldHeader, "部门职能概述": fieldHeader, "项目审批": fieldHeader, "项目总体概况": fieldHeader,
	"职能概述": fieldHeader, "金额单位": fieldHeader, "资金性质": fieldHeader, "支出功能科目": fieldHeader,
	"项目实施进度计划": fieldHeader,
	"项目实施内容":   fieldHeader, "项目实施计划": fieldHeader, "项目设立依据": fieldHeader, "保证项目实施的制度、措施": fieldHeader, "项目立项情况": fieldHeader,
	"项目申报单位": fieldHeader, "申报单位": fieldHeader, "编制单位": fieldHeader, "报表编号": fieldHeader, "项目等级": fieldHeader, "项目级次": fieldHeader,
}

// beginsForm reports whether the row of a field may be the first of a form.
func (f field) beginsForm() bool { return f == fieldProject || f == fieldDepartment }

// headerField is the field that a label names.
func headerField(label string) field {
	if len(label) > maxLabel {
		return noField
	}
	if f, ok := headerLabels[label]; ok {
		return f
	}
	if !strings.ContainsAny(label, "([【") {
		return noField
	}
	return headerLabels[plain(label)]
}

// plain is a label without brackets, whatever they hold: 项目名称（全称）,
// 部门（单位）名称. Both what is left and the words in the brackets count.
func plain(label string) string {
	for _, f := range []string{noBrackets.Replace(label), zh.StripBrackets(label)} {
		if f = strings.TrimRight(f, ":"); headerLabels[f] != noField {
			return f
		}
	}
	return strings.TrimRight(dropBrackets(label), ":") // 主管部门：（盖章）
}

var noBrackets = strings.NewReplacer("(", "", ")", "")

// A zone is a part of a form that a label at its left side names.
type zone int

const (
	noZone zone = iota
	zoneFunds
	zoneGoals
	zoneTasks
	zoneSpine // 绩效指标: the indicators' own label
)

// zoneLabels are the labels that head a part of a form, but for its goals.
var zoneLabels = map[string]zone{
	"项目资金": zoneFunds, "资金情况": zoneFunds, "项目资金申请": zoneFunds, "资金需求": zoneFunds, "项目当年预算": zoneFunds, "预算资金": zoneFunds,
	"项目资金情况": zoneFunds, "项目预算": zoneFunds, "资金来源": zoneFunds, "年度预算资金": zoneFunds, "年度资金": zoneFunds, "预算执行情况": zoneFunds,
	"项目支出预算": zoneFunds, "年度预算": zoneFunds, "年度预算申请": zoneFunds, "项目资金来源": zoneFunds, "资金构成": zoneFunds, "预算情况": zoneFunds,
	"总体资金情况": zoneFunds, "预算资金情况": zoneFunds, "年度预算数": zoneFunds, "部门预算": zoneFunds, "预算执行": zoneFunds, "项目资金执行情况": zoneFunds,
	"资金": zoneFunds, "部门资金情况": zoneFunds, "部门预算情况": zoneFunds, "部门整体支出": zoneFunds, "部门资金": zoneFunds,
	"年度主要任务": zoneTasks, "主要任务": zoneTasks, "年度工作任务": zoneTasks, "年度重点工作任务": zoneTasks, "年度重点任务": zoneTasks,
	"绩效指标": zoneSpine, "年度绩效指标": zoneSpine, "长期绩效指标": zoneSpine, "中期绩效指标": zoneSpine, "项目绩效指标": zoneSpine, "绩效指标情况": zoneSpine,
	"年度指标": zoneSpine, "绩效评价指标": zoneSpine, "中长期绩效指标": zoneSpine, "分解目标": zoneSpine,
}

// zoneOf tells what a label cell heads. Score hints and units in the label
// are no part of it.
func zoneOf(label string) zone {
	if len(label) > maxLabel {
		return noZone
	}
	l := strings.TrimSuffix(strings.TrimSuffix(zh.StripBrackets(label), "单位:万元"), "单位:元")
	l = strings.TrimRight(l, ":") // 项目资金：（万元）
	if z := zoneLabels[l]; z != noZone {
		return z
	}
	if _, ok := goalScope(l); ok {
		return zoneGoals
	}
	if strings.HasPrefix(l, "项目资金预算执行") {
		return zoneFunds
	}
	return noZone
}

// goalLabels are the labels that head goals, with the time that they speak
// of.
var goalLabels = map[string]Scope{
	"年度总体绩效目标": Annual, "年度绩效目标": Annual, "年度目标": Annual, "年度总体目标": Annual, "总体目标": Annual, "绩效目标": Annual,
	"预期目标": Annual, "项目绩效目标": Annual, "年初设定目标": Annual, "年初绩效目标": Annual, "总体绩效目标": Annual, "年度总目标": Annual,
	"年初预期目标": Annual, "当年绩效目标": Annual, "年度总体绩效": Annual, "年度绩效总目标": Annual, "当年目标": Annual, "项目年度绩效目标": Annual,
	"项目年度目标": Annual, "年度履职目标": Annual, "年度总体绩效目标完成情况": Annual, "年度绩效目标情况": Annual, "年度目标值": Annual, "整体绩效目标": Annual,
	"部门整体绩效目标": Annual, "总体绩效目标情况": Annual, "年度总体目标情况": Annual, "总目标": Annual, "项目目标": Annual, "年度主要目标和成果": Annual,
	"当年整体绩效目标": Annual, "全年调整绩效目标": Annual, "资金绩效目标": Annual, "年度总体目标完成情况": Annual, "全年绩效目标": Annual, "年初总体目标": Annual,
	"区域绩效目标": Annual, "总体目标完成情况": Annual, "绩效目标完成情况": Annual, "年度整体绩效目标": Annual, "年度预期目标": Annual,
	"中期目标": Midterm, "长期目标": Midterm, "中长期目标": Midterm, "项目总体目标": Midterm, "项目总目标": Midterm, "中期绩效目标": Midterm,
	"长期绩效目标": Midterm, "项目总体绩效目标": Midterm, "实施期目标": Midterm, "实施期总目标": Midterm, "中期总体目标": Midterm, "实施期绩效目标": Midterm,
	"项目期目标": Midterm, "实施周期目标": Midterm, "中长期绩效目标": Midterm, "中期总体绩效目标": Midterm,
}

// goalScope is the time that a goals label speaks of. 项目总体目标 is the
// mid-term one only beside an annual one, which the reader of goals decides.
func goalScope(label string) (Scope, bool) {
	label = bareHead(label)
	scope, ok := goalLabels[label]
	if !ok {
		scope, ok = goalLabels[withoutYear(label)]
	}
	return scope, ok
}

// withoutYear is a label that names its year as one that says 年度: some forms
// print 2023年度绩效目标 or 2024年目标值.
func withoutYear(label string) string {
	year, digits, rest := leadingDigits(label)
	if after, ok := strings.CutPrefix(rest, "年"); ok && isFiscalYear(year, digits) {
		return "年度" + strings.TrimPrefix(after, "度")
	}
	return label
}

// achievedLabels are the labels that head what was achieved.
var achievedLabels = map[string]bool{
	"实际完成情况": true, "全年实际完成情况": true, "年度目标完成情况": true, "目标完成情况": true, "全年目标实际完成情况": true,
	"年度总体目标完成情况": true, "全年完成情况": true, "年度总体绩效目标完成情况": true, "项目年度目标完成情况": true, "目标实际完成情况": true,
	"总体目标完成情况": true, "绩效目标完成情况": true, "年度实际完成情况": true, "实际完成目标": true, "年度绩效目标完成情况": true, "绩效目标实际完成情况": true,
}

// achievedLabel reports whether a label heads what a self-evaluation says was
// achieved.
func achievedLabel(label string) bool {
	return achievedLabels[zh.StripBrackets(label)]
}
