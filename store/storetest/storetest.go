// Package storetest is the suite that every backend of package store passes.
package storetest

import (
	"context"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mubiao/normalize"
	"mubiao/store"
)

// A Backend opens stores for the suite. It closes each when its test is over.
type Backend interface {
	// New returns a new and empty store, and what answers SQL about it.
	New(t *testing.T) (store.Store, store.Querier)
}

// Run runs the suite.
func Run(t *testing.T, backend Backend) {
	tests := []struct {
		name string
		run  func(*testing.T, suite)
	}{
		{"what is put comes back", putComesBack},
		{"money is exact to the fen", moneyIsExact},
		{"a document that was not put is not found", notFound},
		{"a newer reading replaces the older one", newerReplaces},
		{"the same bytes under another path are one document", otherPath},
		{"a path whose file changed holds the new document", changedFile},
		{"a file that fails does not take the path of one that was read", failureTakesNoPath},
		{"a failed document has a reason", failedDocument},
		{"a file without a hash is a document until it is read", unhashedDocument},
		{"a failed re-read keeps the reading", failedReread},
		{"a failed document that is read at last has no reason", failedThenRead},
		{"a put that fails half-way changes nothing", halfWay},
		{"a cancelled put changes nothing", cancelled},
		{"a document that contradicts itself is not stored", contradictions},
		{"a report on an empty store is empty", emptyReport},
		{"a report counts what is stored", reportCounts},
		{"a report names the worst documents first", reportWorst},
		{"a report sums up doubts", reportDoubts},
		{"a report grades values by confidence", reportGrades},
		{"a report counts what forms leave open", reportCoverage},
		{"writers take turns", writersTakeTurns},
		{"the view target has a row an indicator", targetRows},
		{"the view target reads the number that a target came to", targetActual},
		{"the view target leaves out what is superseded", targetSuperseded},
		{"the views project_year and target_change compare years", projectYears},
		{"the view quality has a row a form", qualityRows},
		{"the views show corrections", viewsShowCorrections},
		{"a corrected document comes back corrected", correctedComesBack},
		{"a corrected target is read anew", targetIsReadAnew},
		{"the last correction that is not undone counts", lastCorrectionCounts},
		{"corrections survive a newer reading", correctionsSurviveReadings},
		{"a correction that a newer reading contradicts is reported", staleIsReported},
		{"a correction of a form that is gone is reported", orphanIsReported},
		{"issues follow corrections", issuesFollowCorrections},
		{"a row can be accepted as it is", acceptedRow},
		{"what cannot be corrected is refused", impossibleCorrections},
		{"a correction is of the value that was seen", correctionsOfWhatWasSeen},
		{"documents are found by path and hash", documentsAreFound},
		{"search finds words of any length", searchFinds},
		{"search follows what is stored", searchFollowsWhatIsStored},
		{"saved questions find what they say", savedQuestions},
		{"saved questions take a unit for a department", savedQuestionsOfUnits},
		{"the examples of the documentation find something", examples},
		{"any bytes are a path", anyBytesArePath},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s, q := backend.New(t)
			test.run(t, suite{s, q})
		})
	}
}

// A suite is a store under test.
type suite struct {
	store.Store
	sql store.Querier
}

func (s suite) put(t *testing.T, docs ...store.Document) {
	t.Helper()
	for _, doc := range docs {
		if err := s.Put(t.Context(), doc); err != nil {
			t.Fatal(err)
		}
	}
}

// want checks that a document comes back as it is given here.
func (s suite) want(t *testing.T, want store.Document) {
	t.Helper()
	got, err := s.Get(t.Context(), want.SHA256)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("document differs (-want +got):\n%s", diff)
	}
}

func (s suite) wantHolds(t *testing.T, sha256, path string, want bool) {
	t.Helper()
	if got, err := s.Holds(t.Context(), sha256, path); err != nil || got != want {
		t.Errorf("%s holds %.8s: %v, %v; want %v", path, sha256, got, err, want)
	}
}

