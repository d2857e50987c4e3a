package normalize

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"mubiao/extract"
	"mubiao/extract/grid"
)

// readAs is a line as a reader of pictures has it: surely, but for some runes.
func readAs(text string, unsure ...int) grid.Line {
	l := grid.Line{Text: text}
	for range text {
		l.Sure = append(l.Sure, 0.99)
	}
	for _, i := range unsure {
		l.Sure[i] = 0.3
	}
	return l
}

func TestScannedTextIsMended(t *testing.T) {
	for _, test := range []struct {
		what  string
		lines []grid.Line
		want  []string
	}{
		{"a stroke is a comma", []grid.Line{readAs("安全丶营养")}, []string{"安全、营养"}},
		{"no degrees stand behind words", []grid.Line{readAs("均等化°")}, []string{"均等化。"}},
		{"a dash is the first level's 一", []grid.Line{readAs("-级指", 0), readAs("标")}, []string{"一级指", "标"}},
		{"degrees stand behind figures", []grid.Line{readAs("≤26°")}, []string{"≤26°"}},
		{"the rim of a seal", []grid.Line{readAs("工程验收合格率t", 7)}, []string{"工程验收合格率"}},
		{"the rim of a seal, further off", []grid.Line{readAs("工程验收合格率 S.", 8)}, []string{"工程验收合格率"}},
		{"a letter that is sure", []grid.Line{readAs("肝炎疫苗B")}, []string{"肝炎疫苗B"}},
		{"a figure may end a line", []grid.Line{readAs("覆盖村数4", 4)}, []string{"覆盖村数4"}},
		{"a speck of its own", []grid.Line{readAs("g", 0), readAs("处治路面病害")}, []string{"处治路面病害"}},
		{"a mark alone", []grid.Line{readAs("-", 0)}, []string{"-"}},
		{"the word of a goal", []grid.Line{readAs("日标2：保障畅通")}, []string{"目标2：保障畅通"}},
		{"the figure of an indicator", []grid.Line{readAs("指标l：里程")}, []string{"指标1：里程"}},
		{"another line", []grid.Line{readAs("目标1：养护"), readAs("日标2：畅通")}, []string{"目标1：养护", "目标2：畅通"}},
		{"a speck before it", []grid.Line{readAs("i指标3：里程", 0)}, []string{"指标3：里程"}},
		{"the rim of a seal before it", []grid.Line{readAs("一指标1：比例")}, []string{"指标1：比例"}},
		{"the rim of a seal above it", []grid.Line{readAs("一"), readAs("指标1：比例")}, []string{"指标1：比例"}},
		{"a goal without a figure", []grid.Line{readAs("自标：比例")}, []string{"目标：比例"}},
		{"a label", []grid.Line{readAs("年度总体日标")}, []string{"年度总体目标"}},
		{"a label over two lines", []grid.Line{readAs("顷目名"), readAs("称")}, []string{"项目名", "称"}},
		{"a character too few", []grid.Line{readAs("可持续响指标", 3)}, []string{"可持续影响指标"}},
		{"a speck before a label", []grid.Line{readAs("+绩效指标", 0)}, []string{"绩效指标"}},
		{"brackets stay", []grid.Line{readAs("顷目资金（万元）")}, []string{"项目资金（万元）"}},
		{"a number is no word", []grid.Line{readAs("指标1：里程", 2)}, []string{"指标1：里程"}},
		{"two words are as near", []grid.Line{readAs("产量指标", 0, 1)}, []string{"产量指标"}},
		{"a level of a form's own", []grid.Line{readAs("投入指标")}, []string{"投入指标"}},
		{"a word that forms are full of", []grid.Line{readAs("困难群众临时教助")}, []string{"困难群众临时救助"}},
		{"a dot between words", []grid.Line{readAs("各乡镇·街道．水库")}, []string{"各乡镇、街道，水库"}},
		{"a dot in a unit", []grid.Line{readAs("4元/生·天")}, []string{"4元/生·天"}},
		{"money", []grid.Line{readAs("98方元")}, []string{"98万元"}},
		{"places", []grid.Line{readAs("地方元素")}, []string{"地方元素"}},
		{"very fine dust", []grid.Line{readAs("PMI2.5站")}, []string{"PM2.5站"}},
		{"the head of a column of weights", []grid.Line{readAs("权量（%）")}, []string{"权重（%）"}},
		{"a word of two lookalikes", []grid.Line{readAs("垃圾处理重量")}, []string{"垃圾处理重量"}},
		{"the end of a name", []grid.Line{readAs("验收合格事")}, []string{"验收合格率"}},
		{"a word of its own beside one", []grid.Line{readAs("以便用于培训")}, []string{"以便用于培训"}},
		{"the ring that ends a sentence", []grid.Line{readAs("及时拨付，确保安全o")}, []string{"及时拨付，确保安全。"}},
		{"dust behind a word", []grid.Line{readAs("长期有效.")}, []string{"长期有效"}},
		{"the marks of a list", []grid.Line{readAs("1保障道路畅通。"), readAs("2，养护桥梁。"), readAs("3、绿化。")}, []string{"1、保障道路畅通。", "2、养护桥梁。", "3、绿化。"}},
		{"a list of one", []grid.Line{readAs("1保证所需支出及时拨付，不挪用。")}, []string{"1、保证所需支出及时拨付，不挪用。"}},
		{"a number that counts", []grid.Line{readAs("1座水库完成除险加固，蓄水正常。")}, []string{"1座水库完成除险加固，蓄水正常。"}},
		{"a number in a sentence that goes on", []grid.Line{readAs("完成验收，新建泵站"), readAs("1座，水库"), readAs("2座。")}, []string{"完成验收，新建泵站", "1座，水库", "2座。"}},
		{"no list", []grid.Line{readAs("1至2次")}, []string{"1至2次"}},
		{"the box of a date", []grid.Line{readAs("2025年6月30 B")}, []string{"2025年6月30 日"}},
		{"an 8 that is no figure", []grid.Line{readAs("2025年6月308前")}, []string{"2025年6月30日前"}},
		{"a day of two figures", []grid.Line{readAs("6月28")}, []string{"6月28"}},
		{"the last day of work", []grid.Line{readAs("15个工作8")}, []string{"15个工作日"}},
		{"a word cut by a rule", []grid.Line{readAs("示2：补助标准")}, []string{"指标2：补助标准"}},
		{"a colon before a sentence", []grid.Line{readAs("目标1通过养护，改善条件。")}, []string{"目标1：通过养护，改善条件。"}},
		{"a child", []grid.Line{readAs("几童免疫接种")}, []string{"儿童免疫接种"}},
		{"a dash in a word", []grid.Line{readAs("新增—次性项目")}, []string{"新增一次性项目"}},
		{"a dash that counts", []grid.Line{readAs("推进养护：-是完善制度")}, []string{"推进养护：一是完善制度"}},
		{"a dash between years", []grid.Line{readAs("2023年—2025年")}, []string{"2023年—2025年"}},
		{"fine dust", []grid.Line{readAs("PV2.5自动监测站")}, []string{"PM2.5自动监测站"}},
		{"dust before a sign", []grid.Line{readAs("' ≥90%")}, []string{"≥90%"}},
		{"prose", []grid.Line{readAs("目标群体满意")}, []string{"目标群体满意"}},
	} {
		r := reader{}
		lines := r.mendLines(1, test.lines, true)
		var got []string
		for _, l := range lines {
			got = append(got, l.Text)
			if len(l.Sure) != len([]rune(l.Text)) {
				t.Errorf("%s: %d runes, %d confidences", test.what, len([]rune(l.Text)), len(l.Sure))
			}
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s: %s", test.what, diff)
		}
	}
}

