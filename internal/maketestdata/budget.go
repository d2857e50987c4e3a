package main

import (
	"mubiao/internal/formgen"
	"mubiao/internal/pdfwrite"
)

// budgetReport is a department's budget disclosure: contents, an ordinary
// table, prose that speaks of 绩效目标, and one form at the end.
func budgetReport() ([]byte, error) {
	s := office()
	file := pdfwrite.New(pdfwrite.Options{Compress: true})
	b := &report{file: file, font: file.Font(pdfwrite.UniGBUCS2), style: s}
	b.page("2025年禾川市文化和旅游局部门预算",
		"目  录",
		"第一部分  部门概况", "一、主要职能 ……………………………… 2", "二、机构设置 ……………………………… 2",
		"第二部分  部门预算表", "一、部门收支总表 …………………………… 2", "二、项目支出绩效目标表 ……………………… 4",
		"第三部分  部门预算情况说明", "七、预算绩效目标情况说明 ……………………… 3", "第四部分  名词解释 …………………………… 3")
	b.page("一、部门收支总表")
	b.table([]float64{150, 90, 150, 90}, [][]string{
		{"收入", "", "支出", ""},
		{"项目", "预算数", "项目", "预算数"},
		{"一般公共预算拨款收入", "1,862.40", "文化旅游体育与传媒支出", "1,541.07"},
		{"政府性基金预算拨款收入", "", "社会保障和就业支出", "201.33"},
		{"事业收入", "36.00", "卫生健康支出", "74.00"},
		{"其他收入", "", "住房保障支出", "82.00"},
		{"本年收入合计", "1,898.40", "本年支出合计", "1,898.40"},
	})
	b.page("七、预算绩效目标情况说明",
		"2025年本部门实行绩效目标管理的项目1个，涉及一般公共预算拨款62万元。",
		"绩效目标表见附表，年度绩效指标包括产出指标、效益指标和满意度指标。",
		"第四部分  名词解释",
		"绩效工资：反映事业单位工作人员的绩效工资，科目编码30107。",
		"项目支出：在基本支出之外为完成特定任务和事业发展目标发生的支出。",
		"“三公”经费：因公出国（境）费、公务用车购置及运行费和公务接待费。")
	formgen.AddForms(still(), file, b.font, s, library())
	return file.Bytes()
}

// A report sets pages of lines and tables under a heading.
type report struct {
	file  *pdfwrite.File
	font  *pdfwrite.Font
	style formgen.Style
	at    *pdfwrite.Page
	y     float64
}

func (b *report) page(heading string, lines ...string) {
	s := b.style
	b.at = b.file.Page(s.Width, s.Height, pdfwrite.Frame{})
	b.y = s.Margin + 20
	b.at.Text(b.font, 16, (s.Width-pdfwrite.Width(16, heading))/2, b.y, heading)
	for _, l := range lines {
		b.y += 24
		b.at.Text(b.font, 12, s.Margin+10, b.y, l)
	}
}

// table draws a ruled table of one-line cells.
func (b *report) table(widths []float64, rows [][]string) {
	const height, size = 22.0, 10.5
	top := b.y + 20
	for i, row := range rows {
		x, y := b.style.Margin, top+float64(i)*height
		for k, text := range row {
			b.at.Box(x, y, x+widths[k], y+height, 0.5)
			b.at.Text(b.font, size, x+4, y+15, text)
			x += widths[k]
		}
	}
}
