package font

import (
	"os"
	"path/filepath"
	"testing"
)

func TestScratchPredefined(t *testing.T) {
	for stem, p := range predefinedCMaps {
		if stem == "Identity" {
			continue
		}
		name := stem + "-H"
		if stem == "" {
			name = "H"
		}
		folder := filepath.Join(*cmaps, p.reg)
		if _, err := os.Stat(filepath.Join(folder, name)); err != nil {
			t.Log(name, "missing")
			continue
		}
		m := adobeCMap(t, folder, name)
		e, ok := openPredefined(name)
		if !ok {
			t.Fatal(name)
		}
		total, badCID, badText, badLen := 0, 0, 0, 0
		var ex []any
		space := newCodespace(m.ranges...)
		for _, s := range m.cids.list {
			for code := s.lo; code <= s.hi; code++ {
				total++
				n := 1
				for _, r := range m.ranges {
					if r.match(codeBytes(code, r.n)) == r.n && code>>(8*r.n) == 0 {
						n = r.n
					}
				}
				if _, m, whole := e.space.next(codeBytes(code, n)); m != n || !whole {
					badLen++
				}
				want := s.to + code - s.lo
				got := e.cid(code, n)
				wantText := openCollection(p.reg).text(want)
				if got != want {
					badCID++
					if len(ex) < 60 {
						ex = append(ex, code, e.text(code, n), got, want, wantText, "|")
					}
				}
				if worthOf(e.text(code, n)) != plain {
					badText++
				}
			}
		}
		_ = space
		t.Logf("%-20s codes %d cid differs %d  no text %d length differs %d  %x", name, total, badCID, badText, badLen, ex)
	}
}
