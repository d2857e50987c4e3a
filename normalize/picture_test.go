package normalize

import (
	"slices"
	"testing"

	"mubiao/extract"
	"mubiao/extract/grid"
)

// pictured is a record all of whose values were read from a picture.
func pictured(r Record, confidence float64) *draft {
	d := newDraft()
	evidence := d.Evidence
	d.Record = r
	d.Evidence, d.Issues = evidence, []Issue{}
	d.lines = map[string][]grid.Line{}
	know := func(pointer, text string) {
		c := confidence
		d.Evidence[pointer] = Place{Page: 1, Confidence: &c}
		d.lines[pointer] = []grid.Line{readAs(text)}
	}
	d.texts(func(text, pointer string) { know(pointer, text) })
	for i := range d.Indicators {
		for _, column := range []string{"level1", "level2", "number", "unit", "weight"} {
			know(indicatorPath(i, column), d.Indicators[i].Level3)
		}
	}
	for i, f := range d.Funds {
		if f.Amount != nil {
			know(fundPath(i), f.Amount.String())
		}
	}
	return d
}

func number(n int) *int         { return &n }
func unit(s string) *string     { return &s }
func weight(w float64) *float64 { return &w }

// pointedOut are the paths that issues of a code point at, in order.
func pointedOut(issues []Issue, code string) []string {
	var paths []string
	for _, i := range issues {
		if i.Code == code {
			paths = append(paths, i.Path)
		}
	}
	slices.Sort(paths)
	return paths
}

