package store

import (
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mubiao/normalize"
)

// goldenRecords are the records of the project's own forms.
func goldenRecords(t *testing.T) (records []normalize.Record) {
	t.Helper()
	paths, err := filepath.Glob("../testdata/forms/*/record.golden")
	if err != nil || len(paths) == 0 {
		t.Skipf("no golden records: %v", err)
	}
	for _, path := range paths {
		f, err := os.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		for dec := json.NewDecoder(f); ; {
			var r normalize.Record
			err := dec.Decode(&r)
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatalf("%s: %v", path, err)
			}
			records = append(records, r)
		}
	}
	return records
}

func TestAcceptingAValueChangesNothingElse(t *testing.T) {
	for _, reading := range goldenRecords(t) {
		c, err := Amend(&reading, nil, Change{Pointer: "/title", Accept: true, By: "a", Why: "b"})
		if err != nil {
			t.Fatal(err)
		}
		got, history, err := Overlay(&reading, []Correction{c})
		if err != nil || history[0].Status != Applied {
			t.Fatalf("%v, %v", history, err)
		}
		got.Issues = reading.Issues
		if diff := cmp.Diff(reading, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", reading.Title, diff)
		}
	}
}

// Of each target of the project's own forms the number is read anew when it is
// corrected to something else and back: nothing of it may be lost on the way.
func TestATargetCorrectedBackStatesWhatItStated(t *testing.T) {
	for _, reading := range goldenRecords(t) {
		for i := range reading.Indicators {
			want := reading.Indicators[i]
			spoilt := reading
			spoilt.Indicators = append([]normalize.Indicator(nil), reading.Indicators...)
			spoilt.Indicators[i].Target = "?" + want.Target
			c := Correction{Pointer: "/indicators/" + strconv.Itoa(i) + "/target", New: EncodeValue(want.Target), Old: EncodeValue("?" + want.Target)}
			before, err := TreeOf(&spoilt)
			if err != nil {
				t.Fatal(err)
			}
			c.Anchor = anchor(before, c.Pointer)
			got, history, err := Overlay(&spoilt, []Correction{c})
			if err != nil || history[0].Status != Applied {
				t.Fatalf("%+v, %v", history, err)
			}
			if diff := cmp.Diff(want, got.Indicators[i]); diff != "" {
				t.Errorf("%s (-want +got):\n%s", reading.Title, diff)
			}
		}
	}
}
