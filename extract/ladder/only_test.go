package ladder_test

import (
	"context"
	"errors"
	"testing"

	"mubiao/extract"
	"mubiao/extract/ladder"
)

func TestOneReaderAloneReadsAFile(t *testing.T) {
	f := open(t, hello().Table(), ladder.Options{Only: extract.ReaderPdfcpu})
	page, err := f.Page(context.Background(), 1)
	if err != nil {
		t.Fatal(err)
	}
	if page.Reader != extract.ReaderPdfcpu || len(page.Glyphs) != len("Hello") {
		t.Errorf("%d characters were read by %s", len(page.Glyphs), page.Reader)
	}
}

func TestAReaderThatIsNotThereReadsNothing(t *testing.T) {
	for name, content := range map[string][]byte{"a PDF": hello().Table(), "a text": []byte("项目名称 水库大坝养护")} {
		_, err := ladder.Open(context.Background(), write(t, "file", content), ladder.Options{Only: "clerk"})
		var unsupported *extract.UnsupportedError
		if !errors.As(err, &unsupported) {
			t.Errorf("%s: got %v, want unsupported", name, err)
		}
	}
}
