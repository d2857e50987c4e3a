package pdfium

import (
	"testing"
	"testing/fstest"
)

func TestSandboxHoldsAFontAndNothingElse(t *testing.T) {
	if err := fstest.TestFS(sandbox{readingFont()}, fontPath); err != nil {
		t.Error(err)
	}
	if _, err := (sandbox{readingFont()}).Open("etc/passwd"); err == nil {
		t.Error("there is a file of the machine in it")
	}
}
