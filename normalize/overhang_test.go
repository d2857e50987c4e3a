package normalize_test

import (
	"context"
	"testing"

	"mubiao/extract"
	"mubiao/normalize"
)

// A cutListing is a listing whose first page ends in a merged goal that no rule
// closes, with text under it that begins at x.
type cutListing struct {
	drawing
	x    float64
	text string
}

func (d cutListing) Page(ctx context.Context, n int) (*extract.Page, error) {
	page, err := d.drawing.Page(ctx, n)
	if n > 1 || err != nil {
		return page, err
	}
	foot := &page.Rulings[len(page.Rulings)-1]
	foot.X0 += (drawnWidth - 2*drawnMargin) / 6 * 2 // the first two columns stay open
	drawText(page, d.x, foot.Y0-drawnRow+19, d.text)
	return page, nil
}

func TestTextThatHangsOutOfATableAtThePagesFoot(t *testing.T) {
	listing := drawing{
		{"项目支出绩效目标表", "项目名称|年度目标|一级指标|二级指标|三级指标|指标值", "路灯|全年亮灯|产出指标|数量指标|路灯数|3盏"},
		{"项目名称|年度目标|一级指标|二级指标|三级指标|指标值", "|安全。|产出指标|质量指标|亮灯率|90%"},
	}
	second := drawnMargin + (drawnWidth-2*drawnMargin)/6
	for _, test := range []struct {
		x          float64
		text, goal string
		doubted    bool
	}{
		{second + 3, "照明充足", "全年亮灯照明充足安全。", false},
		{second + 3, "- 12 -", "全年亮灯安全。", false},
		{second - 20, "照明充足", "全年亮灯安全。", true}, // over the rule between two open cells
	} {
		result, err := normalize.Read(t.Context(), "cut.pdf", "", cutListing{listing, test.x, test.text})
		if err != nil {
			t.Fatal(err)
		}
		if len(result.Records) != 1 || len(result.Records[0].Goals) != 1 {
			t.Errorf("%s: %+v", test.text, result.Records)
			continue
		}
		r := result.Records[0]
		doubted := false
		for _, issue := range r.Issues {
			doubted = doubted || issue.Code == "text-unplaced"
		}
		if r.Goals[0].Text != test.goal || doubted != test.doubted {
			t.Errorf("%s: goal %q, doubted %v", test.text, r.Goals[0].Text, doubted)
		}
	}
}

// A rowBegun is a form of two pages of which the first ends with no more than
// the upper edge of a row, and below it, outside all rules, the first line of
// what stands in it.
type rowBegun struct{ drawing }

func (d rowBegun) Page(ctx context.Context, n int) (*extract.Page, error) {
	page, err := d.drawing.Page(ctx, n)
	if n > 1 || err != nil {
		return page, err
	}
	bottom := page.Rulings[len(page.Rulings)-1].Y0
	width := (drawnWidth - 2*drawnMargin) / 4
	for k := range 5 {
		x := drawnMargin + width*float64(k)
		page.Rulings = append(page.Rulings, extract.Ruling{X0: x, Y0: bottom, X1: x, Y1: bottom + 9, Width: 0.5})
	}
	drawText(page, drawnMargin+width+3, bottom+4, "质量指标")
	return page, nil
}

func TestTextThatHangsOutOfABlankCell(t *testing.T) {
	form := drawing{
		{"项目支出绩效目标表", "项目名称|甲|<|<", columns, "产出指标|数量指标|路灯数|3盏"},
		{"||亮灯率|90%", "||完好率|95%"},
	}
	r, err := normalize.Read(t.Context(), "begun.pdf", "", rowBegun{form})
	if err != nil || len(r.Records) != 1 || len(r.Records[0].Indicators) != 3 {
		t.Fatalf("%v, %+v", err, r)
	}
	for _, in := range r.Records[0].Indicators[1:] {
		if in.Level2 != "质量指标" {
			t.Errorf("%s stands under %s", in.Level3, in.Level2)
		}
	}
}

func TestAWordInBracketsThatMayBeAUnit(t *testing.T) {
	for name, doubted := range map[string]bool{
		"购置设备（标准架）": true, "购置设备(标准架)": true, "购置设备（标段）": false,
		"种植面积（含补植）": false, "购置设备（2023）": false, "购置（标准架）设备": false, "购置设备": false,
	} {
		reading := normalize.ReadTarget("3", name, "")
		r := normalize.Record{Indicators: []normalize.Indicator{{Level3: name, Target: "3", Op: reading.Op, Value: reading.Value, Unit: reading.Unit}}}
		told := false
		for _, issue := range normalize.Check(&r) {
			told = told || issue.Code == "unit-missing" && issue.Path == "/indicators/0/unit"
		}
		if told != doubted {
			t.Errorf("%s: unit %q, doubted %v", name, *reading.Unit, told)
		}
	}
}
