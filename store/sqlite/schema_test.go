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

<!-- Made by "go test -tags sqlite_fts5 ./store/sqlite -update" from the comments of store/sqlite/migrations. -->

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

// questions are the examples of docs/schema.md; the test runs them all.
var questions = []struct{ question, sql string }{
	{
		"Indicators of one department, in the order of the forms",
		`SELECT project, level2, level3, target
FROM target
WHERE department LIKE '%人民政府%' AND fiscal_year = 2023
ORDER BY form_id, ordinal`,
	},
	{
		"Satisfaction targets below 90 %",
		`SELECT path, page, unit, project, level3, target
FROM target
WHERE level2 = '服务对象满意度指标' AND op IN ('>=', '=') AND unit_of_value = '%' AND value_low < 90`,
	},
	{
		"Total budget by department; target repeats the total of a form on each of its indicators, so take each form once",
		`SELECT department, sum(wan) AS wan
FROM (SELECT DISTINCT form_id, department, annual_total_wan AS wan FROM target WHERE kind = 'project_target')
GROUP BY department
ORDER BY wan DESC`,
	},
	{
		"What became of the targets of a project, year by year",
		`SELECT fiscal_year, change, level3, previous_target, target
FROM target_change
WHERE project LIKE '%政务外网%'
ORDER BY fiscal_year, level3`,
	},
	{
		"Forms whose weights sum to neither 100 nor 90, those in most doubt first",
		`SELECT path, project, weights, errors, warnings
FROM quality
WHERE weights_off
ORDER BY errors DESC, warnings DESC`,
	},
	{
		"What people corrected",
		`SELECT d.path, c.form, c.pointer, c.old, c.new, c.author, c.why, c.status
FROM correction c JOIN document d ON d.id = c.document_id
WHERE c.status <> 'undone'`,
	},
	{
		"What should be looked at, and where",
		`SELECT d.path, i.page, i.code, i.pointer, i.message
FROM issue i JOIN document d ON d.id = i.document_id
WHERE i.severity = 'error' AND d.superseded = 0
ORDER BY d.path, i.page`,
	},
	{
		"What could not be read, and why",
		`SELECT path, status, reason_code, reason
FROM document
WHERE superseded = 0 AND (status <> 'read' OR reason_code IS NOT NULL)`,
	},
}

func TestSchemaDocIsWhatTheMigrationsSay(t *testing.T) {
	r := describable(t)
	var doc strings.Builder
	doc.WriteString(preface)
	comments := readComments(t, migrations)
	objects := query(t, r, `SELECT type, name FROM sqlite_schema
		WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'search_index%' ORDER BY type = 'table', name <> 'target', rowid`)
	for _, object := range objects {
		describe(t, &doc, r, comments, object[0].(string), object[1].(string))
	}
	doc.WriteString("\n## Examples\n")
	for _, q := range questions {
		fmt.Fprintf(&doc, "\n%s:\n\n```sql\n%s;\n```\n", q.question, q.sql)
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

func TestExamplesOfTheSchemaDocRun(t *testing.T) {
	r, _ := queryable(t)
	for _, q := range questions {
		if _, _, err := storetest.All(t.Context(), r, q.sql, store.Limits{}); err != nil {
			t.Errorf("%s: %v", q.question, err)
		}
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

// readComments reads what the migrations say about each table and view
// ("form") and each column ("form.title"): the lines after a CREATE, and the
// end of the line of a column.
func readComments(t *testing.T, migrations fs.FS) map[string]string {
	t.Helper()
	comments := make(map[string]string)
	for _, name := range steps(migrations) {
		script, err := fs.ReadFile(migrations, name)
		if err != nil {
			t.Fatal(err)
		}
		object := ""
		for line := range strings.Lines(string(script)) {
			line = strings.TrimRight(line, "\n")
			if m := objectLine.FindStringSubmatch(line); m != nil {
				object = m[1]
				delete(comments, object) // of a view that is made anew
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
	return comments
}