func TestMendingTwiceChangesNothing(t *testing.T) {
	r := reader{}
	once := r.mendLines(1, []grid.Line{readAs("顷日名"), readAs("称 t", 2)}, true)
	text, told := cellText(&grid.Cell{Lines: once}), len(r.mended)
	if again := r.mendLines(1, once, true); cellText(&grid.Cell{Lines: again}) != text || len(r.mended) != told {
		t.Errorf("%q became %q", text, cellText(&grid.Cell{Lines: again}))
	}
}

func TestTextOfTheFileIsNotMended(t *testing.T) {
	r := reader{}
	if got := r.mendLines(1, []grid.Line{{Text: "年度总体日标"}}, true); got[0].Text != "年度总体日标" {
		t.Errorf("it became %q", got[0].Text)
	}
}

func TestWhatWasReadStaysBesideWhatWasMended(t *testing.T) {
	r := reader{}
	got := r.mendLines(1, []grid.Line{readAs("年度总体日标")}, true)
	if got[0].Raw != "年度总体日标" {
		t.Errorf("the raw text is %q", got[0].Raw)
	}
}

// Half of a label on a page without rules is nearly another label.
func TestLabelsOfTwoLinesAreMendedTogether(t *testing.T) {
	at := func(x, y float64, text string) grid.Line {
		l := readAs(text)
		l.Box = extract.Rect{X0: x, Y0: y, X1: x + 10*float64(len([]rune(text))), Y1: y + 10}
		return l
	}
	layout := grid.Layout{Page: 1, Runs: []grid.Line{at(20, 50, "一级指"), at(90, 56.5, "三级指标"), at(30, 63, "标")}}
	r := reader{}
	r.mend(&layout)
	for i, want := range []string{"一级指", "三级指标", "标"} {
		if got := layout.Runs[i].Text; got != want {
			t.Errorf("run %d is %q, want %q", i, got, want)
		}
	}
}

