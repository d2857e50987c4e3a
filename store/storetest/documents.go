package storetest

import (
	"fmt"
	"slices"
	"time"

	"mubiao/extract"
	"mubiao/normalize"
	"mubiao/store"
)

// SHA256 is the made-up hash number n.
func SHA256(n int) string { return fmt.Sprintf("%064x", n) }

var at = time.Date(2024, 1, 31, 8, 0, 0, 0, time.UTC)

// WithPaths is doc with other paths, and their first in its records.
func WithPaths(doc store.Document, paths ...string) store.Document {
	doc.Paths = paths
	doc.Records = slices.Clone(doc.Records)
	for i := range doc.Records {
		doc.Records[i].Source.File = paths[0]
	}
	return doc
}

// Plan is a document of three pages with a project form, a self-evaluation
// and a page that could not be read. Between them they fill every field that
// a form can have.
func Plan(path string, n int) store.Document {
	sha := SHA256(n)
	return store.Document{
		Paths: []string{path}, SHA256: sha, Size: 96819, Status: store.Read, Version: "1", At: at,
		Pages: []normalize.PageSummary{
			{Number: 1, Width: 595.3, Height: 841.9, Reader: extract.ReaderFast, Glyphs: 600, Rulings: 50, Undecodable: 1},
			{Number: 2, Width: 841.9, Height: 595.3, Reader: extract.ReaderFast, Glyphs: 400, Rulings: 40},
			{Number: 3, Width: 595.3, Height: 841.9, Reader: extract.ReaderPdfcpu, Why: extract.WhyContent, Glyphs: 100, Problem: "stream ends early"},
		},
		Records: []normalize.Record{
			projectForm(normalize.Source{File: path, SHA256: sha, Pages: []int{1}, Reader: "text"}),
			selfEvaluation(normalize.Source{File: path, SHA256: sha, Pages: []int{1, 2}, Reader: "mixed"}),
			{
				Source: normalize.Source{File: path, SHA256: sha, Pages: []int{3}, Reader: "ocr"},
				Issues: []normalize.Issue{{Code: "page-unreadable", Severity: normalize.Error, Message: "page 3 holds no text"}},
			},
		},
		Issues: []normalize.Issue{{Code: "file-damaged", Severity: normalize.Info, Message: "the xref table was rebuilt"}},
	}
}

