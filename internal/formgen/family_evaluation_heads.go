package formgen

var evaluationTitles = []string{"项目支出绩效自评表", "部门项目支出绩效自评表", "项目绩效自评表"}

// The table of funds as most print it, and with the letters of its formula.
var (
	budgetPlain = []markColumn{
		{"年初预算数", markInitial},
		{"全年预算数", markAdjusted},
		{"全年执行数", markExecuted},
		{"分值", markWeight},
		{"执行率", markRate},
		{"得分", markScore},
	}
	budgetLetters = []markColumn{
		{"年初预算数", markInitial},
		{"全年预算数\n（A）", markAdjusted},
		{"全年执行数\n（B）", markExecuted},
		{"分值\n（10分）", markWeight},
		{"执行率\n（B/A）", markRate},
		{"得分", markScore},
	}
	goalsPlain = [2]string{"预期目标", "实际完成情况"}
)

// evaluations are the heads in use. Which weights, scores and reasons stand
// before which values differs, and so do the words for them.
func evaluations() []evaluation {
	return []evaluation{
		{
			name: "plain", titles: evaluationTitles, budget: budgetPlain, goals: goalsPlain, wide: true, total: totalRow,
			columns: []markColumn{{"三级指标", markName}, {"年度指标值", markTarget}, {"实际完成值", markActual}, {"分值", markWeight}, {"得分", markScore}, {"偏差原因分析及改进措施", markDeviation}},
		},
		{
			name: "upright", titles: evaluationTitles, budget: budgetPlain, goals: goalsPlain, total: totalRow, wording: hinted,
			columns: []markColumn{{"三级指标", markName}, {"年度指标值", markTarget}, {"实际完成值", markActual}, {"分值", markWeight}, {"得分", markScore}, {"偏差原因分析及改进措施", markDeviation}},
		},
		{
			name: "letters", titles: evaluationTitles, budget: budgetLetters, goals: [2]string{"年初设定目标", "全年实际完成情况"}, wide: true, total: totalRow,
			columns: []markColumn{{"三级指标", markName}, {"年度指标值（A）", markTarget}, {"全年实际值（B）", markActual}, {"分值", markWeight}, {"得分", markScore}, {"未完成原因分析", markDeviation}},
		},
		{
			name: "weight-first", titles: evaluationTitles, budget: budgetPlain, goals: goalsPlain, wide: true, total: totalRow, wording: hinted,
			columns: []markColumn{{"三级指标", markName}, {"分值", markWeight}, {"年度指标值", markTarget}, {"实际完成值", markActual}, {"得分", markScore}, {"偏差原因分析及改进措施", markDeviation}},
			below:   []string{"注：1.一级指标分值统一设置为：产出指标50分、效益指标30分、服务对象满意度指标10分、预算资金执行率10分。"},
		},
		{
			name: "method", titles: evaluationTitles, goals: [2]string{"年度目标", "年度目标完成情况"}, wide: true, total: totalRow,
			budget: []markColumn{{"年初预算数(A)", markInitial}, {"全年执行数(B)", markExecuted}, {"分值(10分)", markWeight}, {"执行率(B/A)", markRate}, {"得分", markScore}, {"得分计算方法", markOther}},
			columns: []markColumn{
				{"三级指标", markName},
				{"分值", markWeight},
				{"年度指标值(A)", markTarget},
				{"全年实际值(B)", markActual},
				{"得分计算方法", markOther},
				{"得分", markScore},
				{"未完成原因分析", markDeviation},
			},
		},
		{
			name: "grouped", titles: []string{"项目支出绩效自评表", "项目支出绩效自评表"}, budget: budgetPlain, goals: goalsPlain, wide: true, total: totalRow, wording: inYuan, over: 6,
			columns: []markColumn{
				{"三级指标", markName},
				{"指标性质", markNature},
				{"指标值", markNumber},
				{"度量单位", markUnit},
				{"实际完成值", markActual},
				{"分值", markWeight},
				{"得分", markScore},
				{"偏差原因分析及改进措施", markDeviation},
			},
		},
		{
			name: "brackets-lost", titles: evaluationTitles, goals: goalsPlain, wide: true,
			budget: []markColumn{{"预算数(A)", markAnnual}, {lostBracket("执行数(B)"), markExecuted}, {lostBracket("执行率(B/A)"), markRate}, {"得分", markScore}},
			columns: []markColumn{
				{"三级指标", markName},
				{"年初目标值(A", markTarget},
				{"实际完成值(B", markActual},
				{"得分", markScore},
			},
			below: []string{"偏差大或目标未完成原因分析：无", "改进措施及结果应用方案：继续加强资金监管。", "备注：1.预算执行情况口径：预算数为调整后财政资金总额。"},
		},
		{
			name: "numbers", titles: evaluationTitles, budget: budgetPlain, goals: goalsPlain, wide: true, total: totalRow, wording: bareNumbers, numbers: true,
			columns: []markColumn{{"三级指标", markName}, {"年度指标值", markTarget}, {"实际完成值", markActual}, {"分值", markWeight}, {"得分", markScore}, {"偏差原因分析及改进措施", markDeviation}},
		},
		{
			name: "zero-total", titles: evaluationTitles, budget: budgetPlain, goals: goalsPlain, wide: true, total: totalRow, wording: hinted, noTotal: true,
			columns: []markColumn{{"三级指标", markName}, {"年度指标值", markTarget}, {"实际完成值", markActual}, {"分值", markWeight}, {"得分", markScore}, {"偏差原因分析及改进措施", markDeviation}},
		},
		{
			name: "no-scores", titles: []string{"项目支出绩效自评表", "项目绩效目标自评表"}, goals: goalsPlain,
			budget:  []markColumn{{"全年预算数（A）", markAdjusted}, {"全年执行数（B）", markExecuted}, {"执行率（B/A）", markRate}},
			columns: []markColumn{{"三级指标", markName}, {"年度指标值", markTarget}, {"全年完成值", markActual}, {"未完成原因和改进措施", markDeviation}},
		},
	}
}
