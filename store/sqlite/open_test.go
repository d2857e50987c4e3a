package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"mubiao/extract"
	"mubiao/normalize"
	"mubiao/store"
	"mubiao/store/storetest"
)

func TestOpenAcceptsAnyPath(t *testing.T) {
	for _, name := range []string{"绩效 目标.db", "a?mode=ro.db", "a#b%20c.db", "file:x.db", "a&b=c;d.db", ":memory:"} {
		path := filepath.Join(t.TempDir(), name)
		open(t, path)
		if !exists(path) {
			t.Errorf("%s: no such file after Open", name)
		}
		openReader(t, path)
	}
}

func TestOpenReadOnlyMakesNoFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "none.db")
	_, err := OpenReadOnly(t.Context(), path)
	if !errors.Is(err, fs.ErrNotExist) || !strings.Contains(err.Error(), path) {
		t.Errorf("%v; want fs.ErrNotExist with the path", err)
	}
	if exists(path) {
		t.Error("the file was made")
	}
}

func TestOpenReportsItsPath(t *testing.T) {
	path := filepath.Join(t.TempDir(), "no such folder", "a.db")
	if _, err := Open(t.Context(), path); err == nil || !strings.Contains(err.Error(), path) {
		t.Errorf("%v; want an error with the path", err)
	}
}

func TestReadOnlyFolderCanBeRead(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("no folder is read-only for root")
	}
	path := filepath.Join(t.TempDir(), "a.db")
	s, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(s.Put(t.Context(), storetest.Plan("a.pdf", 1)), s.Close()); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(filepath.Dir(path), 0o500); err != nil {
		t.Fatal(err)
	}
	defer os.Chmod(filepath.Dir(path), 0o700)
	_, rows, err := storetest.All(t.Context(), openReader(t, path), "SELECT path FROM document", store.Limits{})
	if err != nil || len(rows) != 1 {
		t.Errorf("%v, %v; want one row", rows, err)
	}
}

// raw opens a database without any of the package's ways.
func raw(t *testing.T, path string) *sql.DB {
	t.Helper()
	db := sql.OpenDB(connector{dsn: dsn(path, nil)})
	t.Cleanup(func() { closeIt(t, db) })
	return db
}

func exec(t *testing.T, db *sql.DB, query string) {
	t.Helper()
	if _, err := db.ExecContext(t.Context(), query); err != nil {
		t.Fatal(err)
	}
}

func TestOtherSchemasAreRefused(t *testing.T) {
	for _, test := range []struct {
		name string
		sql  string
		have int
	}{
		{"newer", "PRAGMA user_version = 99", 99},
		{"foreign", "PRAGMA application_id = 1", 0},
		{"foreign without a mark", "PRAGMA application_id = 0", 0},
	} {
		path := filepath.Join(t.TempDir(), "a.db")
		closeIt(t, open(t, path))
		exec(t, raw(t, path), test.sql)
		_, err := OpenReadOnly(t.Context(), path)
		wantSchemaError(t, test.name+", to read", err, test.have)
		_, err = Open(t.Context(), path)
		wantSchemaError(t, test.name+", to write", err, test.have)
	}
}

func TestForeignDatabaseIsNotAltered(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.db")
	db := raw(t, path)
	exec(t, db, "CREATE TABLE theirs (x)")
	_, err := Open(t.Context(), path)
	wantSchemaError(t, "foreign", err, 0)
	var tables int
	if err := db.QueryRow("SELECT count(*) FROM sqlite_schema").Scan(&tables); err != nil || tables != 1 {
		t.Errorf("%d tables, %v; want 1", tables, err)
	}
}

func TestEmptyFileIsNoDatabaseToRead(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.db")
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := OpenReadOnly(t.Context(), path)
	wantSchemaError(t, "empty", err, 0)
	open(t, path) // but can become one
}