func TestWhatAPictureMayHaveLostIsDoubted(t *testing.T) {
	row := func(level3, target string) Indicator {
		return Indicator{Level1: "产出指标", Level2: "数量指标", Level3: level3, Target: target}
	}
	with := func(in Indicator, change func(*Indicator)) Indicator { change(&in); return in }
	states := func(v float64, s string) func(*Indicator) {
		return func(in *Indicator) { in.Value, in.Unit = Value{v}, unit(s) }
	}
	scored := func(w, score float64) func(*Indicator) {
		return func(in *Indicator) { in.Weight, in.Score = weight(w), weight(score) }
	}
	thousandth, whole := Amount(9_920_000), Amount(9_920_000_000)
	percent := func(s string) func(*Indicator) {
		return func(in *Indicator) { in.Value, in.Unit = Value{90}, unit(s) }
	}
	numbered := func(n int) func(*Indicator) { return func(in *Indicator) { in.Number = number(n) } }
	weighs := func(w float64) func(*Indicator) { return func(in *Indicator) { in.Weight = weight(w) } }
	a, b := Amount(43_180_000), Amount(48_180_000)
	for _, test := range []struct {
		code string
		read Record
		want []string
	}{
		{"level-missing", Record{Indicators: []Indicator{with(row("里程", "5"), func(in *Indicator) { in.Level2 = "" })}}, []string{"/indicators/0/level2"}},
		{"name-is-level", Record{Indicators: []Indicator{row("质量指标", "5")}}, []string{"/indicators/0/level1", "/indicators/0/level2", "/indicators/0/level3", "/indicators/0/number"}},
		{"number-missing", Record{Indicators: []Indicator{with(row("一", ""), numbered(1)), with(row("二", ""), numbered(2)), row("三", "")}}, []string{"/indicators/2/level3", "/indicators/2/number"}},
		{"number-misread", Record{Indicators: []Indicator{
			with(row("一", ""), numbered(1)), with(row("二", ""), numbered(2)), with(row("三", ""), numbered(3)), with(row("四", ""), numbered(4)), with(row("五", ""), numbered(9)),
		}}, []string{"/indicators/4/number"}},
		{"unit-missing", Record{Indicators: []Indicator{with(row("合格率", "90%"), percent("%")), with(row("完成率", "90%"), percent("%")), with(row("达标率", "90"), percent(""))}}, []string{"/indicators/2/target", "/indicators/2/unit"}},
		{"unit-missing", Record{Indicators: []Indicator{with(row("合格率", "90"), percent("")), with(row("完成率", "90"), percent(""))}}, nil},
		{"goal-missing", Record{Goals: []Goal{{Scope: Annual, Number: number(1)}, {Scope: Annual, Number: number(3)}}}, []string{"/goals/-"}},
		{"goal-missing", Record{Goals: []Goal{{Scope: Annual, Text: "保障供水。标2：保障畅通。"}}}, []string{"/goals/-", "/goals/0/text"}},
		{"end-missing", Record{Goals: []Goal{{Text: "保障畅通，养护桥梁。"}, {Text: "改善环境，提高水平"}}}, []string{"/goals/1/text"}},
		{"end-missing", Record{Goals: []Goal{{Text: "保障畅通，养护桥梁"}, {Text: "改善环境"}}}, nil},
		{"name-short", Record{Indicators: []Indicator{row("旨", "5次"), row("次数", "5次")}}, []string{"/indicators/0"}},
		{"point-unclear", Record{Indicators: []Indicator{row("增收", "1.234万元"), row("支出", "≤12,345万元")}}, []string{"/indicators/0/target", "/indicators/0/value"}},
		{"point-unclear", Record{Indicators: []Indicator{row("增收", "1.234万元"), row("支出", "≤12345万元")}}, []string{"/indicators/0/target", "/indicators/0/value"}},
		{"point-unclear", Record{Indicators: []Indicator{row("增收", "1.23万元")}}, nil},
		{"header-missing", Record{Form: ProjectTarget, Department: "水务局", Attribute: "新增"}, []string{"/period", "/unit"}},
		{"point-unclear", Record{Funds: []Fund{{Annual, FundTotal, &thousandth, ""}, {Annual, FundFiscal, &whole, ""}}}, []string{"/funds/0/amount"}},
		{"percent-over-100", Record{Indicators: []Indicator{with(row("合格率", "292%"), states(292, "%")), with(row("达标率", "99.55"), states(99.55, "")), with(row("完好率", "100%"), states(100, "%"))}}, []string{"/indicators/0/op", "/indicators/0/unit", "/indicators/0/value", "/indicators/1/op", "/indicators/1/unit", "/indicators/1/value"}},
		{"score-over-weight", Record{Indicators: []Indicator{with(row("一", ""), scored(7, 700)), with(row("二", ""), scored(7, 7))}}, []string{"/indicators/0/score", "/indicators/0/weight"}},
		{"marks-unbalanced", Record{Achieved: "按月公开进度表”。"}, []string{"/achieved"}},
		{"letter-stray", Record{Indicators: []Indicator{{Level3: "A指标1：满意度", Target: "T≥90%"}}}, []string{"/indicators/0/level3", "/indicators/0/target"}},
		{"letter-stray", Record{Unit: "|180267]民政局", Indicators: []Indicator{{Level3: "；食品抽检", Target: "满意—"}}}, []string{"/indicators/0/level3", "/indicators/0/target", "/unit"}},
		{"letter-stray", Record{Indicators: []Indicator{{Level3: "A级景区", Target: "pH≥7"}}}, nil},
		{"marks-unbalanced", Record{Achieved: "1）按月公开“进度表”（含附件）。"}, nil},
		{"marks-unbalanced", Record{Achieved: "响应时限\""}, []string{"/achieved"}},
		{"years-apart", Record{Title: "2024年项目绩效目标表", FiscalYear: 2021, Period: "2023-2025"}, []string{"/fiscal_year", "/period"}},
		{"years-apart", Record{Title: "2024年项目绩效目标表", FiscalYear: 2024, Period: "2023.01-2025.12"}, nil},
		{"figures-alike", Record{Funds: []Fund{{Annual, FundTotal, &a, ""}, {Midterm, FundTotal, &b, ""}}}, []string{"/funds/1/amount"}},
		{"figures-alike", Record{Indicators: []Indicator{row("里程", "≥43.18公里"), with(row("里程", "≥98.18公里"), func(in *Indicator) { in.Scope = Midterm })}}, nil},
		{"weights-sum", Record{Indicators: []Indicator{with(row("一", ""), weighs(50)), with(row("二", ""), weighs(30))}}, nil},
		{"weights-sum", Record{Indicators: []Indicator{with(row("一", ""), weighs(50)), with(row("二", ""), weighs(36))}}, []string{"/indicators/0/weight", "/indicators/1/weight"}},
		{"weights-sum", Record{Indicators: []Indicator{with(row("一", ""), weighs(3)), with(row("二", ""), weighs(85)), row("三", "")}}, []string{"/indicators/0/weight", "/indicators/1/weight", "/indicators/2/weight"}},
		{"weights-sum", Record{Indicators: []Indicator{with(row("一", ""), weighs(100)), with(row("二", ""), func(in *Indicator) { weighs(100)(in); in.Scope = Midterm })}}, nil},
	} {
		d := pictured(test.read, 0.9)
		d.checkPicture()
		if got := pointedOut(d.Issues, test.code); !slices.Equal(got, test.want) {
			t.Errorf("%s points at %q, want %q", test.code, got, test.want)
		}
	}
}

func TestFormsOfTextAreNotDoubtedForWhatPicturesLose(t *testing.T) {
	d := newDraft()
	d.Indicators = []Indicator{{Level3: "质量指标", Target: "（90"}}
	d.checkPicture()
	if len(d.Issues) > 0 {
		t.Errorf("issues: %+v", d.Issues)
	}
}

