package sqlite

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"mubiao/store"
	"mubiao/store/storetest"
)

// queryable is a database with a document in it, open for queries.
func queryable(t *testing.T) (r *Reader, path string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "a.db")
	s := open(t, path)
	if err := s.Put(t.Context(), storetest.Plan("a.pdf", 1)); err != nil {
		t.Fatal(err)
	}
	return openReader(t, path), path
}

func TestQueryReturnsTypedValues(t *testing.T) {
	r, _ := queryable(t)
	columns, rows, err := storetest.All(t.Context(), r, `SELECT 1 AS a, 0.5 AS b, '中' AS c, x'00ff' AS d, NULL AS e UNION ALL VALUES (2, 2.0, '', x'', 'f');`, store.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	wantColumns := []string{"a", "b", "c", "d", "e"}
	want := [][]any{{int64(1), 0.5, "中", []byte{0, 255}, nil}, {int64(2), 2.0, "", []byte{}, "f"}}
	if diff := cmp.Diff(wantColumns, columns) + cmp.Diff(want, rows); diff != "" {
		t.Errorf("result differs (-want +got):\n%s", diff)
	}
}

func TestQueryWithoutRowsHasColumns(t *testing.T) {
	r, _ := queryable(t)
	columns, rows, err := storetest.All(t.Context(), r, `SELECT id, sha256 FROM document WHERE 0`, store.Limits{})
	if err != nil || len(rows) != 0 || !cmp.Equal(columns, []string{"id", "sha256"}) {
		t.Errorf("%q, %v, %v", columns, rows, err)
	}
}

func TestQueryAllowsWhatOnlyReads(t *testing.T) {
	r, _ := queryable(t)
	for _, query := range []string{
		"SELECT * FROM target",
		"-- how many\nSELECT count(*) FROM indicator; -- that many\n;",
		"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 9) SELECT sum(i) FROM n",
		"VALUES (1), (2)",
		"EXPLAIN QUERY PLAN SELECT * FROM target",
		"EXPLAIN SELECT 1",
		"SELECT name, sql FROM sqlite_schema",
		"PRAGMA table_info(form)",
		"PRAGMA table_list",
		"PRAGMA user_version",
		"SELECT name FROM pragma_table_xinfo('target')",
		"SELECT key, value FROM form, json_each(header)",
		"SELECT level3, rank() OVER (ORDER BY value_low) FROM indicator",
		"SELECT upper('a'), round(1.5), date('now'), group_concat(level3) FROM indicator",
		"SELECT ';' AS \"a;b\", [path] FROM target",
	} {
		if _, rows, err := storetest.All(t.Context(), r, query, store.Limits{}); err != nil || len(rows) == 0 {
			t.Errorf("%s: %d rows, %v", query, len(rows), err)
		}
	}
}

func TestQueryRefusesWhatMayWrite(t *testing.T) {
	r, path := queryable(t)
	other := filepath.Join(t.TempDir(), "other.db")
	before := digest(t, path)
	for _, query := range []string{
		"DELETE FROM document",
		"UPDATE form SET title = ''",
		"INSERT INTO document (path) VALUES ('x')",
		"WITH x AS (SELECT 1) DELETE FROM document",
		"DELETE FROM document RETURNING id",
		"CREATE TABLE x (y)",
		"CREATE TEMP TABLE x (y)",
		"CREATE TEMP VIEW x AS SELECT 1",
		"CREATE VIRTUAL TABLE x USING fts5(y)",
		"CREATE VIRTUAL TABLE temp.x USING fts5(y)",
		"DROP VIEW target",
		"ALTER TABLE form ADD COLUMN x",
		"ATTACH '" + other + "' AS other",
		"ATTACH ':memory:' AS other",
		"DETACH main",
		"VACUUM",
		"VACUUM INTO '" + other + "'",
		"REINDEX",
		"ANALYZE",
		"BEGIN",
		"BEGIN IMMEDIATE",
		"COMMIT",
		"ROLLBACK",
		"SAVEPOINT x",
		"PRAGMA query_only = OFF",
		"PRAGMA query_only",
		"PRAGMA journal_mode = DELETE",
		"PRAGMA writable_schema = ON",
		"PRAGMA user_version = 7",
		"PRAGMA user_version(7)",
		"PRAGMA main.user_version = 7",
		"PRAGMA wal_checkpoint",
		"PRAGMA temp_store_directory = '/'",
		"PRAGMA optimize",
		"PRAGMA hard_heap_limit = 0",
		"PRAGMA mmap_size = 1000000000",
		"PRAGMA temp_store = MEMORY",
		"PRAGMA trusted_schema = ON",
		"UPDATE sqlite_schema SET sql = ''",
		"INSERT INTO search_index (search_index) VALUES ('optimize')",
		"SELECT * FROM (SELECT 1); ATTACH 'x.db' AS x",
		"SELECT * FROM pragma_database_list",
		"SELECT load_extension('x')",
		"EXPLAIN DELETE FROM document",
		"SELECT 1; DELETE FROM document",
		"SELECT 1; SELECT 2",
	} {
		if _, _, err := storetest.All(t.Context(), r, query, store.Limits{}); !errors.Is(err, store.ErrRefused) {
			t.Errorf("%s: %v; want ErrRefused", query, err)
		}
	}
	if after := digest(t, path); after != before {
		t.Error("a refused statement changed the database")
	}
	if exists(other) {
		t.Error("a refused statement made a file")
	}
}

// digest is the whole content of a database.
func digest(t *testing.T, path string) string {
	t.Helper()
	doc, err := openReader(t, path).Get(t.Context(), storetest.SHA256(1))
	if err != nil {
		t.Fatal(err)
	}
	file, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(file) + cmp.Diff(store.Document{}, doc)
}

func TestQueryTellsInvalidSQLFromRefusedSQL(t *testing.T) {
	r, _ := queryable(t)
	for _, query := range []string{"", " ;; ", "-- nothing", "SELEKT 1", "SELECT x FROM target", "SELECT 1 FROM nowhere", "SELECT ?", "SELECT 'open"} {
		if _, _, err := storetest.All(t.Context(), r, query, store.Limits{}); !errors.Is(err, store.ErrInvalid) {
			t.Errorf("%q: %v; want ErrInvalid", query, err)
		}
	}
}

func TestQueryTakesArguments(t *testing.T) {
	r, _ := queryable(t)
	rows := func(query string, arguments ...store.Argument) ([][]any, error) {
		result, err := r.Query(t.Context(), query, store.Limits{}, arguments...)
		if err != nil {
			return nil, err
		}
		defer result.Close()
		var values [][]any
		for result.Next() {
			values = append(values, result.Values())
		}
		return values, result.Err()
	}
	got, err := rows("SELECT :a, :b || ':c', :名, :a -- :d", store.Argument{Name: "a", Value: int64(1)},
		store.Argument{Name: "b", Value: "x"}, store.Argument{Name: "名", Value: nil})
	if diff := cmp.Diff([][]any{{int64(1), "x:c", nil, int64(1)}}, got); diff != "" || err != nil {
		t.Errorf("%v, rows differ (-want +got):\n%s", err, diff)
	}
	for query, arguments := range map[string][]store.Argument{
		"SELECT :a":     nil,
		"SELECT 1":      {{Name: "a"}},
		"SELECT :a, :b": {{Name: "a"}},
		"SELECT ?, :a":  {{Name: "a"}},
		"SELECT $b, :a": {{Name: "a"}},
	} {
		if _, err := rows(query, arguments...); !errors.Is(err, store.ErrInvalid) {
			t.Errorf("%s with %d arguments: %v; want ErrInvalid", query, len(arguments), err)
		}
	}
}

const endless = `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT `

func TestQueryStopsAtItsTimeLimit(t *testing.T) {
	r, _ := queryable(t)
	for name, query := range map[string]string{
		"before the first row": endless + "count(*) FROM n",
		"between rows":         endless + "i FROM n",
		"while sorting":        endless + "i FROM n ORDER BY i DESC",
		"a product of tables":  "SELECT count(*) FROM target a, target b, target c, target d, target e, target f, target g, target h, target i, target j, target k, target l, target m, target n",
	} {
		start := time.Now()
		_, _, err := storetest.All(t.Context(), r, query, store.Limits{Timeout: 50 * time.Millisecond, MaxRows: -1, MaxBytes: -1})
		if !errors.Is(err, store.ErrTimeout) {
			t.Errorf("%s: %v; want ErrTimeout", name, err)
		}
		if took := time.Since(start); took > 2*time.Second {
			t.Errorf("%s: stopped after %v", name, took)
		}
	}
}

func TestQueryDoesNotWaitForAFunctionThatCannotBeInterrupted(t *testing.T) {
	r, _ := queryable(t)
	const slow = "SELECT instr(hex(zeroblob(150000)), hex(zeroblob(75000)) || '1')" // seconds
	start := time.Now()
	_, _, err := storetest.All(t.Context(), r, slow, store.Limits{Timeout: 10 * time.Millisecond})
	if !errors.Is(err, store.ErrTimeout) {
		t.Errorf("%v; want ErrTimeout", err)
	}
	if took := time.Since(start); took > 2*patience {
		t.Errorf("answered after %v", took)
	}
	if _, rows, err := storetest.All(t.Context(), r, "SELECT 1", store.Limits{}); err != nil || len(rows) != 1 {
		t.Errorf("the next query: %d rows, %v", len(rows), err)
	}
}

func TestQueryEndsWithItsContext(t *testing.T) {
	r, _ := queryable(t)
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(20*time.Millisecond, cancel)
	_, _, err := storetest.All(ctx, r, endless+"count(*) FROM n", store.Limits{})
	if !errors.Is(err, context.Canceled) || errors.Is(err, store.ErrTimeout) {
		t.Errorf("%v; want context.Canceled", err)
	}
}

func TestQueryHandsOutRowsUpToItsLimits(t *testing.T) {
	r, _ := queryable(t)
	for _, test := range []struct {
		query  string
		limits store.Limits
		rows   int
		err    error
	}{
		{endless + "i FROM n", store.Limits{MaxRows: 3}, 3, store.ErrTooManyRows},
		{"VALUES (1), (2), (3)", store.Limits{MaxRows: 3}, 3, nil},
		{endless + "'12345' FROM n", store.Limits{MaxBytes: 14}, 2, store.ErrTooLarge},
		{endless + "i FROM n", store.Limits{MaxBytes: 16}, 2, store.ErrTooLarge},
		{endless + "i FROM n", store.Limits{}, store.DefaultLimits.MaxRows, store.ErrTooManyRows},
		{"SELECT randomblob(2000000000)", store.Limits{MaxBytes: -1}, 0, store.ErrTooLarge},
		{"SELECT " + strings.Repeat("randomblob(16000000), ", 400) + "1", store.Limits{MaxBytes: -1}, 0, store.ErrTooLarge},
		{endless + "group_concat(hex(zeroblob(1000000))) FROM (SELECT i FROM n LIMIT 10)", store.Limits{MaxBytes: -1}, 0, store.ErrTooLarge},
	} {
		_, rows, err := storetest.All(t.Context(), r, test.query, test.limits)
		if len(rows) != test.rows || !errors.Is(err, test.err) {
			t.Errorf("%s: %d rows, %v; want %d, %v", test.query, len(rows), err, test.rows, test.err)
		}
	}
}

func TestReaderWorksOnAfterARefusalAndATimeout(t *testing.T) {
	r, _ := queryable(t)
	for range 3 {
		storetest.All(t.Context(), r, "DELETE FROM document", store.Limits{})
		storetest.All(t.Context(), r, endless+"count(*) FROM n", store.Limits{Timeout: time.Millisecond})
		if _, rows, err := storetest.All(t.Context(), r, "SELECT 1", store.Limits{}); err != nil || len(rows) != 1 {
			t.Fatalf("%d rows, %v", len(rows), err)
		}
	}
}

func TestQuerySeesWhatIsWrittenMeanwhile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.db")
	s, r := open(t, path), openReader(t, path)
	for n := range 3 {
		if err := s.Put(t.Context(), storetest.Plan(strings.Repeat("a", n+1), n)); err != nil {
			t.Fatal(err)
		}
		_, rows, err := storetest.All(t.Context(), r, "SELECT count(*) FROM document", store.Limits{})
		if err != nil || rows[0][0] != int64(n+1) {
			t.Fatalf("%v, %v; want %d", rows, err, n+1)
		}
	}
}

