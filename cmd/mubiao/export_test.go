package main

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// personForm is planForm with somebody to ask, in fields and in the text.
func personForm() []boxed {
	cells := planForm("水库大坝养护", "100")
	at := slices.IndexFunc(cells, func(c boxed) bool { return c.text == "项目期" })
	cells[at].text, cells[at+1].text = "项目负责人", "张三丰"
	at = slices.IndexFunc(cells, func(c boxed) bool { return c.text == "项目属性" })
	cells[at].text, cells[at+1].text = "联系电话", "13800001111"
	at = slices.IndexFunc(cells, func(c boxed) bool { return strings.HasPrefix(c.text, "目标：") })
	cells[at].text = "目标：完成水库大坝的日常养护，由张三丰负责。"
	return cells
}

// exportOf runs export on a database of personForm and returns what it prints.
func exportOf(t *testing.T, args ...string) []byte {
	t.Helper()
	folder := t.TempDir()
	db, file := filepath.Join(folder, "m.db"), filepath.Join(folder, "person.pdf")
	if err := os.WriteFile(file, formPDF(t, personForm()), 0o644); err != nil {
		t.Fatal(err)
	}
	var out, errs bytes.Buffer
	for _, command := range [][]string{{"import", "-q", "--db", db, file}, append([]string{"export", "-q", "--db", db}, args...)} {
		out.Reset()
		if code := run(t.Context(), command, &streams{out: &out, err: &errs}); code != exitDone {
			t.Fatalf("%v ends with %d: %s", command, code, &errs)
		}
	}
	return out.Bytes()
}

func TestExportedRecordsFollowTheSchema(t *testing.T) {
	lines := exportOf(t, "--format", "jsonl")
	if !bytes.Contains(lines, []byte(`"项目负责人":"张**"`)) {
		t.Fatalf("no masked name in %s", lines)
	}
	checkRecords(t, lines)
}

func TestNoExportTellsWhoPeopleAre(t *testing.T) {
	for _, args := range [][]string{
		{"--format", "jsonl"},
		{"--issues", "-"},
		{"--table", "header"},
		{"--table", "goal"},
		{"--table", "target"},
		{"--table", "issue"},
		{"--table", "header", "--format", "parquet"},
	} {
		for _, secret := range []string{"三丰", "13800001111"} {
			if out := exportOf(t, args...); bytes.Contains(out, []byte(secret)) {
				t.Errorf("%v tells %s: %s", args, secret, out)
			}
		}
	}
}