func (s suite) wantStanding(t *testing.T, sha256 string, want store.Standing) {
	t.Helper()
	got, ok, err := s.Known(t.Context(), sha256)
	if err != nil || !ok {
		t.Fatalf("known: %v, %v", ok, err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("standing differs (-want +got):\n%s", diff)
	}
}

func (s suite) quality(t *testing.T) *store.Report {
	t.Helper()
	report, err := s.Quality(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return report
}

func putComesBack(t *testing.T, s suite) {
	full, empty := Plan("a.pdf", 1), NoForms("b.pdf", 2)
	s.put(t, full, empty)
	s.want(t, full)
	s.want(t, empty)
	s.wantStanding(t, full.SHA256, store.Standing{Status: store.Read, Version: "1", Tried: "1"})
	s.wantStanding(t, empty.SHA256, store.Standing{Status: store.NoForm, Version: "1", Tried: "1", Reason: empty.Reason})
}

func moneyIsExact(t *testing.T, s suite) {
	doc := Plan("a.pdf", 1)
	for _, fen := range []normalize.Amount{1, -1, 9_007_199_254_740_993, -9_007_199_254_740_993} { // 2^53 + 1 is no float64
		doc.Records[0].Funds = append(doc.Records[0].Funds, normalize.Fund{Scope: normalize.Annual, Item: normalize.FundOther, Amount: &fen})
	}
	s.put(t, doc)
	s.want(t, doc)
}

func notFound(t *testing.T, s suite) {
	if _, ok, err := s.Known(t.Context(), SHA256(1)); ok || err != nil {
		t.Errorf("known: %v, %v; want false, nil", ok, err)
	}
	if _, err := s.Get(t.Context(), SHA256(1)); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("get: %v; want ErrNotFound", err)
	}
	if err := s.AddPath(t.Context(), SHA256(1), "a.pdf"); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("add path: %v; want ErrNotFound", err)
	}
}

func newerReplaces(t *testing.T, s suite) {
	older, newer := Plan("a.pdf", 1), Plan("a.pdf", 1)
	newer.Version = "2"
	newer.Records = newer.Records[:1]
	newer.Records[0].Project = "另一项目"
	newer.Records[0].Indicators = newer.Records[0].Indicators[1:]
	newer.Pages = newer.Pages[:1]
	newer.Issues = nil
	s.put(t, older, newer)
	s.want(t, newer)
	if report := s.quality(t); report.Documents != 1 || len(report.Issues) != 2 {
		t.Errorf("%d documents, %d kinds of issue; want 1, 2", report.Documents, len(report.Issues))
	}

	gone := NoForms("a.pdf", 1)
	gone.Version = "3"
	s.put(t, gone)
	s.want(t, gone)
}

func otherPath(t *testing.T, s suite) {
	doc := Plan("a.pdf", 1)
	s.put(t, doc)
	if err := errors.Join(
		s.AddPath(t.Context(), doc.SHA256, "copy.pdf"),
		s.AddPath(t.Context(), doc.SHA256, "copy.pdf"),
	); err != nil {
		t.Fatal(err)
	}
	s.want(t, WithPaths(doc, "copy.pdf", "a.pdf"))
	s.wantHolds(t, doc.SHA256, "copy.pdf", true)
	s.wantHolds(t, doc.SHA256, "b.pdf", false)

	again := Plan("b.pdf", 1)
	s.put(t, again)
	got, err := s.Get(t.Context(), doc.SHA256)
	if err != nil {
		t.Fatal(err)
	}
	if len(got.Paths) != 3 || got.Paths[0] != "b.pdf" {
		t.Errorf("paths %q; want three, b.pdf first", got.Paths)
	}
	if report := s.quality(t); report.Documents != 1 {
		t.Errorf("%d documents; want 1", report.Documents)
	}
}

