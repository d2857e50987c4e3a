package main

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"mubiao/normalize"
)

const (
	schemaFile     = "../../docs/record.schema.json"
	sharedContract = "../../../shared/contract/record.schema.json"
	sharedCorpus   = "../../../shared/corpus"
)

func TestTheSchemaIsTheContract(t *testing.T) {
	contract, err := os.ReadFile(sharedContract)
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("no ../shared beside the project")
	}
	if err != nil {
		t.Fatal(err)
	}
	ours, err := os.ReadFile(schemaFile)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(ours, contract) {
		t.Errorf("%s differs from %s", schemaFile, sharedContract)
	}
}

// checkRecords validates each line of an extract.
func checkRecords(t *testing.T, lines []byte) {
	t.Helper()
	schema, err := jsonschema.NewCompiler().Compile(schemaFile)
	if err != nil {
		t.Fatal(err)
	}
	for line := range bytes.Lines(lines) {
		record, err := jsonschema.UnmarshalJSON(bytes.NewReader(line))
		if err != nil {
			t.Fatalf("%v: %s", err, line)
		}
		if err := schema.Validate(record); err != nil {
			t.Errorf("%v\n%s", err, line)
		}
	}
}

// extracted runs extract on paths and returns what it prints.
func extracted(t *testing.T, paths ...string) []byte {
	t.Helper()
	var out, errs bytes.Buffer
	code := run(t.Context(), append([]string{"extract"}, paths...), &streams{out: &out, err: &errs})
	if code != exitDone && code != exitPartial {
		t.Fatalf("extract ends with %d: %s", code, &errs)
	}
	if out.Len() == 0 {
		t.Fatalf("extract prints nothing: %s", &errs)
	}
	return out.Bytes()
}

func TestRecordsOfADrawnFormFollowTheSchema(t *testing.T) {
	folder := t.TempDir()
	for name, content := range map[string][]byte{
		"form.pdf":  formPDF(t, planForm("水库大坝养护", "99")),
		"blank.pdf": blankPDF(t),
		"empty.pdf": nil,
		"junk.pdf":  []byte("GIF89a"),
	} {
		if err := os.WriteFile(filepath.Join(folder, name), content, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	lines := extracted(t, folder, filepath.Join(folder, "missing.pdf"))
	if n := bytes.Count(lines, []byte("\n")); n != 5 {
		t.Errorf("%d lines for a form and four files without one:\n%s", n, lines)
	}
	checkRecords(t, lines)
}

func TestRecordsOfTheProjectsOwnFormsFollowTheSchema(t *testing.T) {
	if _, err := os.Stat("../../testdata"); err != nil {
		t.Skip("no testdata")
	}
	checkRecords(t, extracted(t, "../../testdata"))
}

func TestRecordsOfTheCorpusFollowTheSchema(t *testing.T) {
	if underRace {
		t.Skip("scans take minutes under the race detector")
	}
	if testing.Short() {
		t.Skip("short")
	}
	if _, err := os.Stat(sharedCorpus); err != nil {
		t.Skip("no ../shared beside the project")
	}
	checkRecords(t, extracted(t, sharedCorpus))
}

func TestEveryFieldOfARecordFollowsTheSchema(t *testing.T) {
	amount, one, share, unit := normalize.Amount(12_345_678), 1, 0.5, "座"
	full := normalize.Record{
		Source: normalize.Source{File: "plan.pdf", SHA256: "ab", Reader: "mixed"},
		Form:   normalize.SelfEvaluation, Title: "自评表", FiscalYear: 2024, Project: "养护", Department: "水利局", Unit: "管理所",
		Attribute: "延续", Period: "2024年", Header: map[string]string{"联系电话": "-"},
		Funds: []normalize.Fund{
			{Scope: normalize.Executed, Item: normalize.FundTotal, Amount: &amount, Label: "资金总额"},
			{Scope: normalize.Annual, Item: normalize.FundOther},
		},
		Goals:    []normalize.Goal{{Scope: normalize.Annual, Number: &one, Text: "完成"}, {Scope: normalize.Midterm, Text: "完成"}},
		Tasks:    []normalize.Task{{Name: "任务", Content: "内容", Total: &amount, Fiscal: &amount, Other: &amount}},
		Achieved: "已完成", ExecutionRate: &share, ExecutionScore: &share, TotalScore: &share,
		Indicators: []normalize.Indicator{
			{Scope: normalize.Annual, Level1: "产出指标", Level2: "数量指标", Level3: "大坝", Number: &one, Target: "3-5座", Op: normalize.Between, Value: normalize.Value{3, 5}, Unit: &unit, Weight: &share, Actual: "4座", Score: &share, Deviation: "晚"},
			{Scope: normalize.Annual, Level3: "安全", Target: "提升"},
		},
		Evidence: normalize.Evidence{"/project": {Page: 1, Box: [4]float64{1, 2, 3, 4}, Confidence: &share}},
		Issues:   []normalize.Issue{{Code: "funds-sum", Severity: normalize.Warning, Path: "/funds/0", Message: "sum"}},
	}
	for _, r := range []normalize.Record{full, {Source: normalize.Source{Reader: "text"}}} {
		line, err := encodeRecord(&r)
		if err != nil {
			t.Fatal(err)
		}
		checkRecords(t, line)
	}
}
