package main

import (
	"bytes"
	"strings"
	"testing"

	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"

	"mubiao/internal/pdfwrite"
)

// A boxed text is a cell of a drawn form: rows and columns from 0, ends
// excluded.
type boxed struct {
	row, col, endRow, endCol int
	text                     string // lines parted by \n
}

// planForm is a project form in the layout that 财预〔2015〕88号 prints. Its
// funds add up when fiscal is 100.
func planForm(project, fiscal string) []boxed {
	return []boxed{
		{0, 0, 1, 2, "项目名称"},
		{0, 2, 1, 6, project},
		{1, 0, 2, 2, "主管部门"},
		{1, 2, 2, 3, "青石县水利局"},
		{1, 3, 2, 4, "实施单位"},
		{1, 4, 2, 6, "青石县水库管理所"},
		{2, 0, 3, 2, "项目属性"},
		{2, 2, 3, 3, "延续项目"},
		{2, 3, 3, 4, "项目期"},
		{2, 4, 3, 6, "2024年"},
		{3, 0, 6, 2, "项目资金\n（万元）"},
		{3, 2, 4, 4, "年度资金总额："},
		{3, 4, 4, 6, "120.5"},
		{4, 2, 5, 4, "其中：财政拨款"},
		{4, 4, 5, 6, fiscal},
		{5, 2, 6, 4, "其他资金"},
		{5, 4, 6, 6, "20.5"},
		{6, 0, 7, 2, "年度总体目标"},
		{6, 2, 7, 6, "目标：完成水库大坝的日常养护。"},
		{7, 0, 12, 1, "绩\n效\n指\n标"},
		{7, 1, 8, 2, "一级指标"},
		{7, 2, 8, 3, "二级指标"},
		{7, 3, 8, 5, "三级指标"},
		{7, 5, 8, 6, "指标值"},
		{8, 1, 10, 2, "产出指标"},
		{8, 2, 9, 3, "数量指标"},
		{8, 3, 9, 5, "指标1：养护大坝数量"},
		{8, 5, 9, 6, "≥3座"},
		{9, 2, 10, 3, "时效指标"},
		{9, 3, 10, 5, "指标1：养护完成及时率"},
		{9, 5, 10, 6, "95%以上"},
		{10, 1, 11, 2, "效益指标"},
		{10, 2, 11, 3, "社会效益指标"},
		{10, 3, 11, 5, "指标1：下游防洪安全"},
		{10, 5, 11, 6, "明显提升"},
		{11, 1, 12, 2, "满意度指标"},
		{11, 2, 12, 3, "服务对象满意度指标"},
		{11, 3, 12, 5, "指标1：群众满意度"},
		{11, 5, 12, 6, "≥90%"},
	}
}

// columnEdges are of the form's table, in points on an A4 page.
var columnEdges = []float64{50, 80, 140, 240, 310, 420, 545}

// Sizes of the form, in points.
const (
	pageWidth, pageHeight = 595, 842
	tableTop              = 100.0
	rowHeight             = 36.0
	fontSize              = 9.0
	lineStep              = fontSize * 1.2
)

// formPDF sets a form as a PDF page. Its font is not embedded and its text is
// in GBK, as old office exports have it.
func formPDF(t *testing.T, cells []boxed) []byte {
	return pagePDF(t, func(page *pdfwrite.Page, font *pdfwrite.Font) {
		page.Text(font, 14, 220, 50, "项目支出绩效目标申报表")
		page.Text(font, fontSize, 265, 75, "（2024年度）")
		for _, c := range cells {
			left, right := columnEdges[c.col], columnEdges[c.endCol]
			top, bottom := tableTop+rowHeight*float64(c.row), tableTop+rowHeight*float64(c.endRow)
			page.Box(left, top, right, bottom, 0.5)
			lines := strings.Split(c.text, "\n")
			baseline := (top+bottom)/2 - lineStep*float64(len(lines)-1)/2 + fontSize/3
			for i, line := range lines {
				page.Text(font, fontSize, left+4, baseline+lineStep*float64(i), line)
			}
		}
	})
}

// pagePDF is a document of one page.
func pagePDF(t *testing.T, draw func(*pdfwrite.Page, *pdfwrite.Font)) []byte {
	t.Helper()
	file := pdfwrite.New(pdfwrite.Options{})
	font := file.Font(pdfwrite.GBKEUC)
	draw(file.Page(pageWidth, pageHeight, pdfwrite.Frame{}), font)
	content, err := file.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	return content
}

// blankPDF is a page with nothing on it.
func blankPDF(t *testing.T) []byte {
	return pagePDF(t, func(*pdfwrite.Page, *pdfwrite.Font) {})
}

// letterPDF is a page with text and no form.
func letterPDF(t *testing.T) []byte {
	return pagePDF(t, func(page *pdfwrite.Page, font *pdfwrite.Font) {
		page.Text(font, 12, 80, 100, "关于召开会议的通知")
	})
}

// lockedPDF encrypts a document with AES-256 under a user's password.
func lockedPDF(t *testing.T, content []byte, password string) []byte {
	t.Helper()
	api.DisableConfigDir()
	var locked bytes.Buffer
	if err := api.Encrypt(bytes.NewReader(content), &locked, model.NewAESConfiguration(password, "the owner's", 256)); err != nil {
		t.Fatal(err)
	}
	return locked.Bytes()
}
