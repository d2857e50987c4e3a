package main

import (
	"context"
	"fmt"

	"mubiao/store/postgres"
	"mubiao/store/sqlite"
)

// examineDatabase says what there is to say of a database.
func examineDatabase(ctx context.Context, db string, s *streams) error {
	reader, err := openReader(ctx, db)
	if err != nil {
		return err
	}
	defer reader.Close()
	t := table{head: []string{"part", "state"}}
	t.add("database", databaseName(db))
	if server, ok := reader.(*postgres.Reader); ok {
		standing, err := server.Standing(ctx)
		if err != nil {
			return err
		}
		t.add("server", "PostgreSQL "+standing.Version)
		t.add("user", standing.User+": "+mayDo(standing))
		t.add("tables", fmt.Sprintf("version %d", postgres.SchemaVersion()))
	} else {
		t.add("tables", fmt.Sprintf("version %d", sqlite.SchemaVersion()))
	}
	summary, err := reader.Summary(ctx)
	if err != nil {
		return err
	}
	t.add("documents", fmt.Sprint(summary.Documents))
	return t.write(s.out)
}

// mayDo says what the user of a database may do there.
func mayDo(s postgres.Standing) string {
	switch {
	case s.Superuser:
		return "may do all on the server; for query and serve take one that only reads (docs/postgresql.md)"
	case s.Writes:
		return "reads and writes"
	}
	return "only reads"
}
