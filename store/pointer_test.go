package store

import (
	"testing"

	"mubiao/normalize"
)

func TestAPointerFindsItsValue(t *testing.T) {
	tree, err := TreeOf(&normalize.Record{
		Header: map[string]string{"电话/传真": "无", "a~b": "1.50"},
		Goals:  []normalize.Goal{{Scope: normalize.Annual, Text: "≥3座"}},
	})
	if err != nil {
		t.Fatal(err)
	}
	for pointer, want := range map[string]string{
		"/header/电话~1传真": `"无"`,
		"/header/a~0b":   `"1.50"`,
		"/goals/0/text":  `"≥3座"`,
		"/goals/0":       `{"scope":"annual","text":"≥3座"}`,
		"/goals/1/text":  "null",
		"/goals/-":       "null",
		"/project":       "null",
		"/header/a~0b/x": "null",
	} {
		if got := string(EncodeValue(tree.Get(pointer))); got != want {
			t.Errorf("%s: got %s, want %s", pointer, got, want)
		}
	}
}
