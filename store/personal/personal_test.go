package personal

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mubiao/normalize"
	"mubiao/store"
)

func TestLabelsOfPeopleAreKnown(t *testing.T) {
	for label, want := range map[string]bool{
		"项目负责人": true, "联 系 电 话": true, "联系人": true, "填报人：": true, "负责人及电话": true, "项目负责人及联系电话": true,
		"单位负责人（签字）": true, "手机号码": true, "电子邮箱": true, "E-mail": true, "身份证号": true, "财务负责人": true, "法定代表人": true,
		"项目编码": false, "项目名称": false, "主管部门": false, "单位地址": false, "负责人数": false, "热线电话满意度": false, "岗位职责": false,
		"申报单位": false, "受益人口": false, "项目法人单位": false,
	} {
		if got := IsPersonal(label); got != want {
			t.Errorf("IsPersonal(%q) = %v", label, got)
		}
	}
}

func TestPeopleInTextsAreMasked(t *testing.T) {
	for text, want := range map[string]string{
		"完成水库养护，联系电话13800001111。":     "完成水库养护，联系电话138****1111。",
		"联系人：张三，电话：0571-88886666":     "联系人：张**，电话：****",
		"１３８００００１１１１":                 "138****1111",
		"+86 138-0000-1111":           "138****1111",
		"（010）66886688":               "****",
		"010—6688 6688-123":           "****",
		"电话：66886688":                 "电话：****",
		"身份证号11010519900307002X":      "身份证号****",
		"110105199003070021":          "****",
		"邮箱zhang.san@example.cn":      "邮箱****",
		"项目负责人：张三联系电话：13800001111":    "项目负责人：张**联系电话：138****1111",
		"填报人:张三  填报日期:2024年1月":        "填报人:张**  填报日期:2024年1月",
		"填报人：        填报日期：2024年1月":    "填报人：        填报日期：2024年1月",
		"单位负责人（签字）：欧阳娜娜 项目负责人 李四":     "单位负责人（签字）：欧** 项目负责人 李**",
		"负责人及电话：阿卜杜拉·买买提 13800001111": "负责人及电话：阿** 138****1111",
		"联系人：张三、李四；项目编码110105":        "联系人：张**、李**；项目编码110105",
		"落实责任人：由各乡镇人民政府统筹安排资金并落实到每一个人": "落实责任人：由各乡镇人民政府统筹安排资金并落实到每一个人",
		"总投资13800001111元":               "总投资13800001111元",
		"支出0.13800001111万元":             "支出0.13800001111万元",
		"项目编码5101002300000138000011112": "项目编码5101002300000138000011112",
		"2020-2024年完成1200000平方米":        "2020-2024年完成1200000平方米",
		"电话回访满意度≥95%":                   "电话回访满意度≥95%",
		"接听12345热线电话10000次":             "接听12345热线电话10000次",
	} {
		if got := masked(text); got != want {
			t.Errorf("masked(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestAFieldAboutPeopleIsMaskedWhole(t *testing.T) {
	for value, want := range map[string]string{
		"张三":                  "张**",
		"欧阳娜娜":                "欧**",
		"张三 13800001111":      "张** 138****1111",
		"张三（科长）0571-88886666": "张**(科**)****",
		"138 0000 1111":       "138****1111",
		"88886666":            "****",
		"张三、李四":               "张**、李**",
		"John Smith":          "J** S**",
		"张":                   "*",
		"无":                   "无",
		"—":                   "—",
		"１３８００００１１１１ / 66886688": "138****1111 / ****",
	} {
		if got := maskField(value); got != want {
			t.Errorf("maskField(%q) = %q, want %q", value, got, want)
		}
	}
}

// A document with what is about people everywhere that texts are.
func document() *store.Document {
	unit := "座（张三丰）"
	return &store.Document{
		Paths: []string{"a.pdf"}, SHA256: strings.Repeat("a", 64), Status: store.Read, Version: "1",
		Issues: []normalize.Issue{{Code: "x", Severity: normalize.Info, Message: "page 3: 13800001111"}},
		Records: []normalize.Record{{
			Form: normalize.ProjectTarget, Title: "绩效目标表 联系人：张三丰", Project: "水库养护", Unit: "青石县水利局",
			Header: map[string]string{
				"项目负责人": "张三丰 水利局", "联系电话": "13800001111", "联系电话2": "0571 88886666", "备注": "可找张三丰，手机13800001111，或88886666", "项目编码": "00123",
			},
			Funds:      []normalize.Fund{{Label: "张三丰"}},
			Goals:      []normalize.Goal{{Text: "由张三丰完成"}},
			Tasks:      []normalize.Task{{Name: "张三丰", Content: "13800001111"}},
			Achieved:   "张三丰完成",
			Indicators: []normalize.Indicator{{Level1: "张三丰", Level2: "张三丰", Level3: "张三丰", Target: "张三丰", Actual: "张三丰", Deviation: "张三丰", Unit: &unit}},
			Evidence: normalize.Evidence{
				"/header/项目负责人": {Page: 1, Raw: "张二丰 水利局"}, "/goals/0/text": {Page: 1, Raw: "由张三丰 水利局完成"},
			},
			Issues: []normalize.Issue{
				{Code: "ocr-repaired", Path: "/header/项目负责人", Message: `it was read as "张二丰 水利局"`},
				{Code: "text-unplaced", Path: "/header/-", Message: `page 1: "张三丰 水利局" is in no field of the record`},
				{Code: store.CodeStale, Severity: normalize.Warning, Path: "/header/项目负责人", Message: `王芳 corrected "张二丰" to "张四丰", but it is read otherwise by now: not applied`},
			},
		}},
		Readings: map[int]normalize.Record{0: {Project: "张三丰"}},
		Corrections: []store.Correction{
			{Pointer: "/header/项目负责人", Old: []byte(`"张二丰"`), New: []byte(`"张四丰"`), By: "王芳", Why: "张三丰说", Status: store.Stale},
			{Pointer: "/project", Old: []byte(`"水库张三丰"`), New: []byte(`"水库养护"`), By: "王芳", Status: store.Applied},
		},
	}
}

func TestNothingOfADocumentTellsWhoPeopleAre(t *testing.T) {
	doc := document()
	Mask(doc)
	all, err := json.Marshal(doc)
	if err != nil {
		t.Fatal(err)
	}
	for _, secret := range []string{"三丰", "二丰", "四丰", "13800001111", "88886666", "王芳"} {
		if strings.Contains(string(all), secret) {
			t.Errorf("%s is left in %s", secret, all)
		}
	}
	r := doc.Records[0]
	want := map[string]string{
		"项目负责人": "张** 水**", "联系电话": "138****1111", "联系电话2": "****", "备注": "可找张**，手机138****1111，或****", "项目编码": "00123",
	}
	if diff := cmp.Diff(want, r.Header); diff != "" {
		t.Errorf("header (-want +got):\n%s", diff)
	}
	if r.Unit != "青石县水利局" || r.Project != "水库养护" || r.Goals[0].Text != "由张**完成" {
		t.Errorf("what is about nobody changed: %q %q %q", r.Unit, r.Project, r.Goals[0].Text)
	}
}

func TestMaskedDocumentsStillShowWhatWasCorrected(t *testing.T) {
	doc := document()
	Mask(doc)
	if !doc.Corrected(0, "/project") || doc.Corrected(0, "/header/项目负责人") {
		t.Errorf("corrections: %+v", doc.Corrections)
	}
}

// A role whose last character signsOf does not know would not be found.
func TestEveryRoleIsNoticed(t *testing.T) {
	for _, role := range append(append([]string{}, roles...), signs...) {
		if text := role + "：张三"; masked(text) != role+"：张**" {
			t.Errorf("masked(%q) = %q", text, masked(text))
		}
	}
}

func BenchmarkText(b *testing.B) {
	for b.Loop() {
		masked("完成水库大坝的日常养护，群众满意度达到95%以上，2024年12月底前完成。")
	}
}
