package postgres

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/jackc/pgx/v5"

	"mubiao/internal/pgtest"
	"mubiao/store"
	"mubiao/store/storetest"
)

// queryable is a database with a document in it, open for queries.
func queryable(t *testing.T) (r *Reader, url string) {
	t.Helper()
	url = pgtest.Database(t)
	s := open(t, url)
	if err := s.Put(t.Context(), storetest.Plan("a.pdf", 1)); err != nil {
		t.Fatal(err)
	}
	return openReader(t, url), url
}

func TestQueryReturnsTypedValues(t *testing.T) {
	r, _ := queryable(t)
	columns, rows, err := storetest.All(t.Context(), r,
		`SELECT 1 AS a, 0.5 AS b, '中' AS c, '\x00ff'::bytea AS d, NULL AS e, true AS f, sum(7) AS g, '{"h": 1}'::json AS h, 2.0::numeric AS i, DATE '2024-01-31' AS j;`, store.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	want := [][]any{{int64(1), 0.5, "中", []byte{0, 255}, nil, int64(1), int64(7), `{"h": 1}`, 2.0, "2024-01-31"}}
	if diff := cmp.Diff(strings.Split("abcdefghij", ""), columns) + cmp.Diff(want, rows); diff != "" {
		t.Errorf("result differs (-want +got):\n%s", diff)
	}
	columns, rows, err = storetest.All(t.Context(), r, `SELECT id, sha256 FROM document WHERE false`, store.Limits{})
	if err != nil || len(rows) != 0 || !cmp.Equal(columns, []string{"id", "sha256"}) {
		t.Errorf("without rows: %q, %v, %v", columns, rows, err)
	}
	if _, rows, err = storetest.All(t.Context(), r, `SELECT * FROM generate_series(1, 1234)`, store.Limits{}); err != nil || len(rows) != 1234 {
		t.Errorf("%d rows, %v; want 1234", len(rows), err)
	}
}

func TestQueryAllowsWhatOnlyReads(t *testing.T) {
	r, _ := queryable(t)
	for _, query := range []string{
		"SELECT * FROM target",
		"-- how many\nSELECT count(*) FROM indicator; -- that many\n;",
		"/* a /* nested */ comment; */ (SELECT 1)",
		"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 9) SELECT sum(i) FROM n",
		"VALUES (1), (2)",
		"TABLE document",
		"EXPLAIN ANALYZE SELECT * FROM target",
		"SHOW server_version",
		"SELECT key, value FROM form, json_each(header)",
		"SELECT header->>'备注' FROM form",
		"SELECT level3, rank() OVER (ORDER BY value_low) FROM indicator",
		"SELECT upper('a'), round(1.5), now(), string_agg(level3, ',') FROM indicator",
		"SELECT ';' AS \"a;b\", $$;$$, $a$;$$;$a$, E'\\';', path FROM target",
		"SELECT random(), pg_total_relation_size('form')",
		"SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'",
	} {
		if _, rows, err := storetest.All(t.Context(), r, query, store.Limits{}); err != nil || len(rows) == 0 {
			t.Errorf("%s: %d rows, %v", query, len(rows), err)
		}
	}
}

// refused are statements that do more than read, or try to.
var refused = []string{
	"DELETE FROM document",
	"UPDATE form SET title = ''",
	"INSERT INTO document (path) VALUES ('x')",
	"WITH x AS (SELECT 1) DELETE FROM document",
	"WITH x AS (DELETE FROM document RETURNING id) SELECT * FROM x",
	"DELETE FROM document RETURNING id",
	"SELECT * INTO x FROM document",
	"SELECT * FROM document FOR UPDATE",
	"CREATE TABLE x (y int)",
	"CREATE TEMP TABLE x (y int)",
	"CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
	"DROP VIEW target",
	"TRUNCATE document CASCADE",
	"COPY document TO PROGRAM 'cat'",
	"COPY document TO STDOUT",
	"DO $$ BEGIN DELETE FROM document; END $$",
	"BEGIN", "COMMIT", "ROLLBACK", "ABORT", "SAVEPOINT x",
	"SET transaction_read_only = off",
	"SET SESSION CHARACTERISTICS AS TRANSACTION READ WRITE",
	"RESET ROLE",
	"VACUUM", "ANALYZE", "CHECKPOINT", "DISCARD ALL",
	"LOCK TABLE document",
	"LISTEN x", "NOTIFY x",
	"PREPARE x AS SELECT 1",
	"DECLARE x CURSOR FOR SELECT 1",
	"EXPLAIN ANALYZE DELETE FROM document",
	"SELECT 1; DELETE FROM document",
	"SELECT 1; COMMIT; DELETE FROM document",
	"SELECT 1; SELECT 2",
	"SELECT set_config('transaction_read_only', 'off', false)",
	"SELECT pg_catalog.set_config('role', 'postgres', false)",
	"SELECT \"set_config\" ('role', 'postgres', false)",
	"SELECT pg_catalog . /* x */ \"set_config\" /* y */ ('role', 'postgres', false)",
	"SELECT U&\"set\\005fconfig\"('role', 'postgres', false)",
	"SELECT * FROM pg_read_file('/etc/passwd')",
	"SELECT pg_ls_dir('/')",
	"SELECT lo_import('/etc/passwd')", "SELECT lo_create(0)",
	"SELECT nextval('form_id_seq')", "SELECT setval('form_id_seq', 1)",
	"SELECT pg_terminate_backend(pid) FROM pg_stat_activity",
	"SELECT pg_advisory_lock(1)",
	"SELECT pg_sleep(1)",
	"SELECT query_to_xml('DELETE FROM document', false, false, '')",
	"SELECT ts_stat('DELETE FROM document RETURNING ''a''::tsvector')",
	"SELECT pg_reload_conf()",
	"SELECT passwd FROM pg_shadow",
	"SELECT rolpassword FROM pg_authid",
	"SELECT table_to_xml('pg_authid', false, false, '')",
}

func TestQueryRefusesWhatMayWrite(t *testing.T) {
	r, _ := queryable(t)
	before, err := r.Get(t.Context(), storetest.SHA256(1))
	if err != nil {
		t.Fatal(err)
	}
	for _, query := range refused {
		if _, _, err := storetest.All(t.Context(), r, query, store.Limits{}); !errors.Is(err, store.ErrRefused) {
			t.Errorf("%s: %v; want ErrRefused", query, err)
		}
	}
	after, err := r.Get(t.Context(), storetest.SHA256(1))
	if diff := cmp.Diff(before, after); diff != "" || err != nil {
		t.Errorf("a refused statement changed the database: %v\n%s", err, diff)
	}
}

// The same by a role that may only read, as docs/postgresql.md makes one.
func TestARoleThatOnlyReadsIsEnoughForQueries(t *testing.T) {
	_, owner := queryable(t)
	conn, err := pgx.Connect(t.Context(), owner)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(t.Context())
	name := strings.ReplaceAll(fmt.Sprintf("reader_%s", conn.Config().Database), "-", "_")
	if _, err := conn.Exec(t.Context(), fmt.Sprintf(`CREATE ROLE %[1]s LOGIN PASSWORD 'secret'; GRANT SELECT ON ALL TABLES IN SCHEMA public TO %[1]s`, name)); err != nil {
		t.Fatal(err)
	}
	u, err := url.Parse(owner)
	if err != nil {
		t.Fatal(err)
	}
	u.User = url.UserPassword(name, "secret")
	r := openReader(t, u.String())
	if _, rows, err := storetest.All(t.Context(), r, "SELECT * FROM quality", store.Limits{}); err != nil || len(rows) != 3 {
		t.Errorf("%d rows, %v; want 3", len(rows), err)
	}
	if _, err := r.Quality(t.Context()); err != nil {
		t.Error(err)
	}
	for _, query := range refused {
		if _, _, err := storetest.All(t.Context(), r, query, store.Limits{}); !errors.Is(err, store.ErrRefused) {
			t.Errorf("%s: %v; want ErrRefused", query, err)
		}
	}
}

func TestQueryTellsInvalidSQLFromRefusedSQL(t *testing.T) {
	r, _ := queryable(t)
	for _, query := range []string{"", " ;; ", "-- nothing", "SELEKT 1", "SELECT x FROM target", "SELECT 1 FROM nowhere", "SELECT $1", "SELECT 'open", "SELECT 1 / 0", "SELECT 1 +"} {
		if _, _, err := storetest.All(t.Context(), r, query, store.Limits{}); !errors.Is(err, store.ErrInvalid) {
			t.Errorf("%q: %v; want ErrInvalid", query, err)
		}
	}
}

func TestQueryTakesArguments(t *testing.T) {
	r, _ := queryable(t)
	_, got, err := storetest.All(t.Context(), r, "SELECT :a, :b || ':c', :名, :a + 1, :d, :e::text -- :f", store.Limits{},
		store.Argument{Name: "a", Value: int64(-1)}, store.Argument{Name: "b", Value: `'; DROP TABLE form; --\`}, store.Argument{Name: "名"},
		store.Argument{Name: "d", Value: 0.5}, store.Argument{Name: "e", Value: "中"})
	if diff := cmp.Diff([][]any{{int64(-1), `'; DROP TABLE form; --\:c`, nil, int64(0), 0.5, "中"}}, got); diff != "" || err != nil {
		t.Errorf("%v, rows differ (-want +got):\n%s", err, diff)
	}
	for query, arguments := range map[string][]store.Argument{
		"SELECT :a":     nil,
		"SELECT 1":      {{Name: "a"}},
		"SELECT :a, :b": {{Name: "a"}},
		"SELECT ':a'":   {{Name: "a"}},
	} {
		if _, _, err := storetest.All(t.Context(), r, query, store.Limits{}, arguments...); !errors.Is(err, store.ErrArguments) {
			t.Errorf("%s with %d arguments: %v; want ErrArguments", query, len(arguments), err)
		}
	}
}

const endless = `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT `

func TestQueryStopsAtItsLimits(t *testing.T) {
	r, _ := queryable(t)
	short := store.Limits{Timeout: 200 * time.Millisecond, MaxRows: -1, MaxBytes: -1}
	for _, test := range []struct {
		query  string
		limits store.Limits
		want   error
	}{
		{endless + "count(*) FROM n", short, store.ErrTimeout},
		{endless + "i FROM n", short, store.ErrTimeout},
		{endless + "i FROM n ORDER BY i DESC", short, store.ErrTimeout},
		{"SELECT count(*) FROM generate_series(1, 100000) a, generate_series(1, 100000) b", short, store.ErrTimeout},
		{"SELECT * FROM generate_series(1, 11)", store.Limits{MaxRows: 10}, store.ErrTooManyRows},
		{"SELECT repeat('x', 1000) FROM generate_series(1, 11)", store.Limits{MaxBytes: 10_000}, store.ErrTooLarge},
		{"SELECT repeat('x', 100000000)", store.Limits{}, store.ErrTooLarge},
		{"SELECT repeat('x', 2000000000)", store.Limits{}, store.ErrTooLarge},
	} {
		start := time.Now()
		if _, _, err := storetest.All(t.Context(), r, test.query, test.limits); !errors.Is(err, test.want) {
			t.Errorf("%s: %v; want %v", test.query, err, test.want)
		}
		if took := time.Since(start); test.want == store.ErrTimeout && took > 10*time.Second {
			t.Errorf("%s: stopped after %v", test.query, took)
		}
	}
	// The server does not go on with what nobody waits for.
	idle := func() bool {
		_, rows, err := storetest.All(t.Context(), r, `SELECT 1 FROM pg_stat_activity
			WHERE datname = current_database() AND state = 'active' AND query LIKE '%RECURSIVE n%' AND pid <> pg_backend_pid()`, store.Limits{})
		return err == nil && len(rows) == 0
	}
	for deadline := time.Now().Add(20 * time.Second); !idle(); {
		if time.Now().After(deadline) {
			t.Fatal("the server still works on a query that was given up")
		}
	}
}

func TestQueryEndsWithItsContext(t *testing.T) {
	r, _ := queryable(t)
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(50*time.Millisecond, cancel)
	_, _, err := storetest.All(ctx, r, endless+"count(*) FROM n", store.Limits{})
	if !errors.Is(err, context.Canceled) || errors.Is(err, store.ErrTimeout) {
		t.Errorf("%v; want context.Canceled", err)
	}
}
