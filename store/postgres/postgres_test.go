package postgres

import (
	"testing"

	"mubiao/internal/pgtest"
	"mubiao/store"
	"mubiao/store/storetest"
)

func TestMain(m *testing.M) { pgtest.Main(m) }

func TestStore(t *testing.T) { storetest.Run(t, backend{}) }

type backend struct{}

func (backend) New(t *testing.T) (store.Store, store.Querier) {
	url := pgtest.Database(t)
	return open(t, url), openReader(t, url)
}

// open opens a store that is closed when the test is over.
func open(t testing.TB, url string) *Store {
	t.Helper()
	s, err := Open(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { closeIt(t, s) })
	return s
}

// openReader opens a database for reading until the test is over.
func openReader(t testing.TB, url string) *Reader {
	t.Helper()
	r, err := OpenReadOnly(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { closeIt(t, r) })
	return r
}

func closeIt(t testing.TB, c interface{ Close() error }) {
	t.Helper()
	if err := c.Close(); err != nil {
		t.Error(err)
	}
}
