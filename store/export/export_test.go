package export

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/parquet-go/parquet-go"
	"github.com/xuri/excelize/v2"

	"mubiao/normalize"
	"mubiao/store"
)

// document has one form that a person corrected, one that could not be read,
// and an issue of each kind of place.
func document(path string) *store.Document {
	amount := normalize.Amount(120_500_001)
	return &store.Document{
		Paths: []string{path}, SHA256: strings.Repeat("a", 64), Status: store.Read, Version: "1",
		Issues: []normalize.Issue{{Code: "of-the-file", Severity: normalize.Info, Message: "rebuilt"}},
		Records: []normalize.Record{
			{
				Source: normalize.Source{File: path, SHA256: strings.Repeat("a", 64), Pages: []int{2}, Reader: "text"},
				Form:   normalize.ProjectTarget, FiscalYear: 2024, Project: "水库养护", Department: "水利局", Unit: "水库管理所",
				Header: map[string]string{"备注": "第一行\n第二行", "a/b~c": "\"引\",逗"},
				Funds: []normalize.Fund{
					{Scope: normalize.Annual, Item: normalize.FundTotal, Amount: &amount, Label: "年度资金总额"}, {Scope: normalize.Annual, Item: normalize.FundOther},
				},
				Goals: []normalize.Goal{{Scope: normalize.Annual, Text: strings.Repeat("长", 40_000)}},
				Indicators: []normalize.Indicator{
					{Scope: normalize.Annual, Level3: "数量", Target: "=100%", Op: normalize.Equal, Value: normalize.Value{100}, Unit: new("%")},
					{Scope: normalize.Annual, Level3: "范围", Target: "12-15场", Op: normalize.Between, Value: normalize.Value{12, 15}, Unit: new("场"), Weight: new(7.5)},
				},
				Evidence: normalize.Evidence{"/indicators/1/target": {Page: 3}},
				Issues: []normalize.Issue{
					{Code: "info", Severity: normalize.Info, Path: "/indicators/1"},
					{Code: "doubt", Severity: normalize.Warning, Path: "/indicators/1/target", Message: "x"},
					{Code: "lost", Severity: normalize.Error, Path: "/indicators/-"},
				},
			},
			{Issues: []normalize.Issue{{Code: "no-text", Severity: normalize.Error}}},
		},
		Corrections: []store.Correction{
			{Pointer: "/indicators/0/target", Old: []byte(`"100%"`), New: []byte(`"=100%"`), Status: store.Applied},
			{Pointer: "/project", Old: []byte(`"x"`), New: []byte(`"水库养护"`), Status: store.Applied},
			{Pointer: "/header/备注", Old: []byte(`"x"`), New: []byte(`"y"`), Status: store.Applied},
			{Pointer: "/unit", Old: []byte(`"x"`), New: []byte(`"x"`), Status: store.Applied, Accepted: true},
		},
	}
}

