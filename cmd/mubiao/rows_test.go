package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// answer is rows that are known beforehand, and the error that they end with.
type answer struct {
	columns []string
	values  [][]any
	err     error
	at      int // rows handed out
}

func (a *answer) Columns() []string { return a.columns }
func (a *answer) Next() bool        { a.at++; return a.at <= len(a.values) }
func (a *answer) Values() []any     { return a.values[a.at-1] }
func (a *answer) Err() error        { return a.err }
func (a *answer) Close() error      { return nil }

func printed(t *testing.T, format string, a *answer) (string, error) {
	t.Helper()
	var b strings.Builder
	w := bufio.NewWriter(&b)
	err := writeRows(w, format, a)
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	return b.String(), err
}

func TestEveryFormatShowsEveryType(t *testing.T) {
	a := answer{columns: []string{"id", "name", "id"}, values: [][]any{
		{int64(1), `大坝, "老"<坝>`, 1.0 / 3},
		{nil, []byte{0xbe, 0xef}, math.Inf(-1)},
	}}
	want := map[string]string{
		"table": `id  name                            id
──  ──────────────  ──────────────────
 1  大坝, "老"<坝>  0.3333333333333333
    beef                          -Inf
`,
		"csv": "id,name,id\n" + `1,"大坝, ""老""<坝>",0.3333333333333333` + "\n,beef,-Inf\n",
		"json": `[{"id": 1,"name": "大坝, \"老\"<坝>","id:1": 0.3333333333333333},
 {"id": null,"name": "beef","id:1": -9e999}]
`,
	}
	for format, want := range want {
		copied := a
		got, err := printed(t, format, &copied)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s:\n%s", format, diff)
		}
	}
}

func TestNoRowsAreAnEmptyAnswer(t *testing.T) {
	for format, want := range map[string]string{"json": "[]\n", "csv": "id\n", "table": "id\n──\n"} {
		got, err := printed(t, format, &answer{columns: []string{"id"}})
		if err != nil {
			t.Fatal(err)
		}
		if got != want {
			t.Errorf("%s: got %q, want %q", format, got, want)
		}
	}
}

func TestAnAnswerCutShortIsStillJSON(t *testing.T) {
	full := errors.New("too many rows")
	got, err := printed(t, "json", &answer{columns: []string{"id"}, values: [][]any{{int64(1)}}, err: full})
	if !errors.Is(err, full) {
		t.Errorf("got error %v, want %v", err, full)
	}
	var decoded []map[string]int
	if err := json.Unmarshal([]byte(got), &decoded); err != nil {
		t.Errorf("%v: %s", err, got)
	}
}
