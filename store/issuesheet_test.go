package store

import (
	"bytes"
	"encoding/csv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/simplifiedchinese"

	"mubiao/normalize"
)

// doubtful is a document with issues of every kind of place.
func doubtful() *Document {
	return &Document{
		Paths: []string{"计划,一.pdf"}, SHA256: strings.Repeat("0", 64),
		Issues: []normalize.Issue{{Code: "file-damaged", Severity: normalize.Info, Message: "mended"}},
		Records: []normalize.Record{{
			Source:     normalize.Source{Pages: []int{3}},
			Funds:      []normalize.Fund{{Amount: new(normalize.Amount(12_500_001))}},
			Indicators: []normalize.Indicator{{Level3: "合格率", Target: "=100%"}},
			Evidence:   normalize.Evidence{"/funds/0/amount": {Page: 4}},
			Issues: []normalize.Issue{
				{Code: "funds-sum", Severity: normalize.Warning, Path: "/funds/0/amount", Message: "a \"sum\""},
				{Code: "target-odd", Severity: normalize.Warning, Path: "/indicators/0/target", Message: "odd"},
				{Code: "row-missing", Severity: normalize.Error, Path: "/indicators/-", Message: "a row"},
				{Code: "row-uncertain", Severity: normalize.Error, Path: "/indicators/0", Message: "a row"},
			},
		}},
	}
}

// sheet writes the issues of doubtful and lets edit fill in new values.
func sheet(t *testing.T, edit func(code string) (value, by string)) []byte {
	t.Helper()
	var text bytes.Buffer
	s, err := NewIssueSheet(&text)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Write(doubtful()); err != nil {
		t.Fatal(err)
	}
	if err := s.Flush(); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(&text).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows[1:] {
		row[9], row[10] = edit(row[4])
	}
	var edited bytes.Buffer
	w := csv.NewWriter(&edited)
	if err := w.WriteAll(rows); err != nil {
		t.Fatal(err)
	}
	return edited.Bytes()
}

func edits(code string) (value, by string) {
	switch code {
	case "funds-sum":
		return "13", "王芳"
	case "target-odd":
		return "≥100%", ""
	case "row-missing":
		return "accept", ""
	}
	return "", ""
}

func TestIssueSheetHoldsWhatIsInDoubt(t *testing.T) {
	rows, err := IssueRows(doubtful())
	if err != nil {
		t.Fatal(err)
	}
	sum := strings.Repeat("0", 64)
	want := []IssueRow{
		{SHA256: sum, Path: "计划,一.pdf", Form: -1, Code: "file-damaged", Severity: "info", Message: "mended"},
		{SHA256: sum, Path: "计划,一.pdf", Pointer: "/funds/0/amount", Code: "funds-sum", Severity: "warning", Message: "a \"sum\"", Page: 4, Old: "12.500001"},
		{SHA256: sum, Path: "计划,一.pdf", Pointer: "/indicators/0/target", Code: "target-odd", Severity: "warning", Message: "odd", Page: 3, Old: "=100%"},
		{SHA256: sum, Path: "计划,一.pdf", Pointer: "/indicators/-", Code: "row-missing", Severity: "error", Message: "a row", Page: 3},
		{SHA256: sum, Path: "计划,一.pdf", Pointer: "/indicators/0", Code: "row-uncertain", Severity: "error", Message: "a row", Page: 3},
	}
	if diff := cmp.Diff(want, rows); diff != "" {
		t.Errorf("rows differ (-want +got):\n%s", diff)
	}
}

func TestIssueSheetIsReadHoweverItWasSaved(t *testing.T) {
	plain := sheet(t, edits)
	if !bytes.Contains(plain, []byte("'=100%")) {
		t.Errorf("a spreadsheet takes =100%% for a formula:\n%s", plain)
	}
	gbk, err := simplifiedchinese.GB18030.NewEncoder().Bytes(plain)
	if err != nil {
		t.Fatal(err)
	}
	semicolons := bytes.ReplaceAll(bytes.ReplaceAll(plain, []byte("计划,一"), []byte("计划，一")), []byte(","), []byte(";"))
	want, err := ReadIssueSheet(bytes.NewReader(plain))
	if err != nil {
		t.Fatal(err)
	}
	if len(want) != 3 || want[0].New != "13" || want[0].By != "王芳" || want[0].Line != 3 || want[1].Old != "=100%" || want[2].New != Accept {
		t.Errorf("rows: %+v", want)
	}
	for name, text := range map[string][]byte{
		"with a byte order mark": append([]byte("\ufeff"), plain...),
		"in GB 18030":            gbk,
		"with CRLF":              bytes.ReplaceAll(plain, []byte("\n"), []byte("\r\n")),
	} {
		got, err := ReadIssueSheet(bytes.NewReader(text))
		if diff := cmp.Diff(want, got); diff != "" || err != nil {
			t.Errorf("%s: %v (-want +got):\n%s", name, err, diff)
		}
	}
	if got, err := ReadIssueSheet(bytes.NewReader(semicolons)); err != nil || len(got) != 3 {
		t.Errorf("with semicolons: %+v, %v", got, err)
	}
	for name, text := range map[string]string{"empty": "", "another table": "a,b\n1,2\n", "no CSV": "sha256,form,pointer,new_value\n\"a"} {
		if _, err := ReadIssueSheet(strings.NewReader(text)); err == nil {
			t.Errorf("%s: read", name)
		}
	}
}

func TestRowsOfASheetAreChanges(t *testing.T) {
	rows, err := ReadIssueSheet(bytes.NewReader(sheet(t, edits)))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for i := range rows {
		c, err := rows[i].Change()
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, strings.Join([]string{c.Pointer, string(c.Shown), string(c.New)}, " "))
		if c.Accept != (i == 2) {
			t.Errorf("%s: accept is %v", c.Pointer, c.Accept)
		}
	}
	want := []string{"/funds/0/amount 12.500001 13", `/indicators/0/target "=100%" "≥100%"`, "/indicators/-  "}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("changes differ (-want +got):\n%s", diff)
	}
	row := IssueRow{Pointer: "/funds/0/amount", Old: "3月5日", New: "1"}
	if _, err := row.Change(); err == nil {
		t.Error("an old value that a spreadsheet has spoilt was taken")
	}
}
