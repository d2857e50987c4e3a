package formgen

import (
	"fmt"
	"strings"

	"mubiao/normalize"
)

// proseVariants are V17: a notice that tells the targets in sentences.
func proseVariants() []Variant {
	return []Variant{
		{Name: "sentences", make: func(m *maker) { m.notice(m.sentences) }},
		{Name: "lines", make: func(m *maker) { m.notice(m.numberedLines) }},
		{Name: "level2-alone", make: func(m *maker) { m.notice(m.withoutLevel1) }},
	}
}

// numerals number the sections of a notice.
var numerals = []string{"一", "二", "三", "四", "五", "六", "七", "八"}

// notice writes the paragraphs of the form; indicators writes those of the
// indicators, after so many sections.
func (m *maker) notice(indicators func(sections int) []string) {
	m.w.Prefix, m.w.LevelSynonyms, m.w.UnitLine, m.w.Codes, m.w.Notes = "", false, false, false, false
	t := &m.form.Truth
	m.names()
	t.Title = fmt.Sprintf("%s%d年%s", t.Department, m.year, pick(m.r, "项目绩效目标设定的公示", "项目支出绩效目标公示", "项目绩效目标情况说明"))
	m.form.Above = []Line{{Text: t.Title, Scale: 1.4, Align: Center}}
	p := []string{"项目名称：" + t.Project, "主管部门：" + t.Department, "实施单位：" + t.Unit}
	if chance(m.r, 0.5) {
		p = append(p, pick(m.r, "根据预算绩效管理有关规定，现将该项目绩效目标予以公示，接受社会监督。", "该项目按程序申报立项，已列入年度预算，资金专款专用。"))
	}
	p = append(p, m.fundsSentence(), numerals[0]+"、"+pick(m.r, "年度总体目标", "年度绩效目标", "总体目标"))
	p = append(p, m.paragraphs(normalize.Annual)...)
	p = append(p, indicators(1)...)
	m.form.Prose = append(p, "特此公示。", t.Department, fmt.Sprintf("%d年%d月%d日", m.year, count(m.r, 1, 12), count(m.r, 1, 28)))
}

// fundsSentence tells the amounts, with the unit behind each.
func (m *maker) fundsSentence() string {
	m.w.UnitInAmount = true
	parts := m.parts(2)
	total := parts[0] + parts[1]
	sum := func(item normalize.FundItem, label string, a normalize.Amount) string {
		return label + m.fundCell(normalize.Annual, item, label, &a)
	}
	return "项目资金：" + sum(normalize.FundTotal, "年度资金总额", total) + "，其中：" +
		sum(normalize.FundFiscal, "财政拨款", parts[0]) + "，" + sum(normalize.FundOther, "其他资金", parts[1]) + "。"
}

// clause is an indicator in a sentence: a sign parts name and value, or else
// a colon.
func clause(r Row, colon string) string {
	if r.Value == "" || strings.ContainsAny(r.Value[:len(firstRune(r.Value))], "≥≧≤≦<>=＝＞＜") {
		return r.Name + r.Value
	}
	return r.Name + colon + r.Value
}

func firstRune(s string) string {
	for _, r := range s {
		return string(r)
	}
	return ""
}

// clauses are the rows of a group that state something.
func clauses(g Level2, colon string) []string {
	var out []string
	for _, r := range g.Rows {
		if r.Indicator > 0 {
			out = append(out, clause(r, colon))
		}
	}
	return out
}

// sentences has a paragraph a level 1.
func (m *maker) sentences(sections int) []string {
	m.w.Placeholders = false
	colon, stop := pick(m.r, "：", ":"), pick(m.r, "；", ";")
	var out []string
	for i, one := range m.groups() {
		p := numerals[sections+i] + "、" + one.Print + pick(m.r, "：", " ")
		for _, g := range one.Level2 {
			if rows := clauses(g, colon); len(rows) > 0 {
				p += g.Print + colon + strings.Join(rows, stop) + pick(m.r, stop, "。")
			}
		}
		out = append(out, strings.TrimRight(p, "；;。")+"。")
	}
	return out
}

// numberedLines has a line for each level and each indicator.
func (m *maker) numberedLines(sections int) []string {
	m.w.Placeholders = false
	number := pick(m.r, "（%d）", "%d. ", "(%d)")
	var out []string
	for i, one := range m.groups() {
		out = append(out, numerals[sections+i]+"、"+one.Print)
		for k, g := range one.Level2 {
			out = append(out, fmt.Sprintf("（%s）%s", numerals[k], g.Print))
			for n, c := range clauses(g, "：") {
				out = append(out, fmt.Sprintf(number, n+1)+c+"。")
			}
		}
	}
	return out
}

// withoutLevel1 names the second levels alone, so that the truth has no other.
func (m *maker) withoutLevel1(sections int) []string {
	m.w.Placeholders = false
	out := []string{numerals[sections] + "、绩效指标"}
	n := 0
	for _, one := range m.groups() {
		for _, g := range one.Level2 {
			if rows := clauses(g, "："); len(rows) > 0 {
				n++
				out = append(out, fmt.Sprintf("%d.%s：%s。", n, g.Print, strings.Join(rows, "；")))
			}
		}
	}
	for i := range m.form.Truth.Indicators {
		m.form.Truth.Indicators[i].Level1 = ""
	}
	return out
}

// prose sets paragraphs across the page, each line indented that begins one.
func (f *flow) prose(paragraphs []string) {
	for _, p := range paragraphs {
		for _, line := range f.style.wrap("\u3000\u3000"+p, f.style.Width-2*f.style.Margin) {
			if f.y > f.bottom() {
				f.nextPage()
			}
			f.put([]Line{{Text: line.text, Scale: 1, Align: Left}})
		}
	}
}
