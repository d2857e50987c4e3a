package normalize

import (
	"testing"

	"github.com/google/go-cmp/cmp"

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
		{"the end of a name", []grid.Line{readAs("验收合格事")}, []string{"验收合格率"}},
		{"a word of its own beside one", []grid.Line{readAs("以便用于培训")}, []string{"以便用于培训"}},
		{"the ring that ends a sentence", []grid.Line{readAs("及时拨付，确保安全o")}, []string{"及时拨付，确保安全。"}},
		{"dust behind a word", []grid.Line{readAs("长期有效.")}, []string{"长期有效"}},
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
