package main

import (
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"mubiao/extract/ladder"
	"mubiao/normalize"
	"mubiao/store"
)

// sent takes a document through the wire.
func sent(t *testing.T, doc store.Document) store.Document {
	t.Helper()
	reply, err := encodeReply(&doc)
	if err != nil {
		t.Fatal(err)
	}
	got, err := decodeReply(input{Name: doc.Paths[0]}, reply)
	if err != nil {
		t.Fatal(err)
	}
	whole, err := got.whole()
	if err != nil {
		t.Fatal(err)
	}
	return whole
}

// sameDocument leaves out of a comparison what the parent sets: the time.
var sameDocument = cmp.Options{cmpopts.IgnoreFields(store.Document{}, "At"), cmpopts.EquateEmpty()}

func TestADocumentComesFromAWorkerAsItWas(t *testing.T) {
	paths, err := filepath.Glob("../../testdata/forms/*/source.*")
	if err != nil || len(paths) == 0 {
		t.Skip("no testdata")
	}
	corpus, err := filepath.Glob(sharedCorpus + "/*.[pt][dx][ft]")
	if err != nil {
		t.Fatal(err)
	}
	forms := 0
	for _, path := range append(paths, corpus...) {
		in := input{Name: path, Path: path}
		want, err := readDocument(t.Context(), in, ladder.Options{}, func() {})
		if err != nil {
			want = failed(in, reasonOf(err))
		}
		forms += want.Forms()
		if diff := cmp.Diff(want, sent(t, want), sameDocument); diff != "" {
			t.Errorf("%s (-read +received):\n%s", path, diff)
		}
	}
	if forms == 0 {
		t.Error("no form was sent")
	}
}

func TestRecordsOfUnreadPagesComeAfterTheForms(t *testing.T) {
	amount, unit := normalize.Amount(0), ""
	want := store.Document{
		Paths: []string{"plan.pdf"}, SHA256: strings.Repeat("ab", 32), Size: 1 << 40, Status: store.Read, Version: normalize.Version,
		Pages:  []normalize.PageSummary{{Number: 1, Width: 595.28, Height: math.SmallestNonzeroFloat64, Reader: "fast", Glyphs: 7, Problem: "\n"}},
		Issues: []normalize.Issue{{Code: "document-crashed", Severity: normalize.Warning, Message: "read by another"}},
		Records: []normalize.Record{
			{
				Source: normalize.Source{File: "plan.pdf"}, Form: normalize.ProjectTarget,
				Funds:      []normalize.Fund{{Amount: &amount}, {}},
				Indicators: []normalize.Indicator{{Unit: &unit, Value: normalize.Value{0}}, {}},
			},
			{Source: normalize.Source{File: "plan.pdf", Pages: []int{2}}, Issues: []normalize.Issue{{Code: "page-unreadable", Severity: normalize.Error}}},
		},
	}
	if diff := cmp.Diff(want, sent(t, want), sameDocument); diff != "" {
		t.Errorf("(-sent +received):\n%s", diff)
	}
}

func TestNamesAndPasswordsMayBeAnyBytes(t *testing.T) {
	const gbk = "\xbc\xa8\xd0\xa7.txt" // 绩效 as an older system names it
	path := filepath.Join(t.TempDir(), gbk)
	if err := os.WriteFile(path, []byte("A letter.\n"), 0o644); err != nil {
		t.Skip(err)
	}
	o := readingOptions{jobs: 1, maxPages: 1, maxMemory: memoryLeast * 8, maxCPU: time.Minute, timeout: time.Minute}
	o.passwords.words = []string{gbk}
	workers, err := startWorkers(t.Context(), o, &streams{})
	if err != nil {
		t.Fatal(err)
	}
	defer workers.close()
	got, err := workers.read(t.Context(), input{Name: path, Path: path})
	if err != nil {
		t.Fatal(err)
	}
	if got.Paths[0] != path || got.Status != store.NoForm {
		t.Errorf("%q is %s: %s", got.Paths[0], got.Status, got.Reason.Message)
	}
	if options := workers.ask.options(); options.Passwords[0] != gbk {
		t.Errorf("the password is %q", options.Passwords[0])
	}
}

func TestAReplyThatIsNoneIsRefused(t *testing.T) {
	for _, reply := range []string{"", "no JSON", `{"Forms":2}` + "\n{}", "{}\nno JSON"} {
		if _, err := decodeReply(input{Name: "plan.pdf"}, []byte(reply)); err == nil {
			t.Errorf("%q is taken for a reply", reply)
		}
	}
}
