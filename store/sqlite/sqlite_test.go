package sqlite

import (
	"path/filepath"
	"testing"

	"mubiao/store"
	"mubiao/store/storetest"
)

func TestStore(t *testing.T) { storetest.Run(t, backend{}) }

type backend struct{}

func (backend) New(t *testing.T) (store.Store, store.Querier) {
	path := filepath.Join(t.TempDir(), "a.db")
	return open(t, path), openReader(t, path)
}

// open opens a store that is closed when the test is over.
func open(t testing.TB, path string) *Store {
	t.Helper()
	s, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { closeIt(t, s) })
	return s
}

// openReader opens a database for reading until the test is over.
func openReader(t testing.TB, path string) *Reader {
	t.Helper()
	r, err := OpenReadOnly(t.Context(), path)
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
