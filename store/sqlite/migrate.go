package sqlite

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"slices"

	"github.com/mattn/go-sqlite3"

	"mubiao/store"
)

//go:embed migrations/*.sql
var embedded embed.FS

// migrations are the steps from an empty database to the newest schema: the
// N-th file, from 1, leads from version N-1 to N. One that changes views alone
// says so and does nothing.
var migrations = mustSub(embedded, "migrations")

// views makes the views anew, as part of the last step.
//
//go:embed views.sql
var views string

// applicationID marks the file as one of ours ("MBIO" in ASCII), so that the
// database of another program is never altered.
const applicationID = 0x4d42494f

// SchemaVersion is the version of the schema that this program works with.
func SchemaVersion() int { return len(steps(migrations)) }

// migrate brings the database up to date. Each step is a transaction of its
// own, and the version is read again inside it: of several processes that
// open an old database at once, one migrates.
func migrate(ctx context.Context, db *sql.DB, path string, migrations fs.FS) error {
	names := steps(migrations)
	for {
		have, err := schemaVersion(ctx, db)
		if err != nil {
			return fmt.Errorf("open %s: %w", path, err)
		}
		if have > len(names) || have < 0 {
			return &store.SchemaError{Path: path, Have: max(have, 0), Want: len(names)}
		}
		if have == len(names) {
			return nil
		}
		if err := step(ctx, db, migrations, names, have); err != nil {
			return fmt.Errorf("migrate %s: %s: %w", path, names[have], err)
		}
	}
}

// step runs the next migration on a database of version have, or does nothing
// if another process has just done so.
func step(ctx context.Context, db *sql.DB, migrations fs.FS, names []string, have int) error {
	content, err := fs.ReadFile(migrations, names[have])
	if err != nil {
		return err
	}
	script := string(content)
	if have+1 == len(names) {
		script += "\n;" + views
	}
	conn, err := db.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	return immediately(ctx, conn, func() error {
		if now, err := schemaVersion(ctx, conn); err != nil || now != have {
			return err
		}
		_, err := conn.ExecContext(ctx, fmt.Sprintf("%s\n;PRAGMA application_id = %d; PRAGMA user_version = %d;",
			script, applicationID, have+1))
		return err
	})
}

// foreign is the version of a file that another program made.
const foreign = -1

// schemaVersion is the number of migrations that the database went through,
// 0 for an empty one, or foreign.
func schemaVersion(ctx context.Context, q queryer) (int, error) {
	var id, version, objects int
	err := q.QueryRowContext(ctx,
		`SELECT (SELECT application_id FROM pragma_application_id),
			(SELECT user_version FROM pragma_user_version),
			(SELECT count(*) FROM sqlite_schema)`).Scan(&id, &version, &objects)
	var e sqlite3.Error
	if errors.As(err, &e) && e.Code == sqlite3.ErrNotADB {
		return foreign, nil
	}
	if err == nil && id != applicationID && (version != 0 || objects != 0 || id != 0) {
		return foreign, nil
	}
	return version, err
}

// A queryer is a database, one of its connections or a transaction.
type queryer interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// steps lists the migrations in the order of their numbers.
func steps(migrations fs.FS) []string {
	names, err := fs.Glob(migrations, "*.sql")
	if err != nil {
		panic(err) // the pattern is a constant
	}
	slices.Sort(names)
	return names
}

func mustSub(fsys fs.FS, dir string) fs.FS {
	sub, err := fs.Sub(fsys, dir)
	if err != nil {
		panic(err) // the folder is embedded
	}
	return sub
}
