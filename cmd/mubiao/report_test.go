package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"mubiao/extract"
	"mubiao/normalize"
	"mubiao/store"
	"mubiao/store/sqlite"
	"mubiao/store/storetest"
)

// reported runs report and returns what it prints.
func reported(t *testing.T, arguments ...string) []byte {
	t.Helper()
	var out, errs bytes.Buffer
	if code := run(t.Context(), append([]string{"report"}, arguments...), &streams{out: &out, err: &errs}); code != exitDone {
		t.Fatalf("report ends with %d: %s", code, &errs)
	}
	return out.Bytes()
}

// stored makes a database of documents.
func stored(t *testing.T, docs ...store.Document) (path string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "a.db")
	db, err := sqlite.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, doc := range docs {
		if err := db.Put(t.Context(), doc); err != nil {
			t.Fatal(err)
		}
	}
	return path
}

func TestReportsInJSONFollowTheSchema(t *testing.T) {
	schema, err := jsonschema.NewCompiler().Compile("../../docs/report.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	for name, path := range map[string]string{
		"empty": stored(t),
		"full":  stored(t, storetest.Plan("a.pdf", 1), storetest.NoForms("b.pdf", 2), storetest.Damaged("c.pdf", 3), storetest.Unreadable("d.pdf")),
	} {
		report, err := jsonschema.UnmarshalJSON(bytes.NewReader(reported(t, "--db", path, "--format", "json", "--fail-on", "documents>9")))
		if err != nil {
			t.Fatal(err)
		}
		if err := schema.Validate(report); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// aboutPeople is a form with people in its header, its project, its department
// and the messages of its issues.
func aboutPeople() store.Document {
	doc := storetest.Plan("a.pdf", 1)
	doc.Records = doc.Records[:1]
	r := &doc.Records[0]
	r.Header = map[string]string{"项目负责人": "张三丰", "联系电话": "13800001111"}
	r.Project, r.Department = "水库养护（联系人：李四光）", "水利局 13900002222"
	r.Indicators[0].Weight = nil
	r.Indicators[0].Target, r.Indicators[0].Op, r.Indicators[0].Value, r.Indicators[0].Unit = "提升", "", nil, nil
	r.Issues = []normalize.Issue{
		{Code: "text-unplaced", Severity: normalize.Warning, Path: "/header/-", Message: `"请找张三丰" is in no field of the record`},
		{Code: "character-unknown", Severity: normalize.Warning, Path: "/header/项目负责人", Message: "\"张三\ufffd\" holds a character of unknown meaning"},
	}
	doc.Issues = []normalize.Issue{{Code: "document-crashed", Severity: normalize.Warning, Message: "电话：0571-88886666"}}
	return doc
}

func TestAReportTellsOfNobody(t *testing.T) {
	path := stored(t, aboutPeople())
	page := filepath.Join(t.TempDir(), "report.html")
	reported(t, "--db", path, "--html", page)
	html, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	for name, report := range map[string][]byte{
		"table": reported(t, "--db", path),
		"json":  reported(t, "--db", path, "--format", "json"),
		"html":  html,
	} {
		for _, who := range []string{"张三", "三丰", "李四", "四光", "13800001111", "13900002222", "88886666"} {
			if strings.Contains(string(report), who) {
				t.Errorf("%s: %s is in it", name, who)
			}
		}
		if !strings.Contains(string(report), "水库养护") && name != "table" {
			t.Errorf("%s: the project is not in it", name)
		}
	}
}

func TestLinesAboutPeopleAreFoundOnAPage(t *testing.T) {
	page := &extract.Page{Number: 1, Width: 595, Height: 842}
	set := func(y float64, text string) {
		x := 100.0
		for _, r := range text {
			page.Glyphs = append(page.Glyphs, extract.Glyph{Text: string(r), Size: 10, Box: extract.Rect{X0: x, Y0: y, X1: x + 10, Y1: y + 10}, Confidence: 1})
			x += 10
		}
	}
	set(100, "项目名称：水库养护")
	set(200, "联系电话：13800001111")
	set(300, "请找张三丰")
	covered := peopleOn(page, map[string]string{"项目负责人": "张三丰"})
	if len(covered) != 2 {
		t.Fatalf("%d lines are covered: %v", len(covered), covered)
	}
	for i, y := range []float64{200, 300} {
		if c := covered[i]; c.Y0 > y || c.Y1 < y+10 || c.X0 > 100 || c.X1 < 150 || c.Height() > 20 {
			t.Errorf("the line at %g is covered at %v", y, c)
		}
	}
}
