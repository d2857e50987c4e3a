package store

import (
	"testing"

	"mubiao/normalize"
)

func TestPlaceIsTheSmallestKnownAroundAValue(t *testing.T) {
	evidence := normalize.Evidence{
		"/project":              {Page: 1, Box: [4]float64{10, 10, 20, 20}},
		"/indicators/1/level3":  {Page: 1, Box: [4]float64{10, 50, 20, 60}},
		"/indicators/1/target":  {Page: 1, Box: [4]float64{20, 48, 30, 60}},
		"/indicators/10/level3": {Page: 2, Box: [4]float64{11, 5, 20, 9}},
		"/indicators/10/target": {Page: 3, Box: [4]float64{1, 1, 2, 2}},
	}
	for _, test := range []struct {
		pointer string
		page    int
		box     [4]float64
	}{
		{"/project", 1, [4]float64{10, 10, 20, 20}},                // its own
		{"/indicators/1/target", 1, [4]float64{20, 48, 30, 60}},    // its own
		{"/indicators/1", 1, [4]float64{10, 48, 30, 60}},           // the row, not that of 10
		{"/indicators/1/weight", 1, [4]float64{10, 48, 30, 60}},    // the row it is in
		{"/indicators/10", 2, [4]float64{11, 5, 20, 9}},            // the part on the first page
		{"/indicators/-", 1, [4]float64{10, 48, 30, 60}},           // the table, on its first page
		{"/indicators", 1, [4]float64{10, 48, 30, 60}},             // the same
		{"/project/something/deep", 1, [4]float64{10, 10, 20, 20}}, // what it is part of
	} {
		place, ok := PlaceOf(evidence, test.pointer)
		if !ok || place.Page != test.page || place.Box != test.box {
			t.Errorf("%s: page %d, box %v, %v; want %d, %v", test.pointer, place.Page, place.Box, ok, test.page, test.box)
		}
	}
	for _, pointer := range []string{"", "/unit", "/funds/0", "/proj"} {
		if place, ok := PlaceOf(evidence, pointer); ok {
			t.Errorf("%q: %v; want none", pointer, place)
		}
	}
	if place, ok := PlaceOf(nil, "/project"); ok {
		t.Errorf("no evidence: %v; want none", place)
	}
}

func TestIssuesWithoutAPlaceAreOnTheOnlyPage(t *testing.T) {
	r := normalize.Record{
		Source:   normalize.Source{Pages: []int{4}},
		Evidence: normalize.Evidence{"/unit": {Page: 4, Box: [4]float64{1, 2, 3, 4}}},
	}
	if page, box, ok := IssuePlace(&r, "/unit"); page != 4 || box != [4]float64{1, 2, 3, 4} || !ok {
		t.Errorf("a value with a place is on page %d at %v, %t", page, box, ok)
	}
	if page, _, ok := IssuePlace(&r, "/goals"); page != 4 || ok {
		t.Errorf("a value without one is on page %d, %t", page, ok)
	}
	r.Source.Pages = []int{4, 5}
	if page, _, ok := IssuePlace(&r, "/goals"); page != 0 || ok {
		t.Errorf("of a form on two pages it is on page %d, %t", page, ok)
	}
}

func TestArgumentsThatAreWrittenAsNumbersAreNumbers(t *testing.T) {
	for text, want := range map[string]any{
		"2024": int64(2024), "-1": int64(-1), "0.5": 0.5, "": "", "007": "007", "1e3": "1e3", "+1": "+1", "NaN": "NaN", "Inf": "Inf", "局": "局",
		"99999999999999999999": "99999999999999999999", "1.50": "1.50",
	} {
		if got := ArgumentOf("x", text); got.Name != "x" || got.Value != want {
			t.Errorf("%q is %#v, want %#v", text, got.Value, want)
		}
	}
}

func TestSchemaErrorSaysWhatToExpect(t *testing.T) {
	for want, err := range map[string]error{
		"a.db: not a database of this program":                                    &SchemaError{"a.db", 0, 2},
		"a.db: made by a newer version of this program (schema 3, known up to 2)": &SchemaError{"a.db", 3, 2},
		"a.db: made by an older version of this program (schema 1, needed 2)":     &SchemaError{"a.db", 1, 2},
	} {
		if err.Error() != want {
			t.Errorf("%q; want %q", err, want)
		}
	}
}
