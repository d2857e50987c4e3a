package main

import "mubiao/internal/formgen"

// notice tells its targets in sentences, a paragraph a level 1, with what a
// template asks for left in the names and a star before one.
func notice() formgen.Form {
	return formgen.Form{
		Above: []formgen.Line{{Text: "柳坞乡2023年庭院经济项目绩效目标设定的公示", Scale: 1.4, Align: formgen.Center}},
		Prose: []string{
			"为加强财政资金管理，提高资金使用效益，现将柳坞乡2023年庭院经济项目绩效目标公示如下：",
			"项目名称：柳坞乡庭院经济种植项目",
			"主管部门：云汀县农业农村局",
			"实施单位：柳坞乡人民政府",
			"项目资金：年度资金总额50万元，其中：财政拨款45.5万元，其他资金4.5万元。",
			"总体目标：发展庭院经济，带动农户增收，美化村庄环境。",
			"一、产出指标 数量指标：★葡萄种植数量(≥**株)>=17600株；参与农户不少于320户。质量指标：种植作物成活率(≥**%)>=85；时效指标：完成及时率（≥**%）>=100%。成本指标：葡萄苗木成本≤28.40元/株。",
			"二、效益指标 经济效益指标：带动农户户均增收：1200元以上；社会效益指标：农户发展生产的积极性明显提升。",
			"三、满意度指标 服务对象满意度指标：受益群众满意度≥95%。",
			"公示期间如有异议，请向乡人民政府反映。",
			"柳坞乡人民政府",
			"2023年9月19日",
		},
	}
}

// secondNotice lists levels and indicators a line each.
func secondNotice() formgen.Form {
	return formgen.Form{
		Above: []formgen.Line{{Text: "石鼓岭镇2024年项目绩效目标情况说明", Scale: 1.4, Align: formgen.Center}},
		Prose: []string{
			"一、项目名称：石鼓岭镇敬老院维修改造",
			"二、实施单位：石鼓岭镇人民政府",
			"三、年度绩效目标",
			"目标1：完成敬老院房屋维修，消除安全隐患。",
			"目标2：改善老人居住条件。",
			"四、绩效指标",
			"1.数量指标",
			"（1）维修房屋面积：860平方米",
			"（2）更换床位≥40张",
			"2.质量指标",
			"（1）工程验收合格率达到100%",
			"3.可持续影响指标",
			"（1）设施使用年限不低于10年",
			"4.服务对象满意度指标",
			"（1）入住老人满意度≥90%",
			"五、其他事项",
			"质量指标、数量指标由镇民政办负责解释。",
		},
	}
}