func TestStatementsAreCounted(t *testing.T) {
	for query, want := range map[string]int{
		"":                                0,
		" \n\t;;":                         0,
		"-- a; b":                         0,
		"/* a; b */":                      0,
		"SELECT 1":                        1,
		"SELECT 1;":                       1,
		"SELECT 1; -- two; three\n /* */": 1,
		"SELECT ';'":                      1,
		"SELECT ''';'''":                  1,
		`SELECT ";"`:                      1,
		`SELECT """;"`:                    1,
		"SELECT `;`":                      1,
		"SELECT [a;'b]":                   1,
		"SELECT 1 /* ; */ + 1":            1,
		"SELECT 1 - -1":                   1,
		"SELECT 4 / 2; SELECT 1":          2,
		"SELECT '--'; SELECT 1":           2,
		"SELECT 1 --;\n; SELECT 2":        2,
		"SELECT '; SELECT 2":              1,
		"SELECT 1; ' ":                    2,
		"a;b;c":                           3,
	} {
		if got := statements(query); got != want {
			t.Errorf("%q: %d statements; want %d", query, got, want)
		}
	}
}

func FuzzStatements(f *testing.F) {
	for _, seed := range []string{"", "SELECT 1", "a;b", "'a;", "/*;*/;x", "--;\n;", "\"\"\";"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, query string) {
		n := statements(query)
		if n > 1+strings.Count(query, ";") {
			t.Errorf("%q: %d statements between %d semicolons", query, n, strings.Count(query, ";"))
		}
		if again := statements(query + "\n"); again != n {
			t.Errorf("%q: %d statements, %d with a line more", query, n, again)
		}
	})
}
