package normalize_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"mubiao/extract"
	"mubiao/normalize"
)

// indicatorRows are the indicators of a record, each with its levels, name and target.
func indicatorRows(r normalize.Record) []string {
	var out []string
	for _, in := range r.Indicators {
		out = append(out, strings.Join([]string{string(in.Level1), string(in.Level2), in.Level3, in.Target}, "|"))
	}
	return out
}

// isDoubted reports whether a warning or an error points at a value.
func isDoubted(r normalize.Record, path string) bool {
	return slices.ContainsFunc(r.Issues, func(i normalize.Issue) bool { return i.Path == path && i.Severity != normalize.Info })
}

func TestLabelsThatNameTheirYear(t *testing.T) {
	page := drawnPage(slices.Concat([]string{"项目支出绩效目标表"}, top, []string{
		"2023年度绩效目标|全年亮灯。|<|<",
		"一级指标|二级指标|三级指标|2023年目标值", "产出指标50分|数量指标|路灯数|3盏", "1.|||", "满意度指标|满意度指标|居民满意度|≥90%",
	}))
	r := readDrawn(t, drawing{page})[0]
	want := []string{"产出指标|数量指标|路灯数|3盏", "满意度指标|服务对象满意度指标|居民满意度|≥90%"}
	if got := indicatorRows(r); len(r.Goals) != 1 || !slices.Equal(got, want) {
		t.Errorf("goals %v, rows %q", r.Goals, got)
	}
}

func TestTwoHeadsOfLevelOneAreThoseOfBothLevels(t *testing.T) {
	page := drawnPage(slices.Concat([]string{"项目支出绩效目标表"}, top, []string{
		"评价指标|评价内容|指标名称|目标值", "产出指标|数量指标|路灯数|3盏", "^|质量指标|亮灯率|≥90%",
	}))
	r := readDrawn(t, drawing{page})[0]
	if got := indicatorRows(r); !slices.Equal(got, []string{"产出指标|数量指标|路灯数|3盏", "产出指标|质量指标|亮灯率|≥90%"}) {
		t.Errorf("rows %q", got)
	}
}

func TestUnitsBehindTheColonOfALabel(t *testing.T) {
	page := drawnPage(slices.Concat([]string{"项目支出绩效目标表"}, top, []string{
		"项目资金：（单位：元）|年度资金总额：（元）|20000", "^|其中：财政拨款|15000", "^|其他资金|5000",
		columns, "产出指标|数量指标|路灯数|3盏", "产出指标|质量指标|亮灯率|≥90%",
	}))
	r := readDrawn(t, drawing{page})[0]
	var got []string
	for _, f := range r.Funds {
		got = append(got, string(f.Item)+" "+f.Amount.String())
	}
	if !slices.Equal(got, []string{"total 2", "fiscal 1.5", "other 0.5"}) {
		t.Errorf("funds %q", got)
	}
}

func TestSignsOfUnknownMeaningInAColumnOfTheirOwn(t *testing.T) {
	page := drawnPage(slices.Concat([]string{"项目支出绩效目标表"}, top, []string{
		"一级指标|二级指标|三级指标|指标性质|指标值|度量单位", "产出指标|数量指标|路灯数|\uFFFD|3|盏", "产出指标|质量指标|亮灯率|≥|90|%",
	}))
	r := readDrawn(t, drawing{page})[0]
	if !isDoubted(r, "/indicators/0/target") || !isDoubted(r, "/indicators/0/op") || isDoubted(r, "/indicators/1/op") {
		t.Errorf("issues %v", r.Issues)
	}
}

// Office programs cut a row between its lines and rule both parts.
func TestRowsThatAPageBreakCutsBetweenTheirLines(t *testing.T) {
	scored := "一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分"
	plain := columns
	for _, test := range []struct {
		what         string
		first, later []string
		want         string
	}{
		{
			"a weight in one part alone",
			[]string{scored, "产出指标|数量指标|路灯数|3盏|3盏|10|10", "效益指标|社会效益指标|城区居民夜间出行|达到国家标|已达到|10|10"},
			[]string{"||安全|准|||", "满意度指标|满意度指标|居民满意度|≥90%|95%|10|10"},
			"效益指标|社会效益指标|城区居民夜间出行安全|达到国家标准",
		},
		{
			"a target whole with the rest",
			[]string{plain, "产出指标|数量指标|路灯数|3盏", "效益指标|可持续影响指标|城区主次干道照明设施的持续使|不低于"},
			[]string{"||用年限|29年", "满意度指标|满意度指标|居民满意度|≥90%"},
			"效益指标|可持续影响指标|城区主次干道照明设施的持续使用年限|不低于29年",
		},
		{
			"two rows, the first as long as its cell",
			[]string{plain, "产出指标|数量指标|路灯数|3盏", "效益指标|可持续影响指标|城区主次干道照明设施使用年限|不低于5年"},
			[]string{"||用电节约|29度", "满意度指标|满意度指标|居民满意度|≥90%"},
			"效益指标|可持续影响指标|城区主次干道照明设施使用年限|不低于5年",
		},
	} {
		pages := drawing{slices.Concat(drawnPage{"项目支出绩效自评表"}, top, test.first), test.later}
		r := readDrawn(t, pages)[0]
		if got := indicatorRows(r); len(got) < 3 || got[1] != test.want {
			t.Errorf("%s: %q", test.what, got)
		}
	}
}

