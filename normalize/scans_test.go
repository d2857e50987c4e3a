package normalize_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"mubiao/extract/ladder"
	"mubiao/extract/ocr"
	"mubiao/extract/pdfium"
	"mubiao/extract/scan"
	"mubiao/normalize"
)

const scansFolder = "../testdata/scans"

// installedEngine is what reads pictures on this machine.
func installedEngine(t *testing.T) func() (scan.Engine, error) {
	t.Helper()
	dir, err := ocr.DefaultDir()
	if err != nil {
		t.Skip(err)
	}
	engine, err := ocr.Open(dir)
	if errors.Is(err, ocr.ErrNotInstalled) {
		t.Skip("what reads scans is not installed: mubiao ocr install")
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { engine.Close() })
	return func() (scan.Engine, error) { return engine, nil }
}

func TestScansAreReadAsRecorded(t *testing.T) {
	engine := installedEngine(t)
	var drawing pdfium.Engine
	defer drawing.Close()
	sources, err := filepath.Glob(filepath.Join(scansFolder, "*", "source.pdf"))
	if err != nil || len(sources) == 0 {
		t.Fatalf("no scans in %s: %v", scansFolder, err)
	}
	for _, path := range sources {
		t.Run(filepath.Base(filepath.Dir(path)), func(t *testing.T) {
			file, err := ladder.Open(context.Background(), path, ladder.Options{PDFium: &drawing, Engine: engine})
			if err != nil {
				t.Fatal(err)
			}
			defer file.Close()
			result, err := normalize.Read(context.Background(), filepath.Base(path), "", file)
			if err != nil {
				t.Fatal(err)
			}
			golden(t, filepath.Join(filepath.Dir(path), "record.golden"), withoutConfidences(t, result.Records))
		})
	}
}

// withoutConfidences is records as JSON, without what differs from one
// processor to the next.
func withoutConfidences(t *testing.T, records []normalize.Record) []byte {
	t.Helper()
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	for _, r := range records {
		for pointer, place := range r.Evidence {
			if place.Confidence == nil && !isEmpty(&r, pointer) {
				t.Errorf("%s has no confidence", pointer)
			}
			place.Confidence = nil
			r.Evidence[pointer] = place
		}
		for i := range r.Issues {
			r.Issues[i].Message, _, _ = strings.Cut(r.Issues[i].Message, " with a confidence of ")
		}
		if err := enc.Encode(r); err != nil {
			t.Fatal(err)
		}
	}
	return out.Bytes()
}

// isEmpty reports whether a pointer is that of an amount that the form leaves
// blank: in an empty cell nothing is read.
func isEmpty(r *normalize.Record, pointer string) bool {
	for i, f := range r.Funds {
		if pointer == "/funds/"+strconv.Itoa(i)+"/amount" {
			return f.Amount == nil
		}
	}
	return false
}
