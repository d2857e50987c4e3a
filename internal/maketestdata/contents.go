package main

import (
	"strings"

	"mubiao/internal/formgen"
)

// sheet is a form as it is written down here: the wording of its cells.
type sheet struct {
	title, year, project, department, unit, attribute, period string
	total, fiscal, other                                      string
	goals                                                     []string
	rows                                                      string // 一级|二级|三级|值, a line a row; an empty cell goes on from above
}

func (s sheet) form() formgen.Form {
	f := formgen.Form{
		Above: []formgen.Line{{Text: s.title, Scale: 1.6, Align: formgen.Center, Repeats: true}, {Text: s.year, Scale: 1, Align: formgen.Center}},
		Fields: [][]formgen.Field{
			{{Label: "项目名称", Value: s.project}},
			{{Label: "主管部门", Value: s.department}, {Label: "实施单位", Value: s.unit}},
			{{Label: "项目属性", Value: s.attribute}, {Label: "项目期", Value: s.period}},
		},
		Funds: formgen.FundsBlock{Label: "项目资金\n（万元）", Rows: []formgen.Field{
			{Label: "年度资金总额：", Value: s.total}, {Label: "其中：财政拨款", Value: s.fiscal}, {Label: "其他资金", Value: s.other},
		}},
		Goals:   formgen.GoalsBlock{Label: "年度总体绩效目标", Paragraphs: s.goals},
		Spine:   "绩效指标",
		Columns: [4]string{"一级指标", "二级指标", "三级指标", "指标值"},
	}
	for _, line := range strings.Split(strings.TrimSpace(s.rows), "\n") {
		f.Level1 = addRow(f.Level1, strings.Split(strings.TrimSpace(line), "|"))
	}
	return f
}

func addRow(levels []formgen.Level1, cells []string) []formgen.Level1 {
	if cells[0] != "" {
		levels = append(levels, formgen.Level1{Print: cells[0]})
	}
	l := &levels[len(levels)-1]
	if cells[1] != "" {
		l.Level2 = append(l.Level2, formgen.Level2{Print: cells[1]})
	}
	g := &l.Level2[len(l.Level2)-1]
	g.Rows = append(g.Rows, formgen.Row{Name: cells[2], Value: cells[3]})
	return levels
}

func reservoirs() formgen.Form {
	return sheet{
		title: "2024年部门项目支出绩效目标表", year: "（2024年度）",
		project: "云汀县小型水库管护经费", department: "云汀县水务局", unit: "云汀县水库管理站", attribute: "延续性项目", period: "2024年",
		total: "186.40", fiscal: "150", other: "36.4",
		goals: []string{"目标1：落实23座小型水库的管护人员和经费，汛前完成隐患排查，确保安全度汛。", "目标2：完成溢洪道清淤和观测设施更新，保障灌溉供水。"},
		rows: `产出指标|数量指标|指标1：管护小型水库座数|23座
			||指标2：清理溢洪道长度|≥4.6公里
			|质量指标|指标1：隐患整改合格率|100%
			|时效指标|指标1：汛前检查完成时间|2024年4月底前
			|成本指标|指标1：每座水库年度管护费用|≤8.1万元
			效益指标|社会效益指标|指标1：下游群众防洪安全|有效保障
			|生态效益指标|指标1：库区水质达到Ⅲ类以上天数比例|≥92.5%
			|可持续影响指标|指标1：管护责任制|长期有效
			满意度指标|服务对象满意度指标|指标1：受益群众满意度|≧90%`,
	}.form()
}