func changedFile(t *testing.T, s suite) {
	january, march := Plan("a.pdf", 1), Plan("a.pdf", 2)
	s.put(t, january, march)
	if report := s.quality(t); report.Documents != 1 || report.Superseded != 1 {
		t.Errorf("%d documents, %d superseded; want 1, 1", report.Documents, report.Superseded)
	}
	s.wantHolds(t, january.SHA256, "a.pdf", false)
	s.wantHolds(t, march.SHA256, "a.pdf", true)
	s.want(t, january) // superseded, and still there
	s.want(t, march)

	if err := s.AddPath(t.Context(), january.SHA256, "archive/a.pdf"); err != nil {
		t.Fatal(err)
	}
	if report := s.quality(t); report.Documents != 2 || report.Superseded != 0 {
		t.Errorf("%d documents, %d superseded; want 2, 0", report.Documents, report.Superseded)
	}
}

func failureTakesNoPath(t *testing.T, s suite) {
	good, broken := Plan("a.pdf", 1), Damaged("a.pdf", 2)
	s.put(t, good, broken)
	if report := s.quality(t); report.Documents != 2 || report.Superseded != 0 {
		t.Errorf("%d documents, %d superseded; want 2, 0", report.Documents, report.Superseded)
	}
	s.put(t, Plan("a.pdf", 3))
	if report := s.quality(t); report.Documents != 1 || report.Superseded != 2 || len(report.Unread) != 0 {
		t.Errorf("%d documents, %d superseded, %d unread; want 1, 2, 0", report.Documents, report.Superseded, len(report.Unread))
	}

	// A failed re-read is of a document that was read.
	s.put(t, Plan("b.pdf", 4), Damaged("a.pdf", 4))
	if report := s.quality(t); report.Documents != 1 || report.Superseded != 3 {
		t.Errorf("%d documents, %d superseded; want 1, 3", report.Documents, report.Superseded)
	}
}

func failedDocument(t *testing.T, s suite) {
	doc := Damaged("a.pdf", 1)
	s.put(t, doc)
	s.want(t, doc)
	s.wantStanding(t, doc.SHA256, store.Standing{Status: store.Failed, Tried: "1", Reason: doc.Reason})
	want := []store.Unread{{Path: "a.pdf", SHA256: doc.SHA256, Status: store.Failed, Reason: doc.Reason, Version: "1"}}
	if diff := cmp.Diff(want, s.quality(t).Unread); diff != "" {
		t.Errorf("unread differs (-want +got):\n%s", diff)
	}

	again := Damaged("a.pdf", 1)
	again.Version, again.Reason = "2", store.Reason{Code: "document-timeout", Message: "60 s"}
	s.put(t, again)
	s.want(t, again)
}

func unhashedDocument(t *testing.T, s suite) {
	s.put(t, Plan("a.pdf", 1), Unreadable("a.pdf"), Unreadable("a.pdf"), Unreadable("b.pdf"))
	s.want(t, Plan("a.pdf", 1))
	report := s.quality(t)
	want := []store.Unread{
		{Path: "a.pdf", Status: store.Failed, Reason: Unreadable("").Reason, Version: "1"},
		{Path: "b.pdf", Status: store.Failed, Reason: Unreadable("").Reason, Version: "1"},
	}
	if diff := cmp.Diff(want, report.Unread); diff != "" || report.Documents != 3 {
		t.Errorf("%d documents, want 3; unread differs (-want +got):\n%s", report.Documents, diff)
	}

	if err := s.AddPath(t.Context(), SHA256(1), "a.pdf"); err != nil { // readable again, and unchanged
		t.Fatal(err)
	}
	s.put(t, Damaged("b.pdf", 2))
	report = s.quality(t)
	if len(report.Unread) != 1 || report.Unread[0].SHA256 != SHA256(2) || report.Documents != 2 {
		t.Errorf("%d documents, unread %v; want 2 and the damaged b.pdf", report.Documents, report.Unread)
	}
}

