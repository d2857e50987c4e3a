package normalize_test

import (
	"strings"
	"testing"
)

// A title that is drawn before the rest of the table above it belongs to the
// form behind that table, which is read with its title doubted.
func TestTitleBeforeTheRestOfATable(t *testing.T) {
	second := strings.Split(rowsOf("指标1：养护次数 3次"), "\n")
	text := rowsOf("指标1：管护次数 12次") + "\n" + second[0] + "\n质量指标\n指标1：合格率 100%\n" + strings.Join(second[2:], "\n")
	got := forms(readText(t, text))
	if len(got) != 2 || len(got[0].Indicators) != 2 || len(got[1].Indicators) != 1 {
		t.Fatalf("got %+v, want forms with two indicators and with one", got)
	}
	if in := got[0].Indicators[1]; in.Level2 != "质量指标" || in.Level3 != "合格率" || in.Target != "100%" {
		t.Errorf("the row behind the title is %+v", in)
	}
	if got[1].Title != "项目支出绩效目标表" || !hasIssue(got[1], "row-uncertain", "/title") {
		t.Errorf("title %q, issues %v; want a title that is doubted", got[1].Title, got[1].Issues)
	}
}

// Notes at the foot of a page do not end a table that goes on on the next.
func TestRowsBehindNotes(t *testing.T) {
	got := forms(readText(t, rowsOf("指标1：管护次数 12次", "注：本表随预算公开。", "质量指标", "指标1：合格率 100%")))
	if len(got) != 1 || len(got[0].Indicators) != 2 || got[0].Indicators[1].Level2 != "质量指标" {
		t.Errorf("got %+v, want one form with two indicators", got)
	}
}

// pdftotext writes some fonts' half-width figures full-width.
func TestFullWidthFiguresOfADump(t *testing.T) {
	text := strings.Map(func(r rune) rune {
		if '0' <= r && r <= '9' {
			return r - '0' + '０'
		}
		return r
	}, rowsOf("指标1：管护次数 12次"))
	got := forms(readText(t, text))
	if len(got) != 1 || got[0].FiscalYear != 2023 || len(got[0].Indicators) != 1 || got[0].Indicators[0].Target != "12次" {
		t.Errorf("got %+v, want the year 2023 and the target 12次", got)
	}
}

// Each page of a dump in columns is set by itself; rows are read in the columns
// of the page before.
func TestColumnsGoOnOnTheNextPage(t *testing.T) {
	text := strings.Join([]string{
		"                项目支出绩效目标表", "                  （2023年度）",
		" 项目名称          水库管护经费", " 主管部门          云汀县水务局", " 项目资金     年度资金总额        45.5", " 年度目标     管好水库。",
		" 一级指标    二级指标      三级指标            指标值",
		" 产出指标    数量指标      指标1：管护次数       12次", "                       指标2：养护次数       3次",
	}, "\n") + "\f" + strings.Join([]string{
		"        质量指标        指标1：合格率            100%", "        时效指标        指标1：完成时间          12月底前",
	}, "\n") + "\n"
	got := forms(readText(t, text))
	if len(got) != 1 || len(got[0].Indicators) != 4 {
		t.Fatalf("got %+v, want one form with four indicators", got)
	}
	if in := got[0].Indicators[3]; in.Level2 != "时效指标" || in.Level3 != "完成时间" || in.Target != "12月底前" {
		t.Errorf("the last row is %+v", in)
	}
}
