package normalize_test

import (
	"context"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"mubiao/extract"
	"mubiao/normalize"
)

// Forms that no generator prints are drawn here cell by cell, as small as the
// trap that they show.

// A drawing is a document of pages, each of lines and tables.
type drawing []drawnPage

// A drawnPage is text from top to bottom: a line of it by itself, or rows of a
// ruled table, whose cells "|" parts. A cell "<" is one with that to its left,
// a cell "^" with that above. All tables are as wide as the page; their
// columns are of one width.
type drawnPage []string

const (
	drawnWidth  = 600.0
	drawnRow    = 24.0
	drawnSize   = 8.0
	drawnMargin = 40.0
)

func (d drawing) Pages() int   { return len(d) }
func (d drawing) Close() error { return nil }

func (d drawing) Page(_ context.Context, n int) (*extract.Page, error) {
	page := &extract.Page{Number: n, Width: drawnWidth, Height: 842}
	y := drawnMargin
	var table [][]string
	flush := func() {
		drawTable(page, y-drawnRow*float64(len(table)), table)
		table = nil
	}
	for _, line := range d[n-1] {
		if strings.Contains(line, "|") {
			table = append(table, strings.Split(line, "|"))
		} else {
			flush()
			drawText(page, drawnMargin, y, line)
		}
		y += drawnRow
	}
	flush()
	return page, nil
}

func drawText(page *extract.Page, x, y float64, text string) {
	for _, r := range text {
		width := drawnSize
		if r < utf8.RuneSelf {
			width /= 2
		}
		box := extract.Rect{X0: x, Y0: y + 6, X1: x + width, Y1: y + 6 + drawnSize}
		page.Glyphs = append(page.Glyphs, extract.Glyph{Text: string(r), Box: box, Size: drawnSize, Confidence: 1})
		x += width
	}
}

func drawTable(page *extract.Page, top float64, rows [][]string) {
	rule := func(x0, y0, x1, y1 float64) {
		page.Rulings = append(page.Rulings, extract.Ruling{X0: x0, Y0: y0, X1: x1, Y1: y1, Width: 0.5})
	}
	for i, row := range rows {
		width := (drawnWidth - 2*drawnMargin) / float64(len(row))
		y := top + drawnRow*float64(i)
		for k, text := range row {
			x := drawnMargin + width*float64(k)
			if text != "^" {
				rule(x, y, x+width, y)
			}
			if text != "<" && !(text == "^" && k > 0 && joinedLeft(rows[:i], k)) {
				rule(x, y, x, y+drawnRow)
			}
			if text != "<" && text != "^" {
				drawText(page, x+3, y, text)
			}
		}
		rule(drawnWidth-drawnMargin, y, drawnWidth-drawnMargin, y+drawnRow)
	}
	if len(rows) > 0 {
		y := top + drawnRow*float64(len(rows))
		rule(drawnMargin, y, drawnWidth-drawnMargin, y)
	}
}

// joinedLeft reports whether the cell above, which goes on, is one with that
// to its left.
func joinedLeft(above [][]string, column int) bool {
	for i := len(above) - 1; i >= 0; i-- {
		if cell := above[i][column]; cell != "^" {
			return cell == "<"
		}
	}
	return false
}

func readDrawn(t *testing.T, d drawing) []normalize.Record {
	t.Helper()
	result, err := normalize.Read(context.Background(), "drawn.pdf", "", d)
	if err != nil {
		t.Fatal(err)
	}
	return result.Records
}

// top is what stands above the indicators of the drawn forms.
var top = []string{"项目名称|甲|<|<", "主管部门|乙|实施单位|丙"}

var columns = "一级指标|二级指标|三级指标|指标值"

func TestALevelPrintedOnceIsForTheBlankCellsBelow(t *testing.T) {
	d := drawing{
		append(append(drawnPage{"项目支出绩效目标表"}, top...), columns,
			"产出指标|数量指标|新建站房|3座", "||改建站房|4座", "|质量指标|验收合格率|100%", "||返修次数|0次"),
		{"|时效指标|完工率|100%", "效益指标|社会效益指标|受益人数|90人"},
	}
	got := readDrawn(t, d)
	if len(got) != 1 {
		t.Fatalf("%d forms", len(got))
	}
	var levels []string
	for _, in := range got[0].Indicators {
		levels = append(levels, string(in.Level1+" "+in.Level2))
	}
	want := []string{"产出指标 数量指标", "产出指标 数量指标", "产出指标 质量指标", "产出指标 质量指标", "产出指标 时效指标", "效益指标 社会效益指标"}
	if diff := cmp.Diff(want, levels); diff != "" {
		t.Error(diff)
	}
}

func TestFormsOfDepartmentsUnderOneTitleAreTwo(t *testing.T) {
	form := func(department string) drawnPage {
		return drawnPage{"部门整体支出绩效自评表", "填报部门名称|" + department + "|<|<", "年度资金总额|10|<|<", "年度总体目标|保障运转|<|<", columns, "产出指标|数量指标|会议次数|3次", "效益指标|社会效益指标|满意程度|较好"}
	}
	named := func(department string) drawnPage {
		f := form(department)
		f[1] = "部门名称|" + department + "|<|<"
		return f
	}
	for name, d := range map[string]drawing{
		"with a label known": {named("甲局"), named("乙局")}, "with another": {form("甲局"), form("乙局")},
	} {
		if got := readDrawn(t, d); len(got) != 2 {
			t.Errorf("%s: %d forms, want 2", name, len(got))
		}
	}
}

