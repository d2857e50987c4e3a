package ladder_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"mubiao/extract/ladder"
	"mubiao/extract/preflight/pdftest"
)

// Whatever the bytes, Open and Page return: no panic leaves them, and every
// error is of a kind that is documented.
func FuzzOpen(f *testing.F) {
	f.Add([]byte("绩效目标表\n\f"))
	f.Add(hello().Table())
	f.Add(hello().Stream(packedAll))
	f.Add(new(pdftest.Builder).Pages("/Filter/LZWDecode", []byte("\x80\x0b\x60")).Table())
	f.Add(append([]byte("junk"), hello().Table()[:300]...))
	dir := f.TempDir()
	f.Fuzz(func(t *testing.T, content []byte) {
		path := filepath.Join(dir, "file")
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		d, err := ladder.Open(context.Background(), path, ladder.Options{})
		if err != nil {
			if !typed(err) {
				t.Fatalf("%T: %v", err, err)
			}
			return
		}
		defer d.Close()
		for n := range min(d.Pages(), 3) {
			_, _ = d.Page(context.Background(), n+1)
		}
	})
}
