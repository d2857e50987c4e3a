package postgres

import (
	"context"
	"embed"
	"fmt"
	"io/fs"
	"path"
	"strconv"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"mubiao/store"
)

//go:embed migrations/*.sql
var embedded embed.FS

// migrations are the steps from an empty database to the newest schema. The
// number that the name of a script begins with is its version; each is run
// once, in the order of the numbers. One that changes views alone says so and
// does nothing.
var migrations = steps(embedded, "migrations")

// views makes the views anew, as part of the last step.
//
//go:embed views.sql
var views string

// A migration is one step.
type migration struct {
	version int
	name    string
	script  string
}

// SchemaVersion is the version of the schema that this program works with.
func SchemaVersion() int { return newest(migrations) }

func newest(migrations []migration) int { return migrations[len(migrations)-1].version }

// steps reads the migrations of a folder, in the order of their numbers.
func steps(fsys fs.FS, dir string) (found []migration) {
	names, err := fs.Glob(fsys, dir+"/*.sql") // sorted: the numbers have four digits
	if err != nil {
		panic(err) // the pattern is a constant
	}
	for _, name := range names {
		script, err := fs.ReadFile(fsys, name)
		if err != nil {
			panic(err) // it was just listed
		}
		number, _, _ := strings.Cut(path.Base(name), "_")
		version, err := strconv.Atoi(number)
		if err != nil {
			panic(err) // the name is one of ours
		}
		found = append(found, migration{version, path.Base(name), string(script)})
	}
	return found
}

// migrationLock is the key of the advisory lock under which a process migrates:
// others that start at once wait, and find nothing left to do.
const migrationLock = 0x4d42494f // "MBIO"

// history is the table of the steps that a database went through.
const history = `
CREATE TABLE IF NOT EXISTS schema_migration (
  version    integer PRIMARY KEY,
  name       text NOT NULL,
  applied_at timestamptz NOT NULL DEFAULT now()
)`

// migrate brings a database up to date, each step in a transaction of its own.
func migrate(ctx context.Context, pool *pgxpool.Pool, name string, migrations []migration) error {
	done, err := applied(ctx, pool)
	if err != nil {
		return fmt.Errorf("open %s: %w", name, err)
	}
	for _, m := range migrations {
		if done[m.version] || done.newest() > newest(migrations) {
			continue
		}
		if m.version == newest(migrations) {
			m.script += views
		}
		if err := m.run(ctx, pool, name); err != nil {
			return fmt.Errorf("migrate %s: %s: %w", name, m.name, err)
		}
	}
	if done, err = applied(ctx, pool); err != nil {
		return fmt.Errorf("open %s: %w", name, err)
	}
	return done.check(name, migrations)
}

// run runs one step, or does nothing if another process has just done so.
func (m migration) run(ctx context.Context, pool *pgxpool.Pool, name string) error {
	return pgx.BeginFunc(ctx, pool, func(tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, `SELECT pg_advisory_xact_lock($1)`, int64(migrationLock)); err != nil {
			return err
		}
		done, err := applied(ctx, tx)
		if err != nil || done[m.version] {
			return err
		}
		if done == nil {
			if err := refuseForeign(ctx, tx, name); err != nil {
				return err
			}
			if _, err := tx.Exec(ctx, history); err != nil {
				return err
			}
		}
		// The simple protocol takes a script of several statements.
		if _, err := tx.Exec(ctx, m.script, pgx.QueryExecModeSimpleProtocol); err != nil {
			return err
		}
		_, err = tx.Exec(ctx, `INSERT INTO schema_migration (version, name) VALUES ($1, $2)`, m.version, m.name)
		return err
	})
}

// refuseForeign refuses a database that never was migrated if there is a table
// of ours in it, which then is another program's (*store.SchemaError), or if it
// does not hold Unicode.
func refuseForeign(ctx context.Context, tx pgx.Tx, name string) error {
	var foreign bool
	var encoding string
	err := tx.QueryRow(ctx, `SELECT to_regclass('document') IS NOT NULL, current_setting('server_encoding')`).Scan(&foreign, &encoding)
	switch {
	case err != nil:
		return err
	case foreign:
		return &store.SchemaError{Path: name, Have: 0, Want: SchemaVersion()}
	case encoding != "UTF8":
		return fmt.Errorf("the database holds text as %s: make one of UTF8 (createdb --encoding UTF8 --template template0 NAME)", encoding)
	}
	return nil
}

// versions are the steps that a database went through.
type versions map[int]bool

// newest is the version of the last step, 0 if there was none.
func (v versions) newest() (newest int) {
	for version := range v {
		newest = max(newest, version)
	}
	return newest
}

// check returns a *store.SchemaError unless they are those of the program.
func (v versions) check(name string, migrations []migration) error {
	if v.newest() > newest(migrations) {
		return &store.SchemaError{Path: name, Have: v.newest(), Want: newest(migrations)}
	}
	have := 0
	for _, m := range migrations {
		if !v[m.version] {
			return &store.SchemaError{Path: name, Have: max(have, 1), Want: newest(migrations)}
		}
		have = m.version
	}
	return nil
}

// A rowser is a pool, a connection or a transaction.
type rowser interface {
	Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error)
	QueryRow(ctx context.Context, sql string, args ...any) pgx.Row
}

// isMigrated asks the table of tables rather than to_regclass: that answers from
// a cache, which behind a lock is of the time before it.
const isMigrated = `
SELECT EXISTS (SELECT 1 FROM pg_class WHERE relname = 'schema_migration' AND relnamespace = to_regnamespace(current_schema()))`

// applied are the steps that a database went through, nil if it never was
// migrated.
func applied(ctx context.Context, q rowser) (versions, error) {
	var migrated bool
	if err := q.QueryRow(ctx, isMigrated).Scan(&migrated); err != nil || !migrated {
		return nil, err
	}
	rows, err := q.Query(ctx, `SELECT version FROM schema_migration`)
	if err != nil {
		return nil, err
	}
	numbers, err := pgx.CollectRows(rows, pgx.RowTo[int])
	done := make(versions, len(numbers))
	for _, n := range numbers {
		done[n] = true
	}
	return done, err
}
