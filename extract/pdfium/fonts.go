package pdfium

import (
	"io/fs"
	"os"
	"testing/fstest"
)

type fonts struct{}

var m = func() fstest.MapFS {
	b, _ := os.ReadFile(os.Getenv("XFONT"))
	if b == nil {
		b = boxFont()
		os.WriteFile("/tmp/box.ttf", b, 0o644)
	}
	return fstest.MapFS{"usr/share/fonts/cjk.ttf": &fstest.MapFile{Data: b, Mode: 0o444}}
}()

func (fonts) Open(name string) (fs.File, error) {
	f, err := m.Open(name)
	println("open", name, err == nil)
	return f, err
}
