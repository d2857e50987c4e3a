package normalize_test

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mubiao/internal/formgen"
	"mubiao/normalize"
)

// readText reads a text file the way the program does.
func readText(t *testing.T, text string) *normalize.Result {
	t.Helper()
	path := filepath.Join(t.TempDir(), "form.txt")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	result, err := readFile(context.Background(), path, path)
	if err != nil {
		t.Fatal(err)
	}
	return result
}

const (
	// alignedSamples is how many documents are dumped with their columns.
	alignedSamples = 30
	// alignedRight is the share of values that must be right in such dumps,
	// which have lost their rules. What is wrong is known: a value of which a
	// line may be the label's or the next row's, and is not doubted.
	alignedRight  = 0.85
	alignedSilent = 0.003
	// alignedUnread is how many of the documents may hold a form that is
	// reported and not read.
	alignedUnread = 1
)

// A dump that keeps columns apart by blanks is read, and what is read wrong is
// doubted.
func TestTextWithColumnsKeptApart(t *testing.T) {
	if _, err := exec.LookPath("pdftotext"); err != nil {
		t.Skip("pdftotext is not installed")
	}
	values, wrong, silent, unread := 0, 0, 0, 0
	for seed := range uint64(alignedSamples) {
		sample, err := formgen.New(30_000 + seed)
		if err != nil {
			t.Fatal(err)
		}
		text := layoutText(t, sample.PDF)
		if strings.ContainsAny(text, "０１２３４５６７８９") {
			continue // a font's half-width figures, which pdftotext writes full-width
		}
		result := readText(t, text)
		got := forms(result)
		if len(got) < len(sample.Truth()) {
			unread++
			if len(result.Records) == len(got) {
				t.Errorf("seed %d: a form is missing and nothing says so", 30_000+seed)
			}
			continue
		}
		for _, c := range sample.Compare(got) {
			values += c.Values
			wrong += len(c.Differences)
			for _, d := range c.Differences {
				if !d.Said {
					silent++
					t.Logf("seed %d: %v", 30_000+seed, d)
				}
			}
		}
	}
	if unread > alignedUnread {
		t.Errorf("%d documents are not read whole", unread)
	}
	t.Logf("%d values, %d wrong, %d of them silent", values, wrong, silent)
	if float64(wrong) > (1-alignedRight)*float64(values) || float64(silent) > alignedSilent*float64(values) {
		t.Errorf("of %d values %d are wrong and %d of those silent", values, wrong, silent)
	}
}

