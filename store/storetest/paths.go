package storetest

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"mubiao/store"
)

// A path on Linux is any bytes; files that were named in GBK are common. Text
// of a form may hold what a font's table made of it.
func anyBytesArePath(t *testing.T, s suite) {
	path := "\xbc\xa8\xd0\xa7/\xc4\xbf\xb1\xea.pdf" // 绩效/目标 in GBK
	doc := Plan(path, 1)
	doc.Records[0].Title = "绩效\x00目标表"
	doc.Issues[0].Message = "font \xff"
	s.put(t, doc)
	got := s.get(t)
	doc.Records[0].Title = got.Records[0].Title // below
	if diff := cmp.Diff(doc, got); diff != "" {
		t.Errorf("document differs (-want +got):\n%s", diff)
	}
	if title := got.Records[0].Title; title != "绩效\x00目标表" {
		t.Errorf("title %q", title)
	}
	if sha, err := s.Find(t.Context(), path); err != nil || sha != SHA256(1) {
		t.Errorf("found %q, %v", sha, err)
	}
	if held, err := s.Holds(t.Context(), SHA256(1), path); err != nil || !held {
		t.Errorf("held: %v, %v", held, err)
	}
	if err := s.AddPath(t.Context(), SHA256(1), "\xff.pdf"); err != nil {
		t.Error(err)
	}
	if got := s.get(t).Paths; len(got) != 2 || got[0] != "\xff.pdf" {
		t.Errorf("paths %q", got)
	}
	if err := s.Search(t.Context(), store.ParseQuery("网络"), func(h *store.Hit) error {
		if h.Path != "\xff.pdf" {
			t.Errorf("hit in %q", h.Path)
		}
		return nil
	}); err != nil {
		t.Error(err)
	}
}