func TestOfTwoTotalsTheSecondIsTheScore(t *testing.T) {
	const scored = "一级指标|二级指标|三级指标|指标值|完成值|分值|得分|原因"
	for row, want := range map[string]float64{"总分|<|<|100|<|<|93.5|<": 93.5, "总分|<|<|<|<|100|96|优": 96, "总分|<|<|<|<|<|88|": 88} {
		d := drawing{append(append(drawnPage{"项目支出绩效自评表"}, top...), scored, "产出指标|数量指标|会议次数|3次|3次|10|9|", row)}
		got := readDrawn(t, d)
		if len(got) != 1 || got[0].TotalScore == nil || *got[0].TotalScore != want {
			t.Errorf("%s: %v", row, got[0].TotalScore)
		}
	}
}

func TestGoalsAndBudgetsUnderHeadsOfTheirOwn(t *testing.T) {
	d := drawing{{
		"部门整体绩效自评表", "部门名称|甲局|<|<|自评总分|98",
		"年初预算数(万元)|全年(调整)预算数|全年执行数|执行率(%)|执行率权重|执行率得分", "120|110|99|90|10|9",
		"年初绩效目标|<|全年(调整)绩效目标|<|全年目标实际完成情况|<", "保障运转|<|保障运转|<|已完成|<",
		"指标名称|计量单位|指标性质|年初指标值|全年完成值|指标得分", "会议次数|次|≥|3|3|9",
	}}
	got := readDrawn(t, d)
	if len(got) != 1 {
		t.Fatalf("%d forms", len(got))
	}
	r := got[0]
	if len(r.Goals) != 1 || r.Goals[0].Text != "保障运转" || r.Achieved != "已完成" {
		t.Errorf("goals %v, achieved %q", r.Goals, r.Achieved)
	}
	var funds []string
	for _, f := range r.Funds {
		funds = append(funds, string(f.Scope)+" "+f.Amount.String())
	}
	if diff := cmp.Diff([]string{"initial 120", "adjusted 110", "executed 99"}, funds); diff != "" {
		t.Error(diff)
	}
	if r.ExecutionRate == nil || *r.ExecutionRate != 90 || r.ExecutionScore == nil || *r.ExecutionScore != 9 {
		t.Errorf("rate %v, score %v", r.ExecutionRate, r.ExecutionScore)
	}
}

func TestRowsOfAListingThatAreNoProjects(t *testing.T) {
	d := drawing{{
		"部门项目支出绩效目标表", "单位名称|项目名称|预算数|年度目标|一级指标|二级指标|三级指标|指标值",
		"1|2|3|4|5|6|7|8", "合计||30|||||", "甲局|路灯|10|亮|产出指标|数量指标|路灯数|3盏", "甲局|公厕|20|净|产出指标|数量指标|公厕数|4座",
	}}
	var projects []string
	for _, r := range readDrawn(t, d) {
		projects = append(projects, r.Project)
	}
	if diff := cmp.Diff([]string{"路灯", "公厕"}, projects); diff != "" {
		t.Error(diff)
	}
}

func TestAFormWhoseFirstPageEndsUnderTheProjectIsOne(t *testing.T) {
	got := readDrawn(t, drawing{
		{"项目支出绩效目标表", top[0]},
		{top[1], columns, "产出指标|数量指标|会议次数|3次"},
	})
	if len(got) != 1 || got[0].Project != "甲" || got[0].Department != "乙" || len(got[0].Indicators) != 1 {
		t.Errorf("%+v", got)
	}
}

func TestABlankRowOfTheFormIsNotGoneOn(t *testing.T) {
	got := readDrawn(t, drawing{
		append(append(drawnPage{"项目支出绩效目标表"}, top...), columns, "产出指标|数量指标|会议次数|3次", "^|^|指标2：|"),
		{"效益指标|社会效益指标|受益人数|90人"},
	})
	if len(got) != 1 || len(got[0].Indicators) != 2 || got[0].Indicators[1].Level3 != "受益人数" || got[0].Indicators[1].Level2 != "社会效益指标" {
		t.Errorf("%+v", got)
	}
}

func TestARowThatCountsTheColumnsIsNoIndicator(t *testing.T) {
	got := readDrawn(t, drawing{append(append(drawnPage{"项目支出绩效目标表"}, top...), columns, "1|2|3|4", "产出指标|数量指标|会议次数|3次")})
	if len(got) != 1 || len(got[0].Indicators) != 1 || got[0].Indicators[0].Level3 != "会议次数" {
		t.Errorf("%+v", got)
	}
}

func TestARowOfFundsUnderAPageBreakIsWhole(t *testing.T) {
	d := drawing{
		{"部门整体支出绩效目标表", "部门名称|甲局|<|<", "总体资金情况（万元）|收入构成|财政拨款|70", "^|^|其他资金|20", "^|^|合计|90"},
		append(drawnPage{"|支出构成||当年金额", "^|^|基本支出|60", "^|^|项目支出|30"}, columns, "产出指标|数量指标|会议次数|3次"),
	}
	got := readDrawn(t, d)
	if len(got) != 1 {
		t.Fatalf("%d forms", len(got))
	}
	var funds []string
	for _, f := range got[0].Funds {
		funds = append(funds, string(f.Item)+" "+f.Amount.String())
	}
	if diff := cmp.Diff([]string{"fiscal 70", "other 20", "total 90"}, funds); diff != "" {
		t.Error(diff)
	}
}

func TestATitleAtTheFootOfThePageBefore(t *testing.T) {
	d := drawing{{"一、说明", "2024年项目支出绩效目标表", "（2024年度）", "12"}, append(append(drawnPage{}, top...), columns, "产出指标|数量指标|会议次数|3次")}
	got := readDrawn(t, d)
	if len(got) != 1 || got[0].Title != "2024年项目支出绩效目标表" || got[0].Evidence["/title"].Page != 1 {
		t.Errorf("%q on page %d", got[0].Title, got[0].Evidence["/title"].Page)
	}
}