// layoutText is what pdftotext -layout writes.
func layoutText(t *testing.T, pdf []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "form.pdf")
	if err := os.WriteFile(path, pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("pdftotext", "-layout", path, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

// copied is a form as a spreadsheet puts it on the clipboard: cells between
// tabs, blank ones for the rest of merged cells, lines of a cell in quotation
// marks.
const copied = "项目支出绩效目标表\r\n（2023年度）\r\n" +
	"项目名称\t\t水库管护经费\t\t\t\r\n" +
	"主管部门\t\t云汀县水务局\t实施单位\t\"云汀县\n水库管理所\"\t\r\n" +
	"\"项目资金\n（万元）\"\t年度资金总额\t45.5\t\t\t\r\n\t其中：财政拨款\t45\t\t\t\r\n\t其他资金\t0.5\t\t\t\r\n" +
	"年度目标\t\"目标1：管好水库。\n目标2：修好大坝。\"\t\t\t\t\r\n" +
	"绩效指标\t一级指标\t二级指标\t三级指标\t\t指标值\r\n" +
	"\t产出指标\t数量指标\t管护水库数量\t\t≥12座\r\n\t\t\t巡查次数\t\t120次\r\n\t\t质量指标\t安全运行率\t\t100%\r\n" +
	"\t满意度指标\t服务对象满意度指标\t群众满意度\t\t≥90%\r\n"

func TestTableCopiedWithTabs(t *testing.T) {
	got := forms(readText(t, copied))
	if len(got) != 1 {
		t.Fatalf("%d forms, want 1", len(got))
	}
	r := got[0]
	lines := []string{r.Title, fmt.Sprint(r.FiscalYear), r.Project, r.Department, r.Unit}
	for _, f := range r.Funds {
		lines = append(lines, fmt.Sprintf("%s %s %v", f.Scope, f.Item, *f.Amount))
	}
	for _, g := range r.Goals {
		lines = append(lines, fmt.Sprintf("%d %s", *g.Number, g.Text))
	}
	for _, in := range r.Indicators {
		lines = append(lines, fmt.Sprintf("%s %s %s %s %s %v %s", in.Level1, in.Level2, in.Level3, in.Target, in.Op, in.Value, *in.Unit))
	}
	want := []string{
		"项目支出绩效目标表", "2023", "水库管护经费", "云汀县水务局", "云汀县水库管理所",
		"annual total 45.5", "annual fiscal 45", "annual other 0.5", "1 管好水库。", "2 修好大坝。",
		"产出指标 数量指标 管护水库数量 ≥12座 >= [12] 座", "产出指标 数量指标 巡查次数 120次 = [120] 次",
		"产出指标 质量指标 安全运行率 100% = [100] %", "满意度指标 服务对象满意度指标 群众满意度 ≥90% >= [90] %",
	}
	if diff := cmp.Diff(want, lines); diff != "" {
		t.Error(diff)
	}
	if len(r.Source.Pages) > 0 || len(r.Evidence) > 0 || len(r.Issues) > 0 {
		t.Errorf("pages %v, evidence %v, issues %v; want none", r.Source.Pages, r.Evidence, r.Issues)
	}
}

// Where reading order mixes columns, the form is reported and not guessed at.
func TestColumnsThatReadingOrderMixesAreReported(t *testing.T) {
	text := strings.Join([]string{
		"项目支出绩效自评表", "（2023年度）", "项目名称 水库管护经费", "主管部门 云汀县水务局",
		"一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分",
		"产出指标 数量指标 管护水库数量 ≥12座 12座 10 10", "质量指标 安全运行率 100% 100% 10 10", "时效指标 完成时间 12月底前 12月 10 10",
	}, "\n")
	result := readText(t, text)
	if len(forms(result)) > 0 || len(result.Records) != 1 || result.Records[0].Issues[0].Code != "form-unread" {
		t.Errorf("got %+v, want one record that says form-unread", result.Records)
	}
}

// rowsOf is a dump in reading order with some rows under its heads.
func rowsOf(rows ...string) string {
	return strings.Join(append([]string{
		"项目支出绩效目标表", "（2023年度）", "项目名称 水库管护经费", "主管部门 云汀县水务局", "年度资金总额： 45.5", "年度目标", "管好水库。",
		"一级指标 二级指标 三级指标 指标值", "产出指标", "数量指标",
	}, rows...), "\n")
}

func TestBrokenTargetsInReadingOrder(t *testing.T) {
	for _, c := range []struct {
		name, level3, target string
		rows                 []string
		doubted              bool
	}{
		{"unit on the next line", "管护单位造价", "≤1480元/平方米", []string{"指标1：管护单位造价", "≤1480元/平", "方米"}, false},
		{"behind a blank", "管护单位造价", "≤1480元/平方米", []string{"指标1：管护单位造价 ≤1480元/平", "方米"}, false},
		{"date", "拨付时间", "2027年12月31日前", []string{"指标1：拨付时间", "2027年12月31", "日前"}, false},
		{"words", "管护能力", "持续提升", []string{"指标1：管护能力", "持续提", "升"}, false},
		{"blank in a figure", "合格率", "99.5%以上", []string{"指标1：合格率", "99. 5%以上"}, false},
		{"name on two lines", "有理由投诉和服务态度", "≦5次", []string{"指标1：有理由投诉和服", "务态度", "≦5次"}, false},
		{"name that ends like a level", "受益群众满意度", "≥95%", []string{"指标1：受益群众", "满意度", "≥95%"}, false},
		{"page number", "管护次数", "12次", []string{"指标1：管护次数 12次", "第2页 共3页"}, false},
		{"line behind a target", "投诉次数", "≦5次服务态度", []string{"指标1：投诉次数", "≦5次", "服务态度"}, true},
		{"no figure and no known word", "管护成效如何群众", "各方反映都好", []string{"指标1：管护成效", "如何群众", "各方反映都好"}, true},
		{"two that may be the target", "受益人口81天", "≥95%", []string{"指标1：受益人口", "81天", "≥95%"}, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := forms(readText(t, rowsOf(c.rows...)))
			if len(got) != 1 || len(got[0].Indicators) != 1 {
				t.Fatalf("got %+v, want one form with one indicator", got)
			}
			in := got[0].Indicators[0]
			if in.Level3 != c.level3 || in.Target != c.target {
				t.Errorf("got %q, %q, want %q, %q", in.Level3, in.Target, c.level3, c.target)
			}
			if doubted := hasIssue(got[0], "row-uncertain", "/indicators/0"); doubted != c.doubted {
				t.Errorf("doubted: %t, want %t; issues %v", doubted, c.doubted, got[0].Issues)
			}
		})
	}
}

func hasIssue(r normalize.Record, code, path string) bool {
	return slices.ContainsFunc(r.Issues, func(i normalize.Issue) bool { return i.Code == code && i.Path == path })
}

// A page that ends within a merged cell cuts its label: the rows are read, and
// their levels doubted.
func TestLevelsCutByThePage(t *testing.T) {
	got := forms(readText(t, rowsOf("指标1：管护次数 12次", "质量指", "指标1：合格率 100%", "标", "指标2：达标率 98%", "时效指标", "指标1：完成时间 12月底前")))
	if len(got) != 1 || len(got[0].Indicators) != 4 {
		t.Fatalf("got %+v, want one form with four indicators", got)
	}
	for i, want := range []bool{false, true, true, false} {
		if doubted := hasIssue(got[0], "level-ambiguous", fmt.Sprintf("/indicators/%d/level2", i)); doubted != want {
			t.Errorf("row %d: level doubted: %t, want %t", i, doubted, want)
		}
	}
	if target := got[0].Indicators[1].Target; target != "100%" {
		t.Errorf("target %q, want 100%%", target)
	}
}

// Text of one column and then of the next is no reading order.
func TestColumnsOneAfterTheOtherAreReported(t *testing.T) {
	for name, text := range map[string]string{
		"levels, then rows": rowsOf("质量指标", "时效指标", "指标1：管护次数", "12次", "指标1：合格率", "100%", "指标1：完成时间", "12月底前"),
		"levels 1 together": rowsOf("指标1：管护次数", "12次", "效益指标", "产出指标", "效益指标", "指标1：合格率", "100%"),
		"head among values": strings.Replace(rowsOf("指标1：管护次数 12次"), "管好水库。", "一级指标\n管好水库。", 1),
		"labels, then values": strings.Replace(rowsOf("指标1：管护次数 12次"), "项目名称 水库管护经费\n主管部门 云汀县水务局",
			"项目名称\n主管部门\n水库管护经费\n云汀县水务局", 1),
	} {
		result := readText(t, text)
		if len(forms(result)) > 0 || len(result.Records) != 1 || result.Records[0].Issues[0].Code != "form-unread" {
			t.Errorf("%s: got %+v, want one record that says form-unread", name, result.Records)
		}
	}
}

// A form may print levels that it has no rows for.
func TestLevelsWithoutRowsAreNoColumns(t *testing.T) {
	got := forms(readText(t, rowsOf("质量指标", "指标1：合格率 100%", "时效指标", "成本指标", "效益指标", "社会效益指标", "指标1：知晓率 90%")))
	if len(got) != 1 || len(got[0].Indicators) != 2 {
		t.Errorf("got %+v, want one form with two indicators", got)
	}
}

// A copied table whose 二级指标 stands in the second row of heads, in a column
// that 一级指标 does not cover.
func TestCopiedHeadsOnTwoRows(t *testing.T) {
	result := readText(t, strings.Join([]string{
		"项目支出绩效自评表\t\t\t\t\t",
		"项目名称\t水库大坝养护\t\t\t\t",
		"一级指标\t\t三级指标\t指标值\t\t分值",
		"\t二级指标\t\t年初指标值\t实际完成值\t",
		"产出指标\t数量指标\t养护大坝数量\t≥3座\t4座\t50",
		"\t质量指标\t验收合格率\t≥95%\t96%\t40",
	}, "\n")+"\n")
	if len(result.Records) != 1 || len(result.Records[0].Indicators) != 2 {
		t.Fatalf("read %+v", result.Records)
	}
	for i, want := range []string{"产出指标 数量指标 养护大坝数量 ≥3座 4座 50", "产出指标 质量指标 验收合格率 ≥95% 96% 40"} {
		in := result.Records[0].Indicators[i]
		if got := fmt.Sprint(in.Level1, " ", in.Level2, " ", in.Level3, " ", in.Target, " ", in.Actual, " ", *in.Weight); got != want {
			t.Errorf("row %d: got %s, want %s", i, got, want)
		}
	}
}
