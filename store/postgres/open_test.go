package postgres

import (
	"errors"
	"io/fs"
	"net/url"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/jackc/pgx/v5"

	"mubiao/internal/pgtest"
	"mubiao/store"
	"mubiao/store/storetest"
)

func run(t *testing.T, url, sql string) {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(t.Context())
	if _, err := conn.Exec(t.Context(), sql); err != nil {
		t.Fatal(err)
	}
}

func TestManyOpenAnEmptyDatabaseAtOnce(t *testing.T) {
	url := pgtest.Database(t)
	var wait sync.WaitGroup
	errs := make([]error, 8)
	for i := range errs {
		wait.Go(func() {
			s, err := Open(t.Context(), url)
			if err == nil {
				err = s.Close()
			}
			errs[i] = err
		})
	}
	wait.Wait()
	if err := errors.Join(errs...); err != nil {
		t.Fatal(err)
	}
	_, rows, err := storetest.All(t.Context(), openReader(t, url), "SELECT version FROM schema_migration", store.Limits{})
	if err != nil || len(rows) != len(migrations) {
		t.Errorf("%d steps noted, %v; want %d", len(rows), err, len(migrations))
	}
}

func TestAMigrationThatFailsHalfWayLeavesNothing(t *testing.T) {
	url := pgtest.Database(t)
	s := open(t, url)
	broken := append(migrations[:len(migrations):len(migrations)],
		migration{8000, "8000_good.sql", "CREATE TABLE good ()"},
		migration{8001, "8001_broken.sql", "CREATE TABLE half (); SELECT 1 / 0"})
	if err := migrate(t.Context(), s.pool, "db", broken); err == nil || !strings.Contains(err.Error(), "8001_broken.sql") {
		t.Errorf("error %v; want one of 8001_broken.sql", err)
	}
	_, rows, err := storetest.All(t.Context(), &Reader{confined: s.pool}, "SELECT to_regclass('good'), to_regclass('half')", store.Limits{})
	if diff := cmp.Diff([][]any{{"good", nil}}, rows); diff != "" || err != nil {
		t.Errorf("%v, tables differ (-want +got):\n%s", err, diff)
	}
}

func TestDatabasesOfOthersAreNotTouched(t *testing.T) {
	var schema *store.SchemaError
	foreign := pgtest.Database(t)
	run(t, foreign, "CREATE TABLE document (mine text)")
	if _, err := Open(t.Context(), foreign); !errors.As(err, &schema) || schema.Have != 0 {
		t.Errorf("another program's: %v; want a SchemaError of version 0", err)
	}
	if _, err := OpenReadOnly(t.Context(), foreign); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("another program's, to read: %v; want fs.ErrNotExist", err)
	}

	newer := pgtest.Database(t)
	closeIt(t, open(t, newer))
	run(t, newer, "INSERT INTO schema_migration (version, name) VALUES (9999, '9999_future.sql')")
	for name, open := range map[string]func() error{
		"to write": func() error { _, err := Open(t.Context(), newer); return err },
		"to read":  func() error { _, err := OpenReadOnly(t.Context(), newer); return err },
	} {
		if err := open(); !errors.As(err, &schema) || schema.Have != 9999 || schema.Want != SchemaVersion() {
			t.Errorf("a newer program's, %s: %v; want a SchemaError", name, err)
		}
	}

	older := pgtest.Database(t)
	closeIt(t, open(t, older))
	run(t, older, "DELETE FROM schema_migration WHERE version > 1")
	if _, err := OpenReadOnly(t.Context(), older); !errors.As(err, &schema) || schema.Have != 1 {
		t.Errorf("an older program's: %v; want a SchemaError of version 1", err)
	}

	latin := pgtest.Database(t)
	run(t, latin, "CREATE DATABASE latin TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'")
	u, err := url.Parse(latin)
	if err != nil {
		t.Fatal(err)
	}
	u.Path = "/latin"
	if _, err := Open(t.Context(), u.String()); err == nil || !strings.Contains(err.Error(), "LATIN1") {
		t.Errorf("a database of LATIN1: %v", err)
	}
}

func TestErrorsKeepThePasswordToThemselves(t *testing.T) {
	good := pgtest.Database(t)
	u, err := url.Parse(good)
	if err != nil {
		t.Fatal(err)
	}
	const password = "s3cr#t"
	change := func(f func(*url.URL)) string {
		c := *u
		c.User = url.UserPassword("postgres", password)
		f(&c)
		return c.String()
	}
	for name, bad := range map[string]string{
		"wrong password": change(func(*url.URL) {}),
		"no database":    strings.Replace(good, u.Path, "/none", 1) + "&password=" + url.QueryEscape(password),
		"no server":      change(func(c *url.URL) { c.Host = "127.0.0.1:1" }),
		"no host":        change(func(c *url.URL) { c.Host = "none.invalid:5432" }),
		"no such option": change(func(c *url.URL) { c.RawQuery = "sslmode=perhaps" }),
		"not a URL":      "postgres://postgres:" + password + "@host:port:5432/db",
	} {
		_, err := Open(t.Context(), bad)
		if err == nil {
			t.Errorf("%s: opened", name)
			continue
		}
		for _, secret := range []string{password, url.QueryEscape(password), url.PathEscape(password)} {
			if strings.Contains(err.Error(), secret) {
				t.Errorf("%s: the error tells the password: %v", name, err)
			}
		}
		if !strings.HasPrefix(err.Error(), "postgres://") && !strings.HasPrefix(err.Error(), "open postgres://") {
			t.Errorf("%s: the error does not name the database: %v", name, err)
		}
	}
	for db, want := range map[string]string{
		"postgres://u:p@h:1/d?password=x&sslmode=disable": "postgres://u@h:1/d?sslmode=disable",
		"postgres://h/d":                       "postgres://h/d",
		"postgres://u:p@x@h:a/d":               "postgres://h:a/d",
		"postgresql:///d?host=/tmp&password=x": "postgresql:///d?host=%2Ftmp",
	} {
		if got := Redact(db); got != want {
			t.Errorf("%s: %s; want %s", db, got, want)
		}
	}
}

func TestAReaderDoesNotWrite(t *testing.T) {
	_, url := queryable(t)
	r := openReader(t, url)
	if _, err := r.pool.Exec(t.Context(), "DELETE FROM document"); err == nil {
		t.Error("a reader's connection writes")
	}
	if _, ok, err := r.Known(t.Context(), storetest.SHA256(1)); !ok || err != nil {
		t.Errorf("%v, %v", ok, err)
	}
}
