package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"mubiao/store"
	"mubiao/store/postgres"
	"mubiao/store/sqlite"
)

// A database is named by the path of a SQLite file or the URL of a PostgreSQL
// database.

// openStore opens a database for reading and writing; a file that is not there
// is made.
func openStore(ctx context.Context, db string) (s store.Store, err error) {
	if postgres.IsURL(db) {
		s, err = postgres.Open(ctx, db)
	} else {
		s, err = sqlite.Open(ctx, db)
	}
	if err != nil {
		return nil, databaseError(err, db)
	}
	return s, nil
}

// openStored is openStore for what makes no database.
func openStored(ctx context.Context, db string) (store.Store, error) {
	if err := isMade(ctx, db); err != nil {
		return nil, err
	}
	return openStore(ctx, db)
}

// isMade returns an error unless a database is there. One on a server is there
// with its tables.
func isMade(ctx context.Context, db string) error {
	if postgres.IsURL(db) {
		r, err := openReader(ctx, db)
		if err != nil {
			return err
		}
		return r.Close()
	}
	if _, err := os.Stat(db); err != nil {
		return databaseError(fmt.Errorf("%s: no such database: %w", db, err), db)
	}
	return nil
}

// openReader opens a database for reading alone.
func openReader(ctx context.Context, db string) (r store.Querier, err error) {
	if postgres.IsURL(db) {
		r, err = postgres.OpenReadOnly(ctx, db)
	} else {
		r, err = sqlite.OpenReadOnly(ctx, db)
	}
	if err != nil {
		return nil, databaseError(err, db)
	}
	return r, nil
}

// databaseName is how messages call a database: without its password.
func databaseName(db string) string {
	if postgres.IsURL(db) {
		return postgres.Redact(db)
	}
	return db
}

// intoDatabase adds the database to a hint to import something, so that it is not
// imported into another.
func intoDatabase(hint, db string) string {
	if db == defaultDatabase {
		return hint
	}
	const command = "mubiao import"
	return strings.Replace(hint, command, command+" --db "+shellQuote(databaseName(db)), 1)
}

// besideDatabase is a path that goes with a database: beside its file, or in
// the working folder, named after the database of a URL.
func besideDatabase(db, extension string) string {
	if postgres.IsURL(db) {
		name := "mubiao"
		if u, err := url.Parse(db); err == nil && len(u.Path) > 1 {
			name = filepath.Base(u.Path)
		}
		return name + extension
	}
	return strings.TrimSuffix(db, filepath.Ext(db)) + extension
}

// databaseError adds to an error of opening a database what to try next.
func databaseError(err error, db string) error {
	name := shellQuote(databaseName(db))
	var schema *store.SchemaError
	var connect *postgres.ConnectError
	switch {
	case errors.As(err, &connect):
		return hinted(err, connectHint(connect, db))
	case errors.Is(err, fs.ErrNotExist):
		return hinted(err, "make it: mubiao import --db "+name+" PATH...")
	case errors.As(err, &schema) && schema.Have == 0 && postgres.IsURL(db):
		return hinted(err, "name another database, one of its own: createdb NAME")
	case errors.As(err, &schema) && schema.Have == 0:
		return hinted(err, "name another file: --db FILE")
	case errors.As(err, &schema) && schema.Have > schema.Want:
		return hinted(err, "use the version of mubiao that made it, or a newer one")
	case errors.As(err, &schema):
		return hinted(err, "bring it up to date: mubiao import --db "+name+" PATH...")
	}
	return err
}

// connectHint is what to try where a server does not let in.
func connectHint(err *postgres.ConnectError, db string) string {
	u, parseErr := url.Parse(db)
	switch {
	case err.Missing() && parseErr == nil:
		return "make it: createdb " + shellQuote(strings.TrimPrefix(u.Path, "/"))
	case err.Refused():
		return "say who you are: --db postgres://USER@HOST/DATABASE, the password in PGPASSWORD or in ~/.pgpass"
	case parseErr == nil && u.Hostname() != "":
		host, port := u.Hostname(), u.Port()
		if port == "" {
			port = "5432"
		}
		return "see whether a server listens at " + net.JoinHostPort(host, port) + ": pg_isready -h " + shellQuote(host) + " -p " + port
	}
	return "see whether the server runs: pg_isready"
}
