package fleet

import (
	"context"
	"embed"
	"fmt"
	"io/fs"
	"log/slog"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/rivermigrate"
)

// schema is the PostgreSQL schema that holds the queue.
const schema = "fleet"

// migrationLock is the key of the advisory lock under which one process
// migrates while others wait ("mubiao" in ASCII).
const migrationLock = 0x6d756269616f

//go:embed migrations/*.sql
var migrations embed.FS

// A SchemaError reports a queue of another version of the program.
type SchemaError struct{ Have, Want int }

func (e *SchemaError) Error() string {
	return fmt.Sprintf("the queue has version %d, this program works with %d", e.Have, e.Want)
}

// migrate brings River's tables and ours up to date. Of several processes that
// begin at once, one does it.
func migrate(ctx context.Context, pool *pgxpool.Pool) error {
	// River's steps are transactions of their own: one adds a value to a type,
	// and a later one uses it. So this takes two connections at a time, which
	// all users of a pool together might wait for in vain.
	config := pool.Config()
	config.MinConns, config.MinIdleConns, config.MaxConns = 0, 0, 2
	own, err := pgxpool.NewWithConfig(ctx, config)
	if err != nil {
		return err
	}
	defer own.Close()
	return pgx.BeginFunc(ctx, own, func(tx pgx.Tx) error {
		// The lock is that of a transaction, and not of the session, so that it
		// holds behind a pooler that changes sessions between transactions.
		if _, err := tx.Exec(ctx, `SELECT pg_advisory_xact_lock($1)`, int64(migrationLock)); err != nil {
			return err
		}
		if err := migrateRiver(ctx, own); err != nil {
			return fmt.Errorf("tables of River: %w", err)
		}
		return migrateOwn(ctx, tx)
	})
}

func migrateRiver(ctx context.Context, pool *pgxpool.Pool) error {
	if _, err := pool.Exec(ctx, `CREATE SCHEMA IF NOT EXISTS `+schema); err != nil {
		return err
	}
	river, err := rivermigrate.New(riverpgxv5.New(pool), &rivermigrate.Config{Schema: schema, Logger: slog.New(slog.DiscardHandler)})
	if err != nil {
		return err
	}
	_, err = river.Migrate(ctx, rivermigrate.DirectionUp, nil)
	return err
}

// migrateOwn runs the steps that are missing.
func migrateOwn(ctx context.Context, tx pgx.Tx) error {
	steps, err := fs.Glob(migrations, "migrations/*.sql")
	if err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, `CREATE TABLE IF NOT EXISTS fleet.version (number integer PRIMARY KEY)`); err != nil {
		return err
	}
	var have int
	if err := tx.QueryRow(ctx, `SELECT coalesce(max(number), 0) FROM fleet.version`).Scan(&have); err != nil {
		return err
	}
	if have > len(steps) {
		return &SchemaError{have, len(steps)}
	}
	for n := have; n < len(steps); n++ {
		script, err := migrations.ReadFile(steps[n])
		if err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, string(script)); err != nil {
			return fmt.Errorf("%s: %w", steps[n], err)
		}
		if _, err := tx.Exec(ctx, `INSERT INTO fleet.version VALUES ($1)`, n+1); err != nil {
			return err
		}
	}
	return nil
}
