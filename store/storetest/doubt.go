package storetest

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"mubiao/normalize"
	"mubiao/store"
)

func reportDoubts(t *testing.T, s suite) {
	s.put(t, Plan("a.pdf", 1), Plan("b.pdf", 2), NoForms("c.pdf", 3), Unreadable("e.pdf"))
	report := s.quality(t)
	check := func(what string, want, got any) {
		t.Helper()
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s differ (-want +got):\n%s", what, diff)
		}
	}
	check("documents by code", map[string]int{
		"page-unreadable": 2, "level-unknown": 2, "file-damaged": 2, "funds-sum": 2, "no-text": 1, "unreadable": 1,
	}, report.CodeDocuments)
	check("documents in doubt", store.InDoubt{Errors: 2, Warnings: 2, Infos: 2}, report.InDoubt)
	check("departments", []store.DepartmentCount{
		{DoubtCount: store.DoubtCount{Errors: 2}}, // the pages that could not be read
		{Department: "区人民政府", DoubtCount: store.DoubtCount{Forms: 2, Warnings: 2, Infos: 2}},
		{Department: "区财政局", DoubtCount: store.DoubtCount{Forms: 2}},
	}, report.Departments)
	check("years", []store.YearCount{
		{DoubtCount: store.DoubtCount{Forms: 2, Errors: 2}},
		{Year: 2023, DoubtCount: store.DoubtCount{Forms: 2, Warnings: 2, Infos: 2}},
	}, report.Years)
	check("values", []store.ValueCount{
		{Reader: "fast", Confidence: store.ConfidenceText, Values: 10},
		{Reader: "fast", Confidence: store.ConfidenceLow, Values: 2},
	}, report.Values)
}

// reportGrades has a value on the line of each grade of confidence, where the
// better one begins, and one below all of them.
func reportGrades(t *testing.T, s suite) {
	doc := Plan("a.pdf", 1)
	doc.Records = doc.Records[:1]
	doc.Records[0].Evidence = normalize.Evidence{
		"/project":             {Page: 1, Confidence: new(store.CertainConfidence)},
		"/department":          {Page: 1, Confidence: new(store.HighConfidence)},
		"/unit":                {Page: 1, Confidence: new(store.LowConfidence)},
		"/indicators/0/target": {Page: 1, Confidence: new(0.0)},
	}
	s.put(t, doc)
	var got []store.Confidence
	for _, v := range s.quality(t).Values {
		if v.Values != 1 {
			t.Errorf("%d values are %s; want 1", v.Values, v.Confidence)
		}
		got = append(got, v.Confidence)
	}
	if diff := cmp.Diff(store.Confidences[1:], got); diff != "" {
		t.Errorf("grades differ (-want +got):\n%s", diff)
	}
}

func reportCoverage(t *testing.T, s suite) {
	whole := Plan("b.pdf", 2)
	whole.Records[0].Indicators = []normalize.Indicator{
		{Scope: normalize.Annual, Level1: "满意度指标", Level3: "群众评价", Target: "2023年底", Weight: new(90.0)},
	}
	s.put(t, Plan("a.pdf", 1), whole, NoForms("c.pdf", 3))
	open := store.CoverageForm{
		Path: "a.pdf", Kind: normalize.ProjectTarget, Year: 2023, Department: "区人民政府",
		Project: "电子政务外网网络服务专项经费", Targets: 2, Weights: new(10.0),
	}
	evaluation := store.CoverageForm{
		Path: "a.pdf", Form: 1, Kind: normalize.SelfEvaluation, Department: "区财政局",
		Targets: 1, Unmeasurable: 1, Weights: new(10.0),
	}
	other := evaluation
	other.Path = "b.pdf"
	want := store.Coverage{
		All: store.CoverageCount{Forms: 4, NoSatisfaction: 1, Targets: 5, Unmeasurable: 2, Weighted: 4, WeightsOff: 3},
		Years: []store.CoverageYear{
			{CoverageCount: store.CoverageCount{Forms: 2, Targets: 2, Unmeasurable: 2, Weighted: 2, WeightsOff: 2}},
			{Year: 2023, CoverageCount: store.CoverageCount{Forms: 2, NoSatisfaction: 1, Targets: 3, Weighted: 2, WeightsOff: 1}},
		},
		NoSatisfaction: []store.CoverageForm{open},
		Unmeasurable:   []store.CoverageForm{evaluation, other},
		WeightsOff:     []store.CoverageForm{open, evaluation, other},
	}
	if diff := cmp.Diff(want, s.quality(t).Coverage); diff != "" {
		t.Errorf("coverage differs (-want +got):\n%s", diff)
	}
}
