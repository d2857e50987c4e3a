package normalize_test

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"mubiao/normalize"
)

// Budgets speak of targets, levels and figures without being forms.
func TestTalkAboutTargetsIsNoForm(t *testing.T) {
	for name, text := range map[string]string{
		"levels in one sentence": "绩效目标设置情况\n2023年，本部门实行绩效目标管理的项目共8个，涉及财政拨款1268.5万元，其中：数量指标、质量指标、时效指标、成本指标均已设定，绩效目标编报覆盖率100%。\n",
		"levels without figures": "绩效目标公开说明\n数量指标：反映提供公共产品和服务的数量。\n质量指标：反映提供公共产品和服务达到的标准。\n时效指标：反映及时程度。\n",
		"figures without levels": "项目绩效目标情况说明\n项目名称：道路养护\n总体目标：养护道路120公里，验收合格率100%，群众满意度≥90%。\n",
		"one level alone":        "项目绩效目标公示\n项目名称：道路养护\n总体目标：养护道路。\n数量指标：养护里程≥120公里；桥梁≥3座；涵洞≥20处。\n",
	} {
		t.Run(name, func(t *testing.T) {
			if got := forms(readText(t, text)); len(got) > 0 {
				t.Errorf("a form is read: %+v", got)
			}
		})
	}
}

// Real budgets hold no form of this kind.
func TestBudgetsHoldNoFormInProse(t *testing.T) {
	budgets, err := filepath.Glob("../../shared/wild/budgets/*.pdf")
	if err != nil {
		t.Fatal(err)
	}
	if len(budgets) == 0 {
		t.Skip("no budgets in ../shared/wild/budgets")
	}
	if testing.Short() {
		t.Skip("reads long documents")
	}
	for _, path := range budgets {
		result, err := readFile(context.Background(), path, path)
		if err != nil {
			continue
		}
		if got := forms(result); len(got) > 0 {
			t.Errorf("%s: %d forms are read", filepath.Base(path), len(got))
		}
	}
}

// What parts a name from its target in a sentence, and what leaves it open.
func TestNamesAndTargetsInSentences(t *testing.T) {
	const frame = "云汀县2023年项目绩效目标公示\n项目名称：道路养护\n总体目标：养护道路。\n一、产出指标\n（一）数量指标\n（1）养护里程≥120公里；\n（2）%s；\n（二）质量指标\n（1）合格率≥95%%。\n"
	for _, test := range []struct {
		clause, name, target string
		doubted              bool
	}{
		{"桥梁(≥**座)>=3座", "桥梁(≥**座)", ">=3座", false},
		{"桥梁：3座", "桥梁", "3座", false},
		{"桥梁不少于3座", "桥梁", "不少于3座", false},
		{"桥梁数为3座", "桥梁数", "3座", false},
		{"每周养护：每周≥42小时", "每周养护", "每周≥42小时", false},
		{"★养护桥梁＞＝3座", "养护桥梁", "＞＝3座", false},
		{"养护桥梁3座", "养护桥梁", "3座", true},
		{"通行条件明显改善", "通行条件", "明显改善", true},
		{"保障群众出行", "保障群众出行", "", true},
	} {
		got := forms(readText(t, strings.Replace(strings.ReplaceAll(frame, "%%", "%"), "%s", test.clause, 1)))
		if len(got) != 1 || len(got[0].Indicators) != 3 {
			t.Errorf("%s: read as %+v", test.clause, got)
			continue
		}
		in := got[0].Indicators[1]
		if in.Level3 != test.name || in.Target != test.target || warned(got[0], "/indicators/1/target") != test.doubted {
			t.Errorf("%s: read as %q | %q, doubted %v", test.clause, in.Level3, in.Target, !test.doubted)
		}
	}
}

// warned reports whether a warning points at a value.
func warned(r normalize.Record, pointer string) bool {
	for _, i := range r.Issues {
		if i.Path == pointer && i.Severity != normalize.Info {
			return true
		}
	}
	return false
}
