package sqlite

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"

	"github.com/mattn/go-sqlite3"

	"mubiao/store"
	"mubiao/store/relational"
)

// busyTimeout is how long, in milliseconds, a connection waits for another
// process that writes. One document takes a few milliseconds.
const busyTimeout = "5000"

// statementCache is how many statements a connection keeps prepared, enough
// for all that Put runs.
const statementCache = "64"

// A Store is a database open for reading and writing.
type Store struct {
	relational.Reader
	db    *sql.DB
	write *writer
}

var _ store.Store = (*Store)(nil)

// Open opens the database at path, creates it if there is none, and brings
// its tables up to date. It returns a *store.SchemaError for a database of a
// newer version or of another program.
func Open(ctx context.Context, path string) (*Store, error) {
	db := sql.OpenDB(connector{setUp: addFunctions, dsn: dsn(path, url.Values{
		"_busy_timeout":    {busyTimeout},
		"_foreign_keys":    {"on"},
		"_journal_mode":    {"WAL"},
		"_synchronous":     {"NORMAL"},
		"_stmt_cache_size": {statementCache},
	})})
	if err := migrate(ctx, db, path, migrations); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	w, err := newWriter(ctx, db)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("open %s: %w", path, err), db.Close())
	}
	return &Store{reader(db), db, w}, nil
}

// Close closes the database. Its write-ahead log is then part of it, unless
// another process has it open too.
func (s *Store) Close() error { return errors.Join(s.write.close(), s.db.Close()) }

// A Reader is a database open for reading alone: whatever is asked of it, it
// changes neither its own file nor another.
type Reader struct {
	relational.Reader
	db       *sql.DB
	confined *sql.DB // the same file for statements of strangers
}

var _ store.Querier = (*Reader)(nil)

// OpenReadOnly opens the database at path. It returns an error that is
// fs.ErrNotExist if there is none, and a *store.SchemaError for a database of
// another version or program.
func OpenReadOnly(ctx context.Context, path string) (*Reader, error) {
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s: no such database: %w", path, fs.ErrNotExist)
	}
	r, err := openReadOnly(ctx, path, false)
	if lacksShared(err) && !exists(path+"-wal") {
		// Reading a WAL database makes a -shm file. In a folder where this
		// user cannot make it, and where no writer has made one, the file is
		// read as one that does not change.
		r, err = openReadOnly(ctx, path, true)
	}
	return r, err
}

func openReadOnly(ctx context.Context, path string, immutable bool) (*Reader, error) {
	params := url.Values{"mode": {"ro"}, "_busy_timeout": {busyTimeout}, "_query_only": {"on"}}
	if immutable {
		params.Set("immutable", "1")
	}
	db := sql.OpenDB(connector{dsn: dsn(path, params)})
	r := &Reader{
		Reader:   reader(db),
		db:       db,
		confined: sql.OpenDB(connector{dsn: dsn(path, params), setUp: confine}),
	}
	if err := checkSchema(ctx, r.db, path); err != nil {
		return nil, errors.Join(err, r.Close())
	}
	return r, nil
}

func reader(db *sql.DB) relational.Reader {
	return relational.Reader{Source: source{db}, Index: wordIndex{}}
}

// Close closes the database.
func (r *Reader) Close() error { return errors.Join(r.confined.Close(), r.db.Close()) }

func checkSchema(ctx context.Context, db *sql.DB, path string) error {
	have, err := schemaVersion(ctx, db)
	if err != nil {
		return fmt.Errorf("open %s: %w", path, err)
	}
	if have != SchemaVersion() {
		return &store.SchemaError{Path: path, Have: max(have, 0), Want: SchemaVersion()}
	}
	return nil
}

// dsn writes a path as the URI that SQLite opens; a path may hold any
// character.
func dsn(path string, params url.Values) string {
	if abs, err := filepath.Abs(path); err == nil {
		path = abs
	}
	u := url.URL{Path: filepath.ToSlash(path)}
	return "file:" + u.EscapedPath() + "?" + params.Encode()
}

// A connector opens connections to one database and sets each of them up; it
// spares the package a driver registered under a global name.
type connector struct {
	dsn   string
	setUp func(*sqlite3.SQLiteConn) error
}

func (c connector) Connect(context.Context) (driver.Conn, error) { return c.driver().Open(c.dsn) }
func (c connector) Driver() driver.Driver                        { return c.driver() }
func (c connector) driver() *sqlite3.SQLiteDriver {
	return &sqlite3.SQLiteDriver{ConnectHook: c.setUp}
}

// lacksShared reports whether a file could not be read because the -shm file
// that readers of a WAL database share is not there and cannot be made.
func lacksShared(err error) bool {
	var e sqlite3.Error
	return errors.As(err, &e) && (e.Code == sqlite3.ErrCantOpen || e.Code == sqlite3.ErrReadonly)
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}
