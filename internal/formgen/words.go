package formgen

// The vocabulary. Names of places are invented; offices and subjects are
// what any county has.
var (
	places  = []string{"云汀县", "禾川市", "岚桥区", "澄湖县", "望溪镇", "柳坞乡", "枫渡街道", "石鼓岭镇"}
	offices = []string{
		"农业农村局", "教育局", "水务局", "文化和旅游局", "卫生健康局", "民政局", "财政局", "交通运输局",
		"市场监督管理局", "应急管理局", "人力资源和社会保障局", "人民政府办公室",
	}
	branches = []string{"本级", "服务中心", "信息中心", "第二中学", "中心卫生院", "项目管理办公室", "图书馆"}
	people   = []string{"陈禾", "林溪", "周望", "吴青岚"}

	subjects = []string{
		"农村道路养护", "中小学教学设备购置", "小型水库管护", "公共图书馆延时开放", "基层医疗机构药品配备",
		"困难群众临时救助", "食品抽样检验", "防汛物资储备", "农技人员下乡服务", "5G基站配套设施", "LED路灯改造", "信息系统运行维护",
		"残疾人就业培训", "公园绿地养护", "垃圾分类宣传", "老旧小区改造", "高标准农田建设", "PM2.5自动监测站", "儿童免疫接种", "档案数字化加工",
	}
	longParts = []string{
		"（含设备购置、安装调试及人员培训费用）", "（包括重点时段值班值守和突发情况处置）", "，并对全区各乡镇、街道开展督促检查和业务指导",
		"（不含上年度结转的质量保证金）", "及相关配套基础设施日常巡查、维修和更新",
	}
	latinParts = []string{"Smart City平台", "Open Data接口", "Windows Server授权", "Big Data中心"}

	purposes = []string{"经费", "专项资金", "项目", "补助资金", "工作经费"}

	goals = []string{
		"完成%s年度任务，保障各项工作正常运转。",
		"通过实施%s，改善基层基础条件，提高公共服务水平，群众的获得感不断增强。",
		"做好%s，建立台账，压实责任，确保资金使用安全、规范、有效。",
		"推进%s：一是完善制度，二是强化培训，三是加强考核；力争年内覆盖12个乡镇、86个行政村。",
		"保证%s所需支出，及时足额拨付到位，不发生挤占、挪用等问题，按月公开“进度表”，接受社会监督。",
	}

	titles = []string{"部门项目支出绩效目标表", "项目支出绩效目标表", "绩效目标表", "项目支出绩效目标申报表", "部门预算项目支出绩效目标表"}

	attributes = []string{"新增一次性项目", "延续性项目", "新增项目", "延续项目", "常年性项目"}
	periods    = []string{"%d年", "%d年全年", "%d年1月-%[1]d年12月", "%d01-%[1]d12", "%d年度", "%d.01-%[1]d.12"}

	notes = []string{"注：本表由项目单位填报，随部门预算一并公开。", "备注：1.金额保留两位小数。2.满意度由第三方机构测评。", "说明：本年度无其他需要说明的事项。"}
)

// A measure makes the name of an indicator out of a subject.
type measure struct {
	tail string
	unit string // of its values, where they are quantities
}

// A group is a 二级指标: its canonical name, others that forms print for it,
// and what it measures.
type group struct {
	name     string
	synonyms []string
	measures []measure
	kind     valueKind
}

// valueKind is what the values of a group mostly are.
type valueKind int

const (
	quantities valueKind = iota
	shares
	times
	limits
	qualities
)

var (
	quantity = group{"数量指标", []string{"数量"}, []measure{{"次数", "次"}, {"数量", "个"}, {"里程", "公里"}, {"面积", "平方米"}, {"受益人数", "人"}, {"批次", "批次"}, {"覆盖村数", "个"}}, quantities}
	standard = group{"质量指标", []string{"质量"}, []measure{{"合格率", ""}, {"完成率", ""}, {"达标率", ""}, {"验收通过率", ""}, {"准确率", ""}}, shares}
	timing   = group{"时效指标", []string{"时效"}, []measure{{"完成时间", "天"}, {"响应时限", "小时"}, {"实施期间", "天"}, {"资金拨付时间", "个工作日"}}, times}
	cost     = group{"成本指标", []string{"成本"}, []measure{{"总成本", "万元"}, {"补助标准", "元/人"}, {"单位成本", "元/平方米"}, {"经费", "万元"}}, limits}

	economicCost  = group{"经济成本指标", nil, []measure{{"总成本", "万元"}, {"单位造价", "元/平方米"}}, limits}
	socialCost    = group{"社会成本指标", nil, []measure{{"对居民出行的影响", "天"}}, limits}
	ecologyCost   = group{"生态环境成本指标", nil, []measure{{"施工扬尘投诉", "次"}}, limits}
	economy       = group{"经济效益指标", []string{"经济效益"}, []measure{{"带动农户增收", "万元"}, {"节约财政支出", "万元"}}, quantities}
	society       = group{"社会效益指标", []string{"社会效益"}, []measure{{"对公共服务水平的提升", ""}, {"知晓程度", ""}, {"对社会和谐稳定的促进作用", ""}}, qualities}
	ecology       = group{"生态效益指标", []string{"环境效益指标", "生态效益"}, []measure{{"对人居环境的改善", ""}, {"能耗降低情况", ""}}, qualities}
	lasting       = group{"可持续影响指标", []string{"可持续发展指标", "可持续影响"}, []measure{{"长效管理机制", ""}, {"设施使用年限", "年"}}, qualities}
	satisfaction  = group{"服务对象满意度指标", []string{"社会公众或服务对象满意度指标", "满意度指标", "服务对象满意度"}, []measure{{"受益群众满意度", ""}, {"服务对象满意度", ""}, {"工作人员满意度", ""}}, shares}
	satisfactions = []group{satisfaction}
)

// A level is a 一级指标 with the groups that may stand under it.
type level struct {
	name    string
	synonym string
	groups  []group
}

var (
	costs    = level{"成本指标", "成本", []group{economicCost, socialCost, ecologyCost}}
	outputs  = level{"产出指标", "产出", []group{quantity, standard, timing}}
	old      = level{"产出指标", "产出", []group{quantity, standard, timing, cost}} // before cost became a level of its own
	benefits = level{"效益指标", "效益", []group{economy, society, ecology, lasting}}
	pleased  = level{"满意度指标", "满意度", satisfactions}
)