func failedReread(t *testing.T, s suite) {
	doc, failure := Plan("a.pdf", 1), Damaged("a.pdf", 1)
	failure.Version = "2"
	s.put(t, doc, failure)

	kept := doc
	kept.Reason = failure.Reason
	s.want(t, kept)
	s.wantStanding(t, doc.SHA256, store.Standing{Status: store.Read, Version: "1", Tried: "2", Reason: failure.Reason})
	want := []store.Unread{{
		Path: "a.pdf", SHA256: doc.SHA256, Status: store.Read, Reason: failure.Reason, Version: "2", Kept: "1",
	}}
	if diff := cmp.Diff(want, s.quality(t).Unread); diff != "" {
		t.Errorf("unread differs (-want +got):\n%s", diff)
	}

	healed := doc
	healed.Version = "3"
	s.put(t, healed)
	s.want(t, healed)
	if unread := s.quality(t).Unread; len(unread) != 0 {
		t.Errorf("unread after a good reading: %v", unread)
	}
}

func failedThenRead(t *testing.T, s suite) {
	doc := Plan("a.pdf", 1)
	s.put(t, Damaged("a.pdf", 1), doc)
	s.want(t, doc)
}

func halfWay(t *testing.T, s suite) {
	doc := Plan("a.pdf", 1)
	s.put(t, doc)

	bad := Plan("other.pdf", 1)
	bad.Version = "2"
	last := &bad.Records[len(bad.Records)-1]
	last.Issues = append(last.Issues, normalize.Issue{Code: "x", Severity: "no such severity"}) // the last row of all
	if err := s.Put(t.Context(), bad); err == nil {
		t.Fatal("a severity that does not exist was stored")
	}
	s.want(t, doc)
	s.wantStanding(t, doc.SHA256, store.Standing{Status: store.Read, Version: "1", Tried: "1"})

	fresh := bad
	fresh.SHA256 = SHA256(2)
	if err := s.Put(t.Context(), fresh); err == nil {
		t.Fatal("a severity that does not exist was stored")
	}
	if _, ok, err := s.Known(t.Context(), fresh.SHA256); ok || err != nil {
		t.Errorf("known: %v, %v; want false, nil", ok, err)
	}
	s.put(t, Plan("b.pdf", 3)) // the store works on
}

func cancelled(t *testing.T, s suite) {
	doc := Plan("a.pdf", 1)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := s.Put(ctx, doc); !errors.Is(err, context.Canceled) {
		t.Errorf("put: %v; want context.Canceled", err)
	}
	if _, ok, err := s.Known(t.Context(), doc.SHA256); ok || err != nil {
		t.Errorf("known: %v, %v; want false, nil", ok, err)
	}
}

func contradictions(t *testing.T, s suite) {
	for name, spoil := range map[string]func(*store.Document){
		"no path":                   func(d *store.Document) { d.Paths = nil },
		"read without a hash":       func(d *store.Document) { d.SHA256 = "" },
		"hash in capitals":          func(d *store.Document) { d.SHA256 = "A" + d.SHA256[1:] },
		"read without a form":       func(d *store.Document) { d.Records = nil },
		"failed without a reason":   func(d *store.Document) { d.Status, d.Records = store.Failed, nil },
		"no-form with forms":        func(d *store.Document) { d.Status = store.NoForm },
		"no status":                 func(d *store.Document) { d.Status = "" },
		"no version of the reader":  func(d *store.Document) { d.Version = "" },
		"read, but why it was not?": func(d *store.Document) { d.Reason.Code = "encrypted" },
	} {
		doc := Plan("a.pdf", 1)
		spoil(&doc)
		if err := s.Put(t.Context(), doc); err == nil {
			t.Errorf("%s: stored", name)
		}
	}
	if report := s.quality(t); report.Documents != 0 {
		t.Errorf("%d documents; want 0", report.Documents)
	}
}