func TestTitlesOfTwoLines(t *testing.T) {
	for _, test := range []struct {
		lines []string
		want  string
	}{
		{[]string{"2019年度" + strings.Repeat("某", 23) + "区域绩效目", "标表"}, "2019年度" + strings.Repeat("某", 23) + "区域绩效目标表"},
		{[]string{"某县城市管理局", "项目支出绩效目标表"}, "某县城市管理局"},
	} {
		page := drawnPage(slices.Concat(test.lines, top, []string{columns, "产出指标|数量指标|路灯数|3盏", "产出指标|质量指标|亮灯率|≥90%"}))
		result, err := normalize.Read(t.Context(), "title.pdf", "", centred{drawing{page}, len(test.lines)})
		if err != nil || len(result.Records) != 1 || result.Records[0].Title != test.want {
			t.Errorf("%v, %+v", err, result.Records)
		}
	}
}

// A centred document sets its first lines about the middle of the page, close
// together and twice as large.
type centred struct {
	drawing
	lines int
}

func (d centred) Page(ctx context.Context, n int) (*extract.Page, error) {
	page, err := d.drawing.Page(ctx, n)
	from := 0
	for k := range d.lines {
		to := from + len([]rune(d.drawing[0][k]))
		width := page.Glyphs[to-1].Box.X1 - page.Glyphs[from].Box.X0
		left, y := page.Glyphs[from].Box.X0, 2*drawnSize*1.2*float64(k)
		for i := from; i < to; i++ {
			g := &page.Glyphs[i]
			x := drawnWidth/2 - width + 2*(g.Box.X0-left)
			g.Box = extract.Rect{X0: x, X1: x + 2*g.Box.Width(), Y0: y, Y1: y + 2*drawnSize}
			g.Size = 2 * drawnSize
		}
		from = to
	}
	return page, err
}

// Two forms stand side by side on a page, each half as wide as it.
func TestFormsSideBySide(t *testing.T) {
	form := func(project string) drawing {
		return drawing{drawnPage{"项目支出绩效目标表", "项目名称|" + project, columns, "产出指标|数量指标|路灯数|3盏", "产出指标|质量指标|亮灯率|≥90%"}}
	}
	result, err := normalize.Read(t.Context(), "two.pdf", "", sideBySide{form("路灯"), form("路灯电费")})
	if err != nil || len(result.Records) != 2 {
		t.Fatalf("%v, %d records", err, len(result.Records))
	}
	for i, project := range []string{"路灯", "路灯电费"} {
		r := result.Records[i]
		if r.Project != project || r.Title != "项目支出绩效目标表" || len(r.Indicators) != 2 {
			t.Errorf("form %d: %q, %q, %q", i, r.Project, r.Title, indicatorRows(r))
		}
		if x := r.Evidence["/project"].Box[0]; (x > drawnWidth) != (i == 1) {
			t.Errorf("form %d: its project stands at %v", i, x)
		}
	}
}

// A sideBySide document has two drawings on each page.
type sideBySide struct {
	drawing
	right drawing
}

func (d sideBySide) Page(ctx context.Context, n int) (*extract.Page, error) {
	page, err := d.drawing.Page(ctx, n)
	right, _ := d.right.Page(ctx, n)
	page.Width *= 2
	for _, g := range right.Glyphs {
		g.Box.X0, g.Box.X1 = g.Box.X0+drawnWidth, g.Box.X1+drawnWidth
		page.Glyphs = append(page.Glyphs, g)
	}
	for _, r := range right.Rulings {
		r.X0, r.X1 = r.X0+drawnWidth, r.X1+drawnWidth
		page.Rulings = append(page.Rulings, r)
	}
	return page, err
}
