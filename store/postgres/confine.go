package postgres

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"

	"mubiao/store"
)

// secrets are tables of passwords and of the content of files. A role that may
// read all data may read them.
var secrets = []string{"pg_authid", "pg_shadow", "pg_user_mapping", "pg_user_mappings", "pg_subscription", "pg_largeobject"}

// refuse refuses a statement that names what is nobody's business.
func (s *statement) refuse() error {
	if s.escapes {
		return fmt.Errorf(`%w: a name written U&""`, store.ErrRefused)
	}
	for _, name := range s.names {
		if slices.Contains(secrets, name) {
			return fmt.Errorf("%w: %s holds secrets", store.ErrRefused, name)
		}
	}
	for _, name := range s.calls {
		if strings.Contains(name, "_to_xml") { // such as table_to_xml('pg_authid', ...)
			return fmt.Errorf("%w: %s() reads what it is told to", store.ErrRefused, name)
		}
	}
	return nil
}

// harmless are functions that are VOLATILE because their result changes, not
// because they change anything.
var harmless = []string{
	"random", "clock_timestamp", "timeofday", "gen_random_uuid",
	"pg_relation_size", "pg_table_size", "pg_indexes_size", "pg_total_relation_size", "pg_database_size",
}

const findVolatile = `
SELECT proname FROM pg_proc
WHERE proname = ANY ($1) AND provolatile = 'v' AND proname <> ALL ($2)
LIMIT 1`

// refuseVolatile refuses functions that PostgreSQL does not promise to be
// without effect (VOLATILE): among them are those that change settings, read
// files, take locks, stop other sessions, talk to other servers, or run SQL
// that they are given. A read-only transaction stops few of these.
func refuseVolatile(ctx context.Context, tx pgx.Tx, calls []string) error {
	if len(calls) == 0 {
		return nil
	}
	rows, err := tx.Query(ctx, findVolatile, calls, harmless)
	if err != nil {
		return err
	}
	found, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil || len(found) == 0 {
		return err
	}
	return fmt.Errorf("%w: %s() may do more than read", store.ErrRefused, found[0])
}