func TestNumbersAreMendedByHowTheyCountOn(t *testing.T) {
	indicator := func(n *int, name string) Indicator {
		return Indicator{Level1: "产出指标", Level2: "数量指标", Level3: name, Number: n}
	}
	for _, test := range []struct {
		what       string
		rows       []Indicator
		read       string // the cell of the last row
		want       *int
		wantLevel3 string
	}{
		{"a figure like another", []Indicator{indicator(number(1), "甲"), indicator(number(7), "乙")}, "指标7：乙", number(2), "乙"},
		{"a figure that looks otherwise", []Indicator{indicator(number(1), "甲"), indicator(number(5), "乙")}, "指标5：乙", number(5), "乙"},
		{"a figure like the one that counts on", []Indicator{indicator(number(1), "甲"), indicator(number(2), "乙"), indicator(number(8), "丙")}, "指标8：丙", number(3), "丙"},
		{"the first figure of the name", []Indicator{indicator(number(15), "G基站")}, "指标15G基站", number(1), "5G基站"},
		{"a sign that is no figure", []Indicator{indicator(number(1), "甲"), indicator(nil, "指标+：乙")}, "指标+：乙", number(2), "乙"},
		{"a name of its own", []Indicator{indicator(nil, "指标体系建设：乙")}, "指标体系建设：乙", nil, "指标体系建设：乙"},
	} {
		d := pictured(Record{Indicators: test.rows}, 0.9)
		last := len(test.rows) - 1
		d.lines[indicatorPath(last, "level3")] = []grid.Line{readAs(test.read)}
		d.recount()
		got := d.Indicators[last]
		if got.Level3 != test.wantLevel3 || (got.Number == nil) != (test.want == nil) || got.Number != nil && *got.Number != *test.want {
			t.Errorf("%s: %q with number %v", test.what, got.Level3, got.Number)
		}
	}
}

func TestAHiddenTextIsHeldAgainstEachValue(t *testing.T) {
	var hidden []extract.Glyph
	hide := func(text string, y float64) {
		for i, c := range []rune(text) {
			x := float64(10 * i)
			hidden = append(hidden, extract.Glyph{Text: string(c), Hidden: true, Box: extract.Rect{X0: x, Y0: y, X1: x + 10, Y1: y + 10}})
		}
	}
	hide("≥95%", 0)
	hide("<95%", 20)
	hide("培训人数", 40)
	h := hiddenText{page: 1, glyphs: hidden, signs: true}
	for _, test := range []struct {
		pointer, read string
		y             float64
		want          bool
	}{
		{"/indicators/0/op", "≧95%", 0, false},
		{"/indicators/0/op", "≥95%", 20, true},
		{"/indicators/0/value", "≥96%", 0, true},
		{"/indicators/0/value", ">95%", 0, false},
		{"/indicators/0/level3", "培训人次", 40, true},
		{"/indicators/0/level3", "培训、人数", 40, false},
		{"/indicators/0/level3", "培训人数", 60, false}, // nothing is hidden there
	} {
		under := h.under([4]float64{0, test.y, 100, test.y + 10})
		if got := h.contradicts(test.pointer, []grid.Line{readAs(test.read)}, under); got != test.want {
			t.Errorf("%s read as %s over %q: %v", test.pointer, test.read, under, got)
		}
	}
}

func TestAmountsThatDoNotAddUpAreAllDoubted(t *testing.T) {
	total, fiscal, other := Amount(62_000_000), Amount(52_000_000), Amount(5_000_000)
	d := pictured(Record{Funds: []Fund{{Annual, FundTotal, &total, ""}, {Annual, FundFiscal, &fiscal, ""}, {Annual, FundOther, &other, ""}, {Midterm, FundTotal, &total, ""}}}, 0.9)
	check(d)
	d.checkPicture()
	want := []string{"/funds/0/amount", "/funds/1/amount", "/funds/2/amount"}
	if got := pointedOut(d.Issues, "funds-sum"); !slices.Equal(got, want) {
		t.Errorf("issues point at %q, want %q", got, want)
	}
}

func TestTargetsAreMendedByWhatTheyBelongTo(t *testing.T) {
	for _, test := range []struct {
		name, target, want string
		value              float64
		unit               string
	}{
		{"工程合格率", ">=95°", ">=95%", 95, "%"},
		{"工程合格率", "100\"", "100%", 100, "%"},
		{"群众满意度", "95°以上", "95%以上", 95, "%"},
		{"水温", "≤26°", "≤26°", 26, "°"},
		{"服务人次", "86.660次", "86,660次", 86660, "次"},
		{"补助标准", "≤58.220元/人", "≤58,220元/人", 58220, "元/人"},
		{"增收", "82.444万元", "82.444万元", 82.444, "万元"},
		{"单价", "≤58元人", "≤58元/人", 58, "元/人"},
		{"时长", "1.5天", "1.5天", 1.5, "天"},
	} {
		in := Indicator{Level3: test.name, Target: test.target}
		in.readTarget(in.Level3, "")
		d := pictured(Record{Indicators: []Indicator{in}}, 0.9)
		d.mendTargets()
		got := d.Indicators[0]
		if got.Target != test.want || len(got.Value) != 1 || got.Value[0] != test.value || *got.Unit != test.unit {
			t.Errorf("%s %s: %q, %v %q", test.name, test.target, got.Target, got.Value, valueOf(got.Unit))
		}
		if told := len(pointedOut(d.Issues, "ocr-repaired")); told != btoi(test.target != test.want) {
			t.Errorf("%s: told %d times", test.target, told)
		}
	}
}

func valueOf(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}