// written is what a writer makes of documents.
func written(t *testing.T, open func(io.Writer) (Writer, error), filter Filter, docs ...*store.Document) []byte {
	t.Helper()
	var out bytes.Buffer
	w, err := open(&out)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Discard()
	for _, doc := range docs {
		if err := w.Write(filter.Select(doc)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func asCSV(table string, mark bool) func(io.Writer) (Writer, error) {
	return func(w io.Writer) (Writer, error) { return NewCSV(w, Find(table), mark) }
}

// readCSV reads a table into one map a row.
func readCSV(t *testing.T, content []byte) []map[string]string {
	t.Helper()
	lines, err := csv.NewReader(bytes.NewReader(content)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var rows []map[string]string
	for _, line := range lines[1:] {
		row := make(map[string]string)
		for i, name := range lines[0] {
			row[name] = line[i]
		}
		rows = append(rows, row)
	}
	return rows
}

func TestTargetsAsCSV(t *testing.T) {
	rows := readCSV(t, written(t, asCSV("target", false), Filter{}, document("a.pdf")))
	if len(rows) != 2 {
		t.Fatalf("%d rows, want one an indicator", len(rows))
	}
	want := map[string]string{
		"path": "a.pdf", "sha256": strings.Repeat("a", 64), "form": "0", "ordinal": "0", "kind": "project_target", "title": "",
		"fiscal_year": "2024", "department": "水利局", "unit": "水库管理所", "project": "水库养护", "annual_total_wan": "120.500001",
		"scope": "annual", "level1": "", "level2": "", "level3": "数量", "number": "", "target": "'=100%", "op": "'=",
		"value_low": "100", "value_high": "", "unit_of_value": "%", "weight": "", "actual": "", "score": "", "deviation": "",
		"page": "2", "open_issues": "0", "corrected": "project target",
	}
	if diff := cmp.Diff(want, rows[0]); diff != "" {
		t.Errorf("first row (-want +got):\n%s", diff)
	}
	for column, want := range map[string]string{"value_low": "12", "value_high": "15", "weight": "7.5", "page": "3", "open_issues": "1", "corrected": "project"} {
		if got := rows[1][column]; got != want {
			t.Errorf("second row: %s = %q, want %q", column, got, want)
		}
	}
}

func TestEveryTableHasItsRows(t *testing.T) {
	for table, want := range map[string]int{"target": 2, "indicator": 2, "form": 2, "header": 2, "fund": 2, "goal": 1, "task": 0, "issue": 5} {
		rows := readCSV(t, written(t, asCSV(table, false), Filter{}, document("a.pdf")))
		if len(rows) != want {
			t.Errorf("%s: %d rows, want %d", table, len(rows), want)
		}
	}
	for _, table := range Tables {
		names := make(map[string]bool)
		for _, c := range table.Columns {
			if names[c.Name] || c.Meaning == "" {
				t.Errorf("%s.%s is there twice, or means nothing", table.Name, c.Name)
			}
			names[c.Name] = true
		}
	}
}

func TestCSVIsMarkedAndQuoted(t *testing.T) {
	content := string(written(t, asCSV("header", true), Filter{}, document("a.pdf")))
	if !strings.HasPrefix(content, "\ufeffpath,sha256,form,label,value,") {
		t.Errorf("head: %.60q", content)
	}
	if !strings.Contains(content, `,a/b~c,"""引"",逗",`) || !strings.Contains(content, "\"第一行\r\n第二行\"") || strings.Count(content, "\r\n") != strings.Count(content, "\n") {
		t.Errorf("quoting: %q", content)
	}
	if !strings.Contains(content, ",value\r\n") {
		t.Errorf("the corrected field is not named: %q", content)
	}
}

func TestTextsAreDisarmedAndNumbersAreNot(t *testing.T) {
	for want, v := range map[string]any{"'=100%": "=100%", "-5": int64(-5), "-0.5": -0.5} {
		if got := csvCell(v); got != want {
			t.Errorf("%v became %q, want %q", v, got, want)
		}
	}
}

func TestFiltersChooseForms(t *testing.T) {
	for name, c := range map[string]struct {
		filter Filter
		forms  []int
		file   bool
	}{
		"all":             {Filter{}, []int{0, 1}, true},
		"year":            {Filter{Years: []int{2023, 2024}}, []int{0}, true},
		"another year":    {Filter{Years: []int{2023}}, nil, false},
		"department":      {Filter{Department: " 水利 "}, []int{0}, true},
		"unit":            {Filter{Department: "管理所"}, []int{0}, true},
		"kind":            {Filter{Kinds: []normalize.Kind{normalize.SelfEvaluation}}, nil, false},
		"year and no one": {Filter{Years: []int{2024}, Department: "教育局"}, nil, false},
	} {
		s := c.filter.Select(document("a.pdf"))
		if !slices.Equal(s.Forms, c.forms) || s.File != c.file {
			t.Errorf("%s: forms %v, file %v", name, s.Forms, s.File)
		}
	}
	doc := Filter{Years: []int{2024}}.Select(document("a.pdf")).Document()
	if len(doc.Records) != 2 || len(doc.Records[1].Issues) != 0 || len(doc.Records[0].Issues) != 3 || len(doc.Issues) != 1 {
		t.Errorf("issues of what is not selected: %+v", doc.Records[1].Issues)
	}
}

func TestRecordsAsJSONL(t *testing.T) {
	failed := &store.Document{Paths: []string{"b.pdf"}, SHA256: strings.Repeat("b", 64), Status: store.Failed, Reason: store.Reason{Code: "document-crashed", Message: "lost"}}
	content := written(t, func(w io.Writer) (Writer, error) { return NewJSONL(w), nil }, Filter{}, document("a.pdf"), failed)
	lines := strings.Split(strings.TrimSpace(string(content)), "\n")
	if len(lines) != 3 {
		t.Fatalf("%d lines, want a line a form and one for what failed", len(lines))
	}
	var first struct {
		normalize.Record
		Corrected []string `json:"corrected"`
	}
	if err := json.Unmarshal([]byte(lines[0]), &first); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"/indicators/0/target", "/project", "/header/备注"}, first.Corrected); diff != "" {
		t.Errorf("corrected (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(document("a.pdf").Records[0], first.Record); diff != "" {
		t.Errorf("record (-want +got):\n%s", diff)
	}
	if want := `{"source":{"file":"b.pdf","sha256":"` + strings.Repeat("b", 64) + `","pages":[],"reader":"text"},"form":null,"issues":[{"code":"document-crashed","severity":"error","path":"","message":"lost"}]}`; lines[2] != want {
		t.Errorf("%s", lines[2])
	}
}

func TestTargetsAsParquet(t *testing.T) {
	content := written(t, func(w io.Writer) (Writer, error) { return NewParquet(w, Find("target"), "1") }, Filter{}, document("a.pdf"), document("b.pdf"))
	file, err := parquet.OpenFile(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, field := range file.Schema().Fields() {
		names = append(names, field.Name()+" "+field.Type().String())
	}
	var want []string
	for _, c := range Find("target").Columns {
		want = append(want, c.Name+" "+[]string{"STRING", "INT(64,true)", "DOUBLE", "DECIMAL(18,6)"}[c.Type])
	}
	if diff := cmp.Diff(want, names); diff != "" {
		t.Errorf("schema (-want +got):\n%s", diff)
	}
	rows := make([]parquet.Row, 10)
	n, err := parquet.NewReader(file).ReadRows(rows)
	if n != 4 || err != nil && !errors.Is(err, io.EOF) {
		t.Fatalf("%d rows, %v", n, err)
	}
	at := func(row int, column string) parquet.Value {
		return rows[row][slices.IndexFunc(Find("target").Columns, func(c Column) bool { return c.Name == column })]
	}
	switch {
	case at(0, "annual_total_wan").Int64() != 120_500_001, at(0, "target").String() != "=100%", at(1, "value_high").Double() != 15,
		at(0, "fiscal_year").Int64() != 2024, !at(0, "value_high").IsNull(), at(3, "path").String() != "b.pdf":
		t.Errorf("values: %v", rows[:n])
	}
}

func workbookOf(t *testing.T, docs ...*store.Document) *excelize.File {
	t.Helper()
	content := written(t, func(w io.Writer) (Writer, error) {
		return NewXLSX(w, []*Table{Find("target"), Find("form"), Find("header"), Find("goal"), Find("fund"), Find("issue")})
	}, Filter{}, docs...)
	f, err := excelize.OpenReader(bytes.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

// cellOf is the cell of a column of a table in a row from 1, which is the head.
func cellOf(t *testing.T, table, column string, row int) string {
	t.Helper()
	n := slices.IndexFunc(Find(table).Columns, func(c Column) bool { return c.Name == column })
	if column == seeColumn {
		n = len(Find(table).Columns)
	}
	name, err := excelize.CoordinatesToCellName(n+1, row)
	if err != nil {
		t.Fatal(err)
	}
	return name
}

func TestAWorkbookHasTypedCells(t *testing.T) {
	f := workbookOf(t, document("a.pdf"), document("b.pdf"))
	if diff := cmp.Diff([]string{"target", "form", "header", "goal", "fund", "issue", meaningsSheet}, f.GetSheetList()); diff != "" {
		t.Errorf("sheets (-want +got):\n%s", diff)
	}
	for _, c := range []struct {
		table, column string
		row           int
		want          string
		typ           excelize.CellType
	}{
		{"target", "path", 4, "b.pdf", excelize.CellTypeInlineString},
		{"target", "target", 2, "=100%", excelize.CellTypeInlineString},
		{"target", "value_high", 3, "15", excelize.CellTypeUnset},
		{"fund", "amount_wan", 2, "120.500001", excelize.CellTypeUnset},
		{"fund", "amount_wan", 3, "", excelize.CellTypeUnset},
		{"target", "fiscal_year", 2, "2024", excelize.CellTypeUnset},
	} {
		cell := cellOf(t, c.table, c.column, c.row)
		value, err := f.GetCellValue(c.table, cell, excelize.Options{RawCellValue: true})
		typ, typeErr := f.GetCellType(c.table, cell)
		if err != nil || typeErr != nil || value != c.want || typ != c.typ {
			t.Errorf("%s!%s = %q of type %v (%v, %v), want %q of type %v", c.table, cell, value, typ, err, typeErr, c.want, c.typ)
		}
	}
	if shown, _ := f.GetCellValue("fund", cellOf(t, "fund", "amount_wan", 2)); shown != "120.500001" {
		t.Errorf("an amount is shown as %s", shown)
	}
	if text, _ := f.GetCellValue("goal", cellOf(t, "goal", "text", 2)); len([]rune(text)) != 32_767 || !strings.HasSuffix(text, "长…") {
		t.Errorf("a long text has %d characters", len([]rune(text)))
	}
}

func TestAWorkbookHasFrozenHeadsAndFilters(t *testing.T) {
	f := workbookOf(t, document("a.pdf"))
	for _, name := range f.GetSheetList() {
		panes, err := f.GetPanes(name)
		if err != nil || !panes.Freeze || panes.YSplit != 1 {
			t.Errorf("%s: panes %+v, %v", name, panes, err)
		}
	}
	var filters []string
	for _, d := range f.GetDefinedName() {
		if strings.HasSuffix(d.Name, "_FilterDatabase") {
			filters = append(filters, d.RefersTo)
		}
	}
	if len(filters) != len(f.GetSheetList()) || !slices.Contains(filters, "'target'!$A$1:$AB$3") {
		t.Errorf("filters: %q", filters)
	}
}

func TestIndicatorsAndIssuesLeadToEachOther(t *testing.T) {
	f := workbookOf(t, document("a.pdf"), document("b.pdf"))
	// The file's issue comes first, then three of the first form and one of
	// the second: those of the second document begin in row 7.
	for _, c := range []struct {
		table, column string
		row           int
		want          string
	}{
		{"target", "open_issues", 2, ""},
		{"target", "open_issues", 3, `HYPERLINK("#issue!A4",1)`},
		{"target", "open_issues", 5, `HYPERLINK("#issue!A9",1)`},
		{"form", "open_issues", 2, `HYPERLINK("#issue!A4",2)`},
		{"form", "open_issues", 3, `HYPERLINK("#issue!A6",1)`},
		{"issue", "see", 2, ""},
		{"issue", "see", 4, `HYPERLINK("#target!A3","target")`},
		{"issue", "see", 5, `HYPERLINK("#form!A2","form")`},
		{"issue", "see", 9, `HYPERLINK("#target!A5","target")`},
		{"issue", "see", 11, `HYPERLINK("#form!A5","form")`},
	} {
		cell := cellOf(t, c.table, c.column, c.row)
		if got, err := f.GetCellFormula(c.table, cell); got != c.want || err != nil {
			t.Errorf("%s!%s: %s, %v, want %s", c.table, cell, got, err, c.want)
		}
	}
	if code, _ := f.GetCellValue("issue", cellOf(t, "issue", "code", 4)); code != "doubt" {
		t.Errorf("the linked issue is %s", code)
	}
}

func TestCorrectedCellsStandOut(t *testing.T) {
	f := workbookOf(t, document("a.pdf"))
	filled := func(table, column string, row int) bool {
		id, err := f.GetCellStyle(table, cellOf(t, table, column, row))
		if err != nil {
			t.Fatal(err)
		}
		style, err := f.GetStyle(id)
		if err != nil {
			t.Fatal(err)
		}
		return slices.Equal(style.Fill.Color, []string{"FFF2A8"})
	}
	for _, c := range []struct {
		table, column string
		row           int
		want          bool
	}{
		{"target", "target", 2, true},
		{"target", "project", 3, true},
		{"target", "target", 3, false},
		{"target", "unit", 2, false},
		{"header", "value", 2, false},
		{"header", "value", 3, true},
		{"form", "project", 3, false},
	} {
		if got := filled(c.table, c.column, c.row); got != c.want {
			t.Errorf("%s.%s in row %d stands out: %v", c.table, c.column, c.row, got)
		}
	}
}

func TestASheetThatIsFullIsAnError(t *testing.T) {
	w, err := NewXLSX(io.Discard, []*Table{Find("goal")})
	if err != nil {
		t.Fatal(err)
	}
	defer w.Discard()
	w.(*workbook).sheets[0].rows = sheetRows - 1
	one := Filter{}.Select(document("a.pdf"))
	if _, err := w.(*workbook).rowsOf(one); err != nil {
		t.Errorf("the last row: %v", err)
	}
	w.(*workbook).sheets[0].rows++
	var full *FullError
	if err := w.Write(one); !errors.As(err, &full) || full.Table != "goal" {
		t.Errorf("one row more: %v", err)
	}
}

func ExampleFind() {
	for _, c := range Find("fund").Columns {
		fmt.Print(c.Name, " ")
	}
	// Output: path sha256 form ordinal scope item amount_wan label page open_issues corrected
}
