package normalize_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"mubiao/extract"
	"mubiao/normalize"
)

// A stripedDrawing is a drawing without rules between columns.
type stripedDrawing struct{ drawing }

func (d stripedDrawing) Page(ctx context.Context, n int) (*extract.Page, error) {
	page, err := d.drawing.Page(ctx, n)
	page.Rulings = slices.DeleteFunc(page.Rulings, func(r extract.Ruling) bool { return !r.Horizontal() })
	return page, err
}

func TestTablesWithoutRulesBetweenColumns(t *testing.T) {
	page := drawnPage{
		"项目支出绩效目标表", "项目名称|路灯|主管部门|城管局", "年度资金总额|12|<|<", "绩效目标|全年亮灯。|<|<",
		"一级指标|二级指标|三级指标|指标值",
		"产出指标|数量指标|路灯数|3盏", "^|^|新换路灯数|2盏", "^|质量指标|亮灯率|≥90%", "满意度指标|满意度指标|居民满意度|",
	}
	result, err := normalize.Read(t.Context(), "striped.pdf", "", stripedDrawing{drawing{page}})
	if err != nil || len(result.Records) != 1 {
		t.Fatalf("%v, %d records", err, len(result.Records))
	}
	r := result.Records[0]
	if r.Project != "路灯" || r.Department != "城管局" || len(r.Funds) != 1 || len(r.Goals) != 1 {
		t.Errorf("%q, %q, %v, %v", r.Project, r.Department, r.Funds, r.Goals)
	}
	var rows []string
	for _, in := range r.Indicators {
		rows = append(rows, strings.Join([]string{string(in.Level1), string(in.Level2), in.Level3, in.Target}, "|"))
	}
	want := []string{
		"产出指标|数量指标|路灯数|3盏", "产出指标|数量指标|新换路灯数|2盏", "产出指标|质量指标|亮灯率|≥90%",
		"满意度指标|服务对象满意度指标|居民满意度|",
	}
	if !slices.Equal(rows, want) {
		t.Errorf("rows %q", rows)
	}
}

// The second form stands under the first with its title between them, which no
// rule tells from a row.
func TestATitleBetweenTablesWithoutRulesBetweenColumns(t *testing.T) {
	form := func(project string) []string {
		return []string{
			"项目名称|" + project + "|主管部门|城管局",
			columns, "产出指标|数量指标|路灯数|3盏", "产出指标|质量指标|亮灯率|≥90%", "满意度指标|满意度指标|居民满意度|≥90%",
		}
	}
	page := drawnPage(slices.Concat([]string{"项目支出绩效目标表"}, form("路灯"), []string{"项目绩效目标表"}, form("路灯电费")))
	result, err := normalize.Read(t.Context(), "striped.pdf", "", titled{stripedDrawing{drawing{page}}})
	if err != nil || len(result.Records) != 2 {
		t.Fatalf("%v, %d records", err, len(result.Records))
	}
	for i, project := range []string{"路灯", "路灯电费"} {
		if r := result.Records[i]; r.Project != project || r.Title == "" || len(r.Indicators) != 3 {
			t.Errorf("form %d: %q, title %q, %d indicators", i, r.Project, r.Title, len(r.Indicators))
		}
	}
}

// A titled document sets its titles in the middle, and larger.
type titled struct{ stripedDrawing }

func (d titled) Page(ctx context.Context, n int) (*extract.Page, error) {
	page, err := d.stripedDrawing.Page(ctx, n)
	for from := 0; from < len(page.Glyphs); {
		to := from + 1
		for to < len(page.Glyphs) && page.Glyphs[to].Box.Y0 == page.Glyphs[from].Box.Y0 && page.Glyphs[to].Box.X0 == page.Glyphs[to-1].Box.X1 {
			to++
		}
		text := ""
		for _, g := range page.Glyphs[from:to] {
			text += g.Text
		}
		if strings.HasSuffix(text, "目标表") {
			const size = 1.5 * drawnSize
			x := drawnWidth/2 - size*float64(to-from)/2
			for i := from; i < to; i++ {
				y := page.Glyphs[i].Box.Y0
				page.Glyphs[i].Box = extract.Rect{X0: x, Y0: y, X1: x + size, Y1: y + size}
				page.Glyphs[i].Size = size
				x += size
			}
		}
		from = to
	}
	return page, err
}