func TestOtherFileIsNoDatabase(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.pdf")
	if err := os.WriteFile(path, []byte(strings.Repeat("%PDF-1.7\n", 1000)), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, open := range map[string]func(context.Context, string) error{
		"read":  func(ctx context.Context, path string) error { _, err := OpenReadOnly(ctx, path); return err },
		"write": func(ctx context.Context, path string) error { _, err := Open(ctx, path); return err },
	} {
		wantSchemaError(t, name, open(t.Context(), path), 0)
	}
}

func wantSchemaError(t *testing.T, name string, err error, have int) {
	t.Helper()
	var schema *store.SchemaError
	if !errors.As(err, &schema) || schema.Have != have {
		t.Errorf("%s: %v; want a SchemaError of %d", name, err, have)
	}
}

// later is the package's migrations and one more.
func later(t *testing.T, script string) fs.FS {
	t.Helper()
	fsys := fstest.MapFS{"9999_later.sql": {Data: []byte(script)}}
	for _, name := range steps(migrations) {
		fsys[name] = &fstest.MapFile{Data: readMigration(t, name)}
	}
	return fsys
}

func readMigration(t *testing.T, name string) []byte {
	t.Helper()
	script, err := fs.ReadFile(migrations, name)
	if err != nil {
		t.Fatal(err)
	}
	return script
}

func TestMigrationKeepsWhatIsStored(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.db")
	s := open(t, path)
	doc := storetest.Plan("a.pdf", 1)
	if err := s.Put(t.Context(), doc); err != nil {
		t.Fatal(err)
	}
	fsys := later(t, "ALTER TABLE form ADD COLUMN region TEXT; UPDATE form SET region = '宁夏';")
	for range 2 { // the second time there is nothing to do
		if err := migrate(t.Context(), s.db, path, fsys); err != nil {
			t.Fatal(err)
		}
	}
	var forms int
	if err := s.db.QueryRow("SELECT count(*) FROM form WHERE region = '宁夏'").Scan(&forms); err != nil || forms != len(doc.Records) {
		t.Errorf("%d forms, %v; want %d", forms, err, len(doc.Records))
	}
	if v, err := schemaVersion(t.Context(), s.db); err != nil || v != SchemaVersion()+1 {
		t.Errorf("schema %d, %v; want %d", v, err, SchemaVersion()+1)
	}
	_, err := Open(t.Context(), path)
	wantSchemaError(t, "newer", err, SchemaVersion()+1)
}

func TestADatabaseOfAnOlderProgramIsBroughtUpToDate(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.db")
	old, err := sql.Open("sqlite3", path)
	if err != nil {
		t.Fatal(err)
	}
	name := steps(migrations)[0]
	first := fstest.MapFS{name: {Data: readMigration(t, name)}}
	if err := migrate(t.Context(), old, path, first); err != nil {
		t.Fatal(err)
	}
	sum := storetest.SHA256(1)
	_, err = old.Exec(`
INSERT INTO document (id, sha256, path, size, status, version, read_at, tried_version, tried_at)
	VALUES (1, ?, 'a.pdf', 9, 'no-form', '1', '2023-01-31T08:00:00Z', '1', '2023-01-31T08:00:00Z');
INSERT INTO document_path VALUES (1, 'a.pdf', 1, '2023-01-31T08:00:00Z');
INSERT INTO page VALUES (1, 1, 595, 842, 'pdfcpu', 7, 0, 0, NULL)`, sum)
	if err := errors.Join(err, old.Close()); err != nil {
		t.Fatal(err)
	}
	doc, err := open(t, path).Get(t.Context(), sum)
	if err != nil {
		t.Fatal(err)
	}
	want := []normalize.PageSummary{{Number: 1, Width: 595, Height: 842, Reader: extract.ReaderPdfcpu, Glyphs: 7}}
	if diff := cmp.Diff(want, doc.Pages); diff != "" {
		t.Errorf("pages (-want +got):\n%s", diff)
	}
}

func TestFailedMigrationChangesNothing(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.db")
	s := open(t, path)
	err := migrate(t.Context(), s.db, path, later(t, "DROP VIEW target; CREATE TABLE x (y); SELECT no_such_column FROM form;"))
	if err == nil || !strings.Contains(err.Error(), "9999_later.sql") {
		t.Errorf("%v; want an error with the name of the migration", err)
	}
	if v, err := schemaVersion(t.Context(), s.db); err != nil || v != SchemaVersion() {
		t.Errorf("schema %d, %v; want %d", v, err, SchemaVersion())
	}
	if _, err := s.db.Exec("SELECT * FROM target"); err != nil {
		t.Error(err)
	}
}

func TestOneOfManyMigrates(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.db")
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			s, err := Open(t.Context(), path)
			if err != nil {
				t.Error(err)
				return
			}
			closeIt(t, s)
		})
	}
	wg.Wait()
}

func TestTwoProcessesCanWrite(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.db")
	var wg sync.WaitGroup
	for process := range 2 {
		s := open(t, path)
		wg.Go(func() {
			for n := range 30 {
				if err := s.Put(t.Context(), storetest.Plan("a.pdf", 1000*process+n)); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
}

func TestReaderCannotWriteByItself(t *testing.T) {
	r, _ := queryable(t)
	for name, db := range map[string]*sql.DB{"for the package": r.db, "for strangers": r.confined} {
		if _, err := db.Exec("UPDATE document SET path = ''"); err == nil {
			t.Errorf("%s: written", name)
		}
	}
}
