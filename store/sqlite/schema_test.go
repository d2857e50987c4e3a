package sqlite

import (
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mubiao/normalize"
	"mubiao/store"
	"mubiao/store/storetest"
)

var update = flag.Bool("update", false, "write docs/schema.md")

const schemaDoc = "../../docs/schema.md"

const preface = `# The database

<!-- Made by "go test -tags sqlite_fts5 ./store/sqlite -update" from the comments in store/sqlite. -->

What a database holds, for those who ask it questions with
` + "`mubiao query`" + ` or any SQLite client. Most questions need one
view: [target](#view-target) has a row an indicator, [project_year](#view-project_year) a row a project and
year, [target_change](#view-target_change) a row for each target that is not that of the year before, and
[quality](#view-quality) a row a form. Tables and views hold the values that people corrected
(` + "`mubiao correct`" + `) in place of those that were read; [correction](#table-correction) has both. What begins with
` + "`search_index`" + ` is for ` + "`mubiao search`" + `. Money is in fen (1 万元 is 1,000,000 fen) unless a name says otherwise.
Coordinates are points (1/72 inch) from the top left of the page as displayed.
Pages count from 1; every ordinal counts from 0, as in the JSON pointers of evidence and issues.

A PostgreSQL database has the same tables and views, and the same SQL asks it, as far as it is SQL of both; types are
called bigint, double precision, text and json there. [postgresql.md](postgresql.md) says more.
`

func TestSchemaDocIsWhatTheMigrationsSay(t *testing.T) {
	r := describable(t)
	var doc strings.Builder
	doc.WriteString(preface)
	comments := readComments(t)
	objects := query(t, r, `SELECT type, name FROM sqlite_schema
		WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'search_index%' ORDER BY type = 'table', name <> 'target', rowid`)
	for _, object := range objects {
		describe(t, &doc, r, comments, object[0].(string), object[1].(string))
	}
	doc.WriteString("\n## Examples\n")
	for _, q := range storetest.Examples {
		fmt.Fprintf(&doc, "\n%s:\n\n```sql\n%s;\n```\n", q.Question, q.SQL)
	}

	if *update {
		if err := os.WriteFile(schemaDoc, []byte(doc.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(schemaDoc)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(doc.String(), string(got)); diff != "" {
		t.Errorf("docs/schema.md is not of this schema; go test -update writes it (-want +got):\n%s", diff)
	}
}

func query(t *testing.T, r *Reader, sql string) [][]any {
	t.Helper()
	_, rows, err := storetest.All(t.Context(), r, sql, store.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// describe writes the section of one table or view.
func describe(t *testing.T, doc *strings.Builder, r *Reader, comments map[string]string, kind, name string) {
	t.Helper()
	if comments[name] == "" {
		t.Errorf("%s %s has no comment", kind, name)
	}
	fmt.Fprintf(doc, "\n## %s %s\n\n%s\n\n", kind, name, comments[name])
	doc.WriteString("| column | type | meaning |\n|---|---|---|\n")
	for _, column := range query(t, r, "SELECT name, type, \"notnull\" FROM pragma_table_xinfo('"+name+"')") {
		meaning := comments[name+"."+column[0].(string)]
		if meaning == "" {
			t.Errorf("column %s.%s has no comment", name, column[0])
		}
		typ := strings.ToLower(column[1].(string))
		if typ == "" { // a view's expression has none, but its values do
			typ = typeOfValues(t, r, name, column[0].(string))
		}
		if column[2] == int64(1) {
			typ += ", not null"
		}
		fmt.Fprintf(doc, "| `%s` | %s | %s |\n", column[0], typ, strings.ReplaceAll(meaning, "|", "\\|"))
	}
}

// typeOfValues is the type of what a view's column holds.
func typeOfValues(t *testing.T, r *Reader, view, column string) string {
	t.Helper()
	types := query(t, r, fmt.Sprintf("SELECT DISTINCT typeof(%[1]s) FROM %[2]s WHERE %[1]s IS NOT NULL", column, view))
	if len(types) != 1 {
		t.Errorf("%s.%s has values of %d types", view, column, len(types))
		return "null"
	}
	return types[0][0].(string)
}

// describable is a database in which every column of every view has a value:
// a project of two years, with another target, and a document without forms.
func describable(t *testing.T) *Reader {
	t.Helper()
	path := filepath.Join(t.TempDir(), "a.db")
	s := open(t, path)
	older, newer := storetest.Plan("2023.pdf", 1), storetest.Plan("2024.pdf", 2)
	newer.Records[0].FiscalYear = 2024
	newer.Records[0].Indicators[0].Target = "丢包率<0.2%"
	newer.Records[0].Indicators[0].Value = normalize.Value{0.2}
	newer.Records[0].Indicators[0].Actual = "0.1%"
	newer.Records[0].Indicators[1].Level3 = "培训次数"
	for _, doc := range []store.Document{older, newer, storetest.NoForms("none.pdf", 3)} {
		if err := s.Put(t.Context(), doc); err != nil {
			t.Fatal(err)
		}
	}
	return openReader(t, path)
}

var (
	objectLine = regexp.MustCompile(`^CREATE (?:TABLE|VIEW) (\w+)`)
	addedLine  = regexp.MustCompile(`^ALTER TABLE (\w+) ADD COLUMN (\w+).*?-- (.*)$`)
	remark     = regexp.MustCompile(`^ *-- (.*)$`)
	tableLine  = regexp.MustCompile(`^  (\w+) .*?-- (.*)$`)
	viewLine   = regexp.MustCompile(`^  .* AS (\w+),? +-- (.*)$`)
)

// readComments reads what the migrations and views.sql say about each table and
// view ("form") and each column ("form.title"): the lines after a CREATE, and
// the end of the line of a column.
func readComments(t *testing.T) map[string]string {
	t.Helper()
	comments := make(map[string]string)
	for _, name := range steps(migrations) {
		script, err := fs.ReadFile(migrations, name)
		if err != nil {
			t.Fatal(err)
		}
		addComments(comments, string(script))
	}
	addComments(comments, views)
	return comments
}

func addComments(comments map[string]string, script string) {
	object := ""
	for line := range strings.Lines(script) {
		line = strings.TrimRight(line, "\n")
		if m := objectLine.FindStringSubmatch(line); m != nil {
			object = m[1]
		} else if m := addedLine.FindStringSubmatch(line); m != nil {
			comments[m[1]+"."+m[2]] = m[3]
		} else if m := remark.FindStringSubmatch(line); m != nil && object != "" {
			comments[object] = strings.TrimSpace(comments[object] + " " + m[1])
		} else if m := viewLine.FindStringSubmatch(line); m != nil {
			comments[object+"."+m[1]] = m[2]
		} else if m := tableLine.FindStringSubmatch(line); m != nil {
			comments[object+"."+m[1]] = m[2]
		} else if strings.HasSuffix(line, ";") {
			object = ""
		}
	}
}
