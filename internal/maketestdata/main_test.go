package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

func TestTheCommittedPDFsAreThoseThatTheProgramMakes(t *testing.T) {
	for name, make := range documents() {
		want, err := make()
		if err != nil {
			t.Fatal(err)
		}
		got, err := os.ReadFile(filepath.Join("../../testdata/forms", name, "source.pdf"))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(want, got) {
			t.Errorf("%s: source.pdf differs; run go run ./internal/maketestdata", name)
		}
	}
}