func library() formgen.Form {
	return sheet{
		title: "项目支出绩效目标表", year: "（2025年度）",
		project: "禾川市图书馆延时开放项目", department: "禾川市文化和旅游局", unit: "禾川市图书馆", attribute: "新增一次性项目", period: "2025年3月-2025年12月",
		total: "62", fiscal: "62", other: "",
		goals: []string{"目标：周末和节假日延长开放至21时，举办读者活动，提高馆藏利用率。"},
		rows: `成本指标|经济成本指标|指标1：项目总成本|≤62万元
			产出指标|数量指标|指标1：延时开放天数|110天左右
			||指标2：举办读者活动|12-15场
			|质量指标|指标1：自助借还设备完好率|≥98%
			|时效指标|指标1：活动按期举办率|100%
			效益指标|社会效益指标|指标1：到馆人次|同比增长8%
			||指标2：全民阅读氛围|持续提升
			满意度指标|服务对象满意度指标|指标1：读者满意度|95%以上`,
	}.form()
}

func clinics() formgen.Form {
	return sheet{
		title: "2024年度部门项目支出绩效目标表", year: "（2024年度）",
		project: "岚桥区基层医疗卫生机构基本药物制度补助资金（含村卫生室）", department: "岚桥区卫生健康局", unit: "岚桥区卫生健康局本级及13家社区卫生服务中心", attribute: "延续性项目", period: "2024年",
		total: "1,204.35", fiscal: "1,204.35", other: "0",
		goals: []string{"目标1：所有政府办基层医疗卫生机构实施国家基本药物制度，零差率销售，减轻群众用药负担。", "目标2：对实施基本药物制度的村卫生室给予补助，支持其稳定运行。"},
		rows: `产出指标|数量指标|指标1：实施基本药物制度的社区卫生服务中心（站）数量|13家
			||指标2：实施基本药物制度的村卫生室占全区村卫生室的比例|100%
			|质量指标|指标1：药品采购、验收、储存、养护各环节记录的完整率|≥99.5%
			|时效指标|指标1：补助资金在收到上级文件后拨付到位的时限|≦30个工作日
			|成本指标|指标1：每所村卫生室的年度补助标准|不超过6000元/所
			效益指标|社会效益指标|指标1：居民在基层就诊时的药品费用负担|有效减轻
			|可持续影响指标|指标1：基层医疗卫生机构的综合服务能力|不断提升
			满意度指标|社会公众或服务对象满意度指标|指标1：就诊居民对药品供应情况的满意度|≥85%`,
	}.form()
}

func schools() formgen.Form {
	return sheet{
		title: "项目支出绩效目标申报表", year: "（2026年度）",
		project: "澄湖县义务教育学校厨房设备更新", department: "澄湖县教育局", unit: "澄湖县教育局学生营养办", attribute: "新增项目", period: "2026年",
		total: "340.8", fiscal: "300.8", other: "40",
		goals: []string{"目标1：为38所农村学校更新蒸箱、消毒柜和冷藏设备，排除燃气和用电隐患。", "目标2：落实“明厨亮灶”，食堂关键环节视频接入率达到100%，接受家长监督。", "目标3：培训食堂从业人员，规范留样、消毒和进货查验。"},
		rows: `产出指标|数量指标|指标1：更新厨房设备的学校数量（含教学点食堂和寄宿制学校第二食堂）|38所
			||指标2：更新蒸箱、消毒柜、冷藏柜等设备|≥214台
			||指标3：培训食堂从业人员|300人次
			|质量指标|指标1：设备验收合格率|100%
			||指标2：食堂关键环节视频监控接入县级平台并且能够正常回放的比例|100%
			|时效指标|指标1：设备安装完成时间|2026年8月底前
			|成本指标|指标1：每所学校设备购置费用|≤8.5万元
			||指标2：从业人员培训费用|<=18万元
			效益指标|经济效益指标|指标1：每餐次能耗费用|同比下降10%
			|社会效益指标|指标1：学校食品安全责任事故|0起
			||指标2：学生就餐条件|明显改善
			|可持续影响指标|指标1：设备使用年限|8年以上
			满意度指标|服务对象满意度指标|指标1：学生满意度|≥90%
			||指标2：家长满意度|≥90%`,
	}.form()
}
