package store

import (
	"encoding/json"
	"errors"
	"os"
	"strings"
	"testing"
)

func TestParseValueTypesWhatPeopleWrite(t *testing.T) {
	for _, test := range []struct{ pointer, text, want string }{
		{"/project", "水库", `"水库"`},
		{"/project", "a \"b\" <c>", `"a \"b\" <c>"`},
		{"/project", "null", `null`},
		{"/header/联系电话", "0951-1", `"0951-1"`},
		{"/fiscal_year", "2024", `2024`},
		{"/fiscal_year", " ２０２４ ", `2024`},
		{"/total_score", "97.50", `97.5`},
		{"/funds/0/amount", "1,250.5", `1250.5`},
		{"/funds/0/amount", "45.000001", `45.000001`},
		{"/funds/0/amount", "500元", `0.05`},
		{"/funds/12/amount", "0", `0`},
		{"/tasks/0/total", "-3万元", `-3`},
		{"/indicators/3/target", "≥98%", `"≥98%"`},
		{"/indicators/3/value", "98", `98`},
		{"/indicators/3/value", "1,000..2,000.5", `[1000,2000.5]`},
		{"/indicators/3/op", ">=", `">="`},
		{"/indicators/3/op", "null", `null`},
		{"/funds/0/scope", "annual", `"annual"`},
	} {
		got, err := ParseValue(test.pointer, test.text)
		if err != nil || string(got) != test.want {
			t.Errorf("%s %q: %s, %v; want %s", test.pointer, test.text, got, err, test.want)
			continue
		}
		again, err := ParseValue(test.pointer, ValueText(got))
		if ValueText(got) != "" && (err != nil || string(again) != test.want) {
			t.Errorf("%s: %q is read as %s, %v; want %s", test.pointer, ValueText(got), again, err, test.want)
		}
	}
}

func TestParseValueRefusesWhatCannotStand(t *testing.T) {
	for _, test := range []struct{ pointer, text string }{
		{"/fiscal_year", "2024年"},
		{"/total_score", "NaN"},
		{"/total_score", "1e999"},
		{"/funds/0/amount", "-"},
		{"/funds/0/amount", "10 20"},
		{"/funds/0/item", "sum"},
		{"/funds/0/scope", "null"},
		{"/indicators/3/value", "1..x"},
		{"/indicators/3", "x"},
		{"/indicators/+3/target", "x"},
		{"/indicators/-/target", "x"},
		{"/header", "x"},
		{"/header/", "x"},
		{"/source/file", "x"},
		{"", "x"},
		{"project", "x"},
	} {
		var pointer *PointerError
		if got, err := ParseValue(test.pointer, test.text); !errors.As(err, &pointer) {
			t.Errorf("%s %q: %s, %v; want a PointerError", test.pointer, test.text, got, err)
		}
	}
}

// TestEveryFieldOfTheContractCanBeCorrected holds the fields against
// docs/record.schema.json.
func TestEveryFieldOfTheContractCanBeCorrected(t *testing.T) {
	text, err := os.ReadFile("../docs/record.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	type object struct {
		Properties map[string]struct {
			Items struct{ Properties map[string]any }
		}
	}
	var schema object
	if err := json.Unmarshal(text, &schema); err != nil {
		t.Fatal(err)
	}
	want := map[string]bool{"/header/*": true}
	for name, property := range schema.Properties {
		switch {
		case name == "source" || name == "evidence" || name == "issues" || name == "header":
		case property.Items.Properties == nil:
			want["/"+name] = true
		default:
			for member := range property.Items.Properties {
				want["/"+name+"/N/"+member] = true
			}
		}
	}
	for pattern := range want {
		if _, ok := fields[pattern]; !ok {
			t.Errorf("%s cannot be corrected", pattern)
		}
	}
	for pattern := range fields {
		if !want[pattern] {
			t.Errorf("%s is no field of the contract", pattern)
		}
	}
}

func TestHashPrefix(t *testing.T) {
	for text, want := range map[string]bool{
		"abcdef": true, "abcde": false, "ABCDEF": false, "abcdeg": false, "": false,
		strings.Repeat("0", 64): true, strings.Repeat("0", 65): false,
	} {
		if IsHashPrefix(text) != want {
			t.Errorf("%q: %v; want %v", text, !want, want)
		}
	}
}
