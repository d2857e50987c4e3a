package pgtest

import (
	"context"
	"testing"

	"github.com/jackc/pgx/v5"
)

func TestMain(m *testing.M) { Main(m) }

func TestCommitsOutliveEveryStop(t *testing.T) {
	s := Start(t)
	url := s.Database(t)
	run(t, url, "CREATE TABLE kept (n int)")
	for n, mode := range []Mode{Fast, Immediate} {
		run(t, url, "INSERT INTO kept VALUES (1)")
		if err := s.Stop(mode); err != nil {
			t.Fatal(err)
		}
		if _, err := pgx.Connect(t.Context(), url); err == nil {
			t.Error("a stopped server takes connections")
		}
		if err := s.Start(); err != nil {
			t.Fatal(err)
		}
		if got := count(t, url); got != n+1 {
			t.Errorf("%d rows; want %d", got, n+1)
		}
	}
}

func TestDatabasesAreApart(t *testing.T) {
	a, b := Database(t), Database(t)
	run(t, a, "CREATE TABLE kept (n int)")
	run(t, b, "CREATE TABLE kept (n int)")
	run(t, a, "INSERT INTO kept VALUES (1)")
	if n := count(t, b); n != 0 {
		t.Errorf("%d rows of another database", n)
	}
}

func run(t *testing.T, url, sql string) {
	t.Helper()
	conn := connect(t, url)
	if _, err := conn.Exec(t.Context(), sql); err != nil {
		t.Fatal(err)
	}
}

func count(t *testing.T, url string) (n int) {
	t.Helper()
	if err := connect(t, url).QueryRow(t.Context(), "SELECT count(*) FROM kept").Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

func connect(t *testing.T, url string) *pgx.Conn {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close(context.Background()) })
	return conn
}
