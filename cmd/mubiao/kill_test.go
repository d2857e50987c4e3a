package main

import (
	"archive/zip"
	"bytes"
	"cmp"
	"database/sql"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// manyDocuments is a folder of small documents of all sorts: text dumps, PDFs,
// an archive, and files that cannot be read.
func manyDocuments(t *testing.T, texts, pdfs int) string {
	t.Helper()
	folder := t.TempDir()
	dump, err := os.ReadFile("../../testdata/forms/plain-text/source.txt")
	if err != nil {
		t.Fatal(err)
	}
	text := func(n int) []byte {
		return bytes.ReplaceAll(dump, []byte("柳坞乡"), fmt.Appendf(nil, "第%d乡", n))
	}
	save := func(name string, content []byte) {
		path := filepath.Join(folder, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, content, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for n := range texts {
		save(fmt.Sprintf("%d/%03d.txt", n%7, n), text(n))
	}
	for n := range pdfs {
		save(fmt.Sprintf("%d/plan%03d.pdf", n%5, n), formPDF(t, planForm(fmt.Sprintf("%d号水库养护", n), "100")))
	}
	var packed bytes.Buffer
	w := zip.NewWriter(&packed)
	for n := range texts / 4 {
		to, err := w.Create(fmt.Sprintf("旧/%03d.txt", n))
		if err == nil {
			_, err = to.Write(text(1000 + n))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	save("older.zip", packed.Bytes())
	save("broken.zip", packed.Bytes()[:100])
	save("junk.pdf", []byte("GIF89a"))
	return folder
}

// A storedRow is a row of a table, with what names a document and a form in
// place of their ids, and without times.
type storedRow struct{ document, columns string }

// storedRows are the rows of all tables of a database, in order; nil if it has
// none yet.
func storedRows(t *testing.T, path string) (rows []storedRow) {
	t.Helper()
	db, err := sql.Open("sqlite3", "file:"+path+"?_busy_timeout=5000")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	tables := rowsOf(t, db, `SELECT '', name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' AND name NOT LIKE 'search%'`)
	for _, table := range tables {
		rows = append(rows, rowsOf(t, db, rowsQuery(t, db, table.columns))...)
	}
	slices.SortFunc(rows, func(a, b storedRow) int {
		return cmp.Or(strings.Compare(a.document, b.document), strings.Compare(a.columns, b.columns))
	})
	return rows
}

// rowsQuery selects the rows of a table.
func rowsQuery(t *testing.T, db *sql.DB, table string) string {
	t.Helper()
	from, document, columns := table+" x", "''", []string{"'" + table + "'"}
	for _, column := range rowsOf(t, db, "SELECT '', name FROM pragma_table_info('"+table+"')") {
		switch name := column.columns; {
		case name == "form_id":
			from += " LEFT JOIN form f ON f.id = x.form_id LEFT JOIN document fd ON fd.id = f.document_id"
			document = "coalesce(fd.sha256, fd.path)"
			columns = append(columns, "f.ordinal")
		case name == "document_id":
			from += " LEFT JOIN document d ON d.id = x.document_id"
			document = "coalesce(d.sha256, d.path)"
		case name == "sha256":
			document = "coalesce(x.sha256, x.path)"
		case name != "id" && !strings.HasSuffix(name, "_at"):
			columns = append(columns, "quote(x."+name+")")
		}
	}
	if table == "issue" { // whose form_id may be NULL
		document = "coalesce(d.sha256, d.path)"
	}
	return "SELECT " + document + ", concat_ws('|', " + strings.Join(columns, ", ") + ") FROM " + from
}

// rowsOf are the rows of a query of two columns.
func rowsOf(t *testing.T, db *sql.DB, query string) (found []storedRow) {
	t.Helper()
	rows, err := db.Query(query)
	if err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	defer rows.Close()
	for rows.Next() {
		var row storedRow
		if err := rows.Scan(&row.document, &row.columns); err != nil {
			t.Fatalf("%s: %v", query, err)
		}
		found = append(found, row)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return found
}

// startImport starts an import in a process group of its own, whose temporary
// files are beside the database.
func startImport(t *testing.T, db, folder string) *exec.Cmd {
	t.Helper()
	cmd := exec.Command("mubiao", "import", "--quiet", "--jobs", "2", "--db", db, folder)
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Env = append(os.Environ(), "TMPDIR="+filepath.Dir(db))
	cmd.Stderr = new(bytes.Buffer)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) })
	return cmd
}

// inGroup lists the processes of a group that have not ended.
func inGroup(t *testing.T, group int) (pids []int) {
	t.Helper()
	entries, err := os.ReadDir("/proc")
	if err != nil {
		t.Skip("no /proc to look for processes in")
	}
	for _, entry := range entries {
		stat, err := os.ReadFile("/proc/" + entry.Name() + "/stat")
		// pid (name) state parent group
		_, after, found := bytes.Cut(stat, []byte(") "))
		fields := strings.Fields(string(after))
		if err != nil || !found || len(fields) < 3 || fields[0] == "Z" || fields[2] != strconv.Itoa(group) {
			continue
		}
		pid, _ := strconv.Atoi(entry.Name())
		pids = append(pids, pid)
	}
	return pids
}

// killsInTest is how often a process is killed, and killAfterMost the time up
// to which the next kill waits. An undisturbed import of the documents takes
// some ten times that.
const (
	killsInTest   = 50
	killAfterMost = 120 * time.Millisecond
)

// TestAnImportThatIsKilledLosesNothing kills imports, or one of their workers,
// at random moments and goes on with them. What is stored is at all times a
// part of what an undisturbed import stores, document by document, no less than
// was stored before, and in the end the same. No process and no temporary file
// is left.
func TestAnImportThatIsKilledLosesNothing(t *testing.T) {
	if underRace {
		t.Skip("it is about processes, and takes long with the race detector")
	}
	folder := manyDocuments(t, 48, 12)
	undisturbed := filepath.Join(t.TempDir(), "undisturbed.db")
	_ = startImport(t, undisturbed, folder).Wait() // fails in part: some cannot be read
	want := storedRows(t, undisturbed)
	if len(want) < 1000 {
		t.Fatalf("only %d rows without a kill", len(want))
	}

	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	k := killer{t: t, random: rand.New(rand.NewPCG(seed, 0)), folder: folder, want: want}
	for k.kills < killsInTest {
		k.killThrough(filepath.Join(t.TempDir(), "killed.db"))
	}
	t.Logf("killed %d imports and %d workers, and %d imports came to an end", k.parents, k.kills-k.parents, k.finished)
	if k.parents == 0 || k.kills == k.parents {
		t.Error("only one sort of process was killed")
	}
}

// A killer kills imports.
type killer struct {
	t      *testing.T
	random *rand.Rand
	folder string
	want   []storedRow

	kills, parents, finished int
}

// killThrough imports into a database until an import comes to its end.
func (k *killer) killThrough(db string) {
	var before []storedRow
	for {
		parent := startImport(k.t, db, k.folder)
		ended := make(chan error, 1)
		go func() { ended <- parent.Wait() }()
		finished := k.killOne(parent, ended)
		eventually(k.t, "no worker is left", func() bool { return len(inGroup(k.t, parent.Process.Pid)) == 0 })
		if left, _ := filepath.Glob(filepath.Join(filepath.Dir(db), "mubiao-*")); left != nil {
			k.t.Fatalf("left behind: %s", left)
		}
		if _, err := os.Stat(db); err != nil {
			continue
		}
		if finished && parent.ProcessState.ExitCode() != exitPartial {
			k.t.Fatalf("an import ends with %v: %s", parent.ProcessState, parent.Stderr)
		}
		now := k.check(db, before, finished)
		if finished {
			k.finished++
			return
		}
		before = now
	}
}

// killOne kills workers of an import, and then the import, unless it comes to
// its end before: then it returns true.
func (k *killer) killOne(parent *exec.Cmd, ended <-chan error) bool {
	for {
		select {
		case <-ended:
			return true
		case <-time.After(time.Duration(k.random.Int64N(int64(killAfterMost)))):
		}
		children := childrenOf(k.t, parent.Process.Pid)
		if k.kills >= killsInTest {
			continue
		}
		if len(children) == 0 || k.random.IntN(2) == 0 {
			_ = parent.Process.Kill()
			<-ended
			k.kills++
			k.parents++
			return false
		}
		if syscall.Kill(children[k.random.IntN(len(children))], syscall.SIGKILL) == nil {
			k.kills++
		}
	}
}

// check holds what is stored against what is wanted, and returns it.
func (k *killer) check(db string, before []storedRow, finished bool) []storedRow {
	k.t.Helper()
	now := storedRows(k.t, db)
	want := k.want
	if !finished {
		stored := make(map[string]bool)
		for _, row := range now {
			stored[row.document] = true
		}
		for _, row := range before {
			if !stored[row.document] {
				k.t.Fatalf("a document that was stored is gone: %v", row)
			}
		}
		want = slices.DeleteFunc(slices.Clone(want), func(row storedRow) bool { return !stored[row.document] })
	}
	if diff := gocmp.Diff(want, now, gocmp.AllowUnexported(storedRow{}), cmpopts.EquateEmpty()); diff != "" {
		k.t.Fatalf("what is stored differs from what an undisturbed import stores (-undisturbed +killed):\n%s", diff)
	}
	return now
}