// A fax loses the strokes of 一 二 三, which are level and thin.
func TestHeadsOfLevelsAreNumberedByTheirPlaces(t *testing.T) {
	for _, test := range []struct{ read, want []string }{
		{[]string{"-级指标", "级指标", "级指标"}, []string{"一级指标", "二级指标", "三级指标"}},
		{[]string{"级指标", "一级指标", "三级指标"}, []string{"一级指标", "二级指标", "三级指标"}},
		{[]string{"一级指标", "级指标"}, []string{"一级指标", "二级指标"}},
		{[]string{"级指标", "三级指标"}, []string{"级指标", "三级指标"}},
		{[]string{"级指标", "级指标"}, []string{"级指标", "级指标"}},
		{[]string{"三级指标", "级指标", "级指标"}, []string{"三级指标", "级指标", "级指标"}},
		{[]string{"级指标", "指标值"}, []string{"级指标", "指标值"}},
	} {
		g := grid.Grid{}
		for i, text := range test.read {
			g.Cells = append(g.Cells, grid.Cell{Col: i, Lines: []grid.Line{readAs(text)}})
		}
		r := reader{}
		r.mendLevels(&g)
		var got []string
		for i := range g.Cells {
			got = append(got, cellText(&g.Cells[i]))
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%v: %s", test.read, diff)
		}
		if changed := !cmp.Equal(test.read, got); changed != (len(r.mended) > 0) {
			t.Errorf("%v: %d mendings are told", test.read, len(r.mended))
		}
	}
}

// Dust between a sign and a number is no point: forms print 0.36.
func TestDustBehindASignIsDropped(t *testing.T) {
	for read, want := range map[string]string{"=.36元/人": "=36元/人", "≥. 94.6批次": "≥94.6批次", ">='98%": ">=98%", "≥0.5%": "≥0.5%", "≥.": "≥."} {
		in := Indicator{Level3: "补助标准", Target: read}
		if in.mendDust(); in.Target != want {
			t.Errorf("%q became %q, want %q", read, in.Target, want)
		}
	}
}
