package preflight_test

import (
	"bytes"
	"io"
	"testing"

	"github.com/ledongthuc/pdf"

	"mubiao/extract/preflight"
)

func addSeeds(f *testing.F) {
	f.Add([]byte(nil))
	f.Add(builder().Table())
	f.Add(builder().Stream(packedAll))
	f.Add(headed("junk junk junk\n%PDF-2.0\n"))
	f.Add(appendUpdate(builder().Table(), "/Size 6/Root 1 0 R/Prev %d"))
	f.Add(objectStream(func(head string) string { return head + "/Extends 6 0 R" }))
	f.Add(threePages().Table())
}

// A file that Check calls sound can be opened by the fast library, and its
// catalog read, without harm: the fuzzer reports a hang, a fatal error or a
// panic that is not recovered.
func FuzzCheck(f *testing.F) {
	addSeeds(f)
	f.Fuzz(func(t *testing.T, file []byte) {
		r := check(file)
		if b, err := io.ReadAll(io.NewSectionReader(r.Source, 0, r.Size)); err != nil || int64(len(b)) != r.Size {
			t.Fatalf("view of %d bytes reads as %d: %v", r.Size, len(b), err)
		}
		if (r.Verdict == preflight.Sound) != (r.Reason == "") {
			t.Fatalf("%v with reason %q", r.Verdict, r.Reason)
		}
		if r.Verdict == preflight.Sound {
			openFast(r.Source, r.Size)
		}
	})
}

// What Rebuild makes is sound, but for object numbers too large for its size.
func FuzzRebuild(f *testing.F) {
	addSeeds(f)
	f.Fuzz(func(t *testing.T, file []byte) {
		r, size, err := preflight.Rebuild(bytes.NewReader(file), int64(len(file)))
		if err != nil {
			return
		}
		switch again := preflight.Check(r, size); again.Verdict {
		case preflight.Sound:
			openFast(r, size)
		case preflight.Hazardous:
		default:
			t.Fatalf("%v: %s", again.Verdict, again.Reason)
		}
	})
}

// openFast opens a file and reads its catalog; what the library recovers from
// is no matter.
func openFast(r io.ReaderAt, size int64) {
	defer func() { _ = recover() }()
	if lib, err := pdf.NewReader(r, size); err == nil {
		_ = lib.Trailer().Key("Root").Key("Pages").Key("Kids").Len()
	}
}
