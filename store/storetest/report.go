package storetest

import (
	"fmt"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"mubiao/extract"
	"mubiao/normalize"
	"mubiao/store"
)

func emptyReport(t *testing.T, s suite) {
	want := &store.Report{
		Statuses: []store.StatusCount{}, Unread: []store.Unread{}, Forms: []store.FormCount{},
		Pages: []store.PageCount{}, Issues: []store.IssueCount{}, Worst: []store.Doubtful{},
		CodeDocuments: map[string]int{}, Departments: []store.DepartmentCount{}, Years: []store.YearCount{},
		Values: []store.ValueCount{},
		Coverage: store.Coverage{
			Years: []store.CoverageYear{}, NoSatisfaction: []store.CoverageForm{},
			Unmeasurable: []store.CoverageForm{}, WeightsOff: []store.CoverageForm{},
		},
	}
	if diff := cmp.Diff(want, s.quality(t)); diff != "" {
		t.Errorf("report differs (-want +got):\n%s", diff)
	}
}

func reportCounts(t *testing.T, s suite) {
	letter := NoForms("c.pdf", 3)
	letter.Pages = []normalize.PageSummary{{Number: 1, Width: 595.3, Height: 841.9, Reader: extract.ReaderPdfcpu, Why: extract.WhyContent}}
	s.put(t, Plan("a.pdf", 1), Plan("b.pdf", 2), letter, Damaged("d.pdf", 4), Unreadable("e.pdf"))
	want := &store.Report{
		Documents: 5,
		Statuses: []store.StatusCount{
			{Status: store.Read, Count: 2},
			{Status: store.NoForm, Reason: "no-text", Count: 1},
			{Status: store.Failed, Reason: "not-a-pdf", Count: 1},
			{Status: store.Failed, Reason: "unreadable", Count: 1},
		},
		Unread: []store.Unread{
			{Path: "d.pdf", SHA256: SHA256(4), Status: store.Failed, Reason: Damaged("", 0).Reason, Version: "1"},
			{Path: "e.pdf", Status: store.Failed, Reason: Unreadable("").Reason, Version: "1"},
			{Path: "c.pdf", SHA256: SHA256(3), Status: store.NoForm, Reason: NoForms("", 0).Reason, Version: "1"},
		},
		Forms: []store.FormCount{
			{Kind: normalize.ProjectTarget, Year: 2023, Forms: 2, Indicators: 4},
			{Kind: normalize.SelfEvaluation, Forms: 2, Indicators: 2},
			{Forms: 2},
		},
		Pages: []store.PageCount{
			{Reader: "fast", Pages: 4, Glyphs: 2000, Undecodable: 2},
			{Reader: "pdfcpu", Why: "content", Pages: 3, Glyphs: 200, Problems: 2},
		},
		Issues: []store.IssueCount{
			{
				Code: "page-unreadable", Severity: normalize.Error, Count: 2, Documents: 2,
				Example: store.IssueExample{Path: "a.pdf", Page: 3, Form: 2, Message: "page 3 holds no text"},
			},
			{
				Code: "level-unknown", Severity: normalize.Warning, Count: 2, Documents: 2,
				Example: store.IssueExample{Path: "a.pdf", Page: 1, Form: 0, Pointer: "/indicators/1/level2", Message: "其他指标 is no usual name"},
			},
			{
				Code: "file-damaged", Severity: normalize.Info, Count: 2, Documents: 2,
				Example: store.IssueExample{Path: "a.pdf", Form: -1, Message: "the xref table was rebuilt"},
			},
			{
				Code: "funds-sum", Severity: normalize.Info, Count: 2, Documents: 2,
				Example: store.IssueExample{Path: "a.pdf", Page: 1, Form: 0, Pointer: "/funds/0", Message: "45 is not 44"},
			},
		},
		Worst: []store.Doubtful{
			{Path: "a.pdf", SHA256: SHA256(1), Status: store.Read, Forms: 2, Errors: 1, Warnings: 1, Issues: doubtsOfPlan},
			{Path: "b.pdf", SHA256: SHA256(2), Status: store.Read, Forms: 2, Errors: 1, Warnings: 1, Issues: doubtsOfPlan},
		},
	}
	report := s.quality(t)
	want.CodeDocuments, want.InDoubt = report.CodeDocuments, report.InDoubt // these by reportDoubts
	want.Departments, want.Years, want.Values = report.Departments, report.Years, report.Values
	want.Coverage = report.Coverage // this by reportCoverage
	if diff := cmp.Diff(want, report); diff != "" {
		t.Errorf("report differs (-want +got):\n%s", diff)
	}
	summary, err := s.Summary(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	part := &store.Report{
		Documents: report.Documents, Statuses: report.Statuses, Forms: report.Forms, Pages: report.Pages,
		Departments: report.Departments, Worst: report.Worst,
	}
	if diff := cmp.Diff(part, summary, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("summary differs (-want +got):\n%s", diff)
	}
}

// doubtsOfPlan are the issues that Plan has, but for those that only tell.
var doubtsOfPlan = []store.ListedIssue{
	{Code: "page-unreadable", Severity: normalize.Error, Form: 2, Page: 3, Message: "page 3 holds no text"},
	{
		Code: "level-unknown", Severity: normalize.Warning, Pointer: "/indicators/1/level2",
		Message: "其他指标 is no usual name", Page: 1, Box: &[4]float64{400, 320, 500, 340},
	},
}

func reportWorst(t *testing.T, s suite) {
	for n := range store.WorstDocuments + 5 {
		doc := Plan(fmt.Sprintf("%02d.pdf", n), n)
		for range n {
			doc.Issues = append(doc.Issues, normalize.Issue{Code: "x", Severity: normalize.Warning})
		}
		s.put(t, doc)
	}
	worst := s.quality(t).Worst
	if len(worst) != store.WorstDocuments {
		t.Fatalf("%d documents; want %d", len(worst), store.WorstDocuments)
	}
	if listed := len(worst[0].Issues); listed != store.WorstIssues {
		t.Errorf("%d of 26 issues listed; want %d", listed, store.WorstIssues)
	}
	if worst[0].Path != "24.pdf" || worst[0].Warnings != 25 {
		t.Errorf("worst is %+v; want 24.pdf with 25 warnings", worst[0])
	}
}

func writersTakeTurns(t *testing.T, s suite) {
	const writers, each = 8, 10
	var wg sync.WaitGroup
	for w := range writers {
		wg.Go(func() {
			for n := range each {
				doc := Plan(fmt.Sprintf("%d-%d.pdf", w, n), w*each+n)
				if err := s.Put(t.Context(), doc); err != nil {
					t.Error(err)
				}
				if _, err := s.Quality(t.Context()); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	if report := s.quality(t); report.Documents != writers*each {
		t.Errorf("%d documents; want %d", report.Documents, writers*each)
	}
}