func projectForm(source normalize.Source) normalize.Record {
	return normalize.Record{
		Source: source, Form: normalize.ProjectTarget, Title: "2023年部门项目支出绩效目标表", FiscalYear: 2023,
		Project: "电子政务外网网络服务专项经费", Department: "区人民政府", Unit: "区人民政府办公室本级",
		Attribute: "新增一次性项目", Period: "2023年",
		Header: map[string]string{"项目负责人": "张三", "备注": `"引号"与'撇号'; \`},
		Funds: []normalize.Fund{
			{Scope: normalize.Annual, Item: normalize.FundTotal, Amount: new(normalize.Amount(45_000_001)), Label: "年度资金总额："},
			{Scope: normalize.Annual, Item: normalize.FundOther},
		},
		Goals: []normalize.Goal{
			{Scope: normalize.Annual, Number: new(1), Text: "保证各级党政机关网络正常运行。"},
			{Scope: normalize.Midterm, Text: "长期有效。"},
		},
		Indicators: []normalize.Indicator{
			{
				Scope: normalize.Annual, Level1: "产出指标", Level2: "质量指标", Level3: "网络丢包率", Number: new(2),
				Target: "丢包率<0.3%", Op: normalize.Less, Value: normalize.Value{0.3}, Unit: new("%"), Weight: new(10.0),
			},
			{
				Scope: normalize.Annual, Level1: "产出指标", Level2: "其他指标", Level3: "培训人次",
				Target: "50～60", Op: normalize.Between, Value: normalize.Value{50, 60}, Unit: new(""),
			},
		},
		Evidence: normalize.Evidence{
			"/project":             {Page: 1, Box: [4]float64{100, 80, 400, 100}},
			"/funds/0/amount":      {Page: 1, Box: [4]float64{300, 120, 400, 140}, Confidence: new(0.875), Raw: "1O0.00"},
			"/indicators/0/level3": {Page: 1, Box: [4]float64{200, 300, 400, 320}},
			"/indicators/0/target": {Page: 1, Box: [4]float64{400, 300, 500, 320}},
			"/indicators/1/target": {Page: 1, Box: [4]float64{400, 320, 500, 340}},
		},
		Issues: []normalize.Issue{
			{Code: "level-unknown", Severity: normalize.Warning, Path: "/indicators/1/level2", Message: "其他指标 is no usual name"},
			{Code: "funds-sum", Severity: normalize.Info, Path: "/funds/0", Message: "45 is not 44"},
		},
	}
}

func selfEvaluation(source normalize.Source) normalize.Record {
	return normalize.Record{
		Source: source, Form: normalize.SelfEvaluation, Title: "部门整体支出绩效自评表", Department: "区财政局",
		Funds: []normalize.Fund{
			{Scope: normalize.Initial, Item: normalize.FundTotal, Amount: new(normalize.Amount(100_000_000))},
			{Scope: normalize.Adjusted, Item: normalize.FundTotal, Amount: new(normalize.Amount(120_000_000))},
			{Scope: normalize.Executed, Item: normalize.FundTotal, Amount: new(normalize.Amount(0))},
		},
		Tasks: []normalize.Task{
			{Name: "任务1", Content: "预算编制", Total: new(normalize.Amount(30)), Fiscal: new(normalize.Amount(20)), Other: new(normalize.Amount(10))},
			{Name: "任务2"},
		},
		Achieved: "已完成", ExecutionRate: new(99.5), ExecutionScore: new(9.95), TotalScore: new(97.0),
		Indicators: []normalize.Indicator{{
			Scope: normalize.Annual, Level3: "群众满意度", Target: "较满意",
			Weight: new(10.0), Actual: "满意", Score: new(9.5), Deviation: "无偏差",
		}},
		Evidence: normalize.Evidence{"/indicators/0/target": {Page: 2, Box: [4]float64{1, 2, 3, 4}}},
	}
}

// Usual is a document like those that offices publish: 4 forms of 15
// indicators, with evidence for every value.
func Usual(n int) store.Document {
	doc := Plan(fmt.Sprintf("%d.pdf", n), n)
	form := doc.Records[0]
	form.Evidence = normalize.Evidence{}
	indicator := form.Indicators[0]
	form.Indicators = nil
	for i := range 15 {
		form.Indicators = append(form.Indicators, indicator)
		for _, member := range []string{"level1", "level2", "level3", "target"} {
			form.Evidence[fmt.Sprintf("/indicators/%d/%s", i, member)] = normalize.Place{Page: 1, Box: [4]float64{1, 2, 3, 4}}
		}
	}
	for _, member := range []string{"title", "project", "department", "unit", "funds/0", "funds/1", "funds/2", "goals/0"} {
		form.Evidence["/"+member] = normalize.Place{Page: 1, Box: [4]float64{1, 2, 3, 4}}
	}
	doc.Records = slices.Repeat([]normalize.Record{form}, 4)
	return doc
}

// NoForms is a document that was read and holds no form.
func NoForms(path string, n int) store.Document {
	return store.Document{
		Paths: []string{path}, SHA256: SHA256(n), Size: 1000, Status: store.NoForm, Version: "1", At: at,
		Reason: store.Reason{Code: "no-text", Message: "no page holds text"},
	}
}

// Damaged is a document that could not be read.
func Damaged(path string, n int) store.Document {
	return store.Document{
		Paths: []string{path}, SHA256: SHA256(n), Size: 17, Status: store.Failed, Version: "1", At: at,
		Reason: store.Reason{Code: "not-a-pdf", Message: "no header"},
	}
}

// Unreadable is a file whose bytes could not be read.
func Unreadable(path string) store.Document {
	return store.Document{
		Paths: []string{path}, Status: store.Failed, Version: "1", At: at,
		Reason: store.Reason{Code: "unreadable", Message: "permission denied"},
	}
}
