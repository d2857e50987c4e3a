package storetest

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mubiao/store"
)

// tables and views of a store, with names in place of the ids that two stores
// of the same documents may give differently.
var contents = map[string]string{
	"document":      `SELECT * FROM document`,
	"document_path": ofDocument("document_path"),
	"page":          ofDocument("page"),
	"form":          ofDocument("form"),
	"correction":    ofDocument("correction"),
	"fund":          ofForm("fund"),
	"goal":          ofForm("goal"),
	"task":          ofForm("task"),
	"indicator":     ofForm("indicator"),
	"evidence":      ofForm("evidence"),
	"issue": `SELECT coalesce(d.sha256, d.path) AS document, f.ordinal AS form, x.*
FROM issue x JOIN document d ON d.id = x.document_id LEFT JOIN form f ON f.id = x.form_id`,
	"target":        `SELECT * FROM target`,
	"project_year":  `SELECT * FROM project_year`,
	"target_change": `SELECT * FROM target_change`,
	"quality":       `SELECT * FROM quality`,
}

func ofDocument(table string) string {
	return `SELECT coalesce(d.sha256, d.path) AS document, x.* FROM ` + table + ` x JOIN document d ON d.id = x.document_id`
}

func ofForm(table string) string {
	return `SELECT coalesce(d.sha256, d.path) AS document, f.ordinal AS form, x.*
FROM ` + table + ` x JOIN form f ON f.id = x.form_id JOIN document d ON d.id = f.document_id`
}

// SameRows checks that two stores hold the same: row by row, all tables and
// views, but for ids and the times of reading. It returns how many rows of each
// it compared.
func SameRows(t *testing.T, want, got store.Querier) map[string]int {
	t.Helper()
	counts := make(map[string]int)
	for table, query := range contents {
		wantRows, gotRows := namedRows(t, want, query), namedRows(t, got, query)
		if diff := cmp.Diff(wantRows, gotRows); diff != "" {
			t.Errorf("%s: rows differ (-want +got):\n%s", table, diff)
		}
		counts[table] = len(wantRows)
	}
	return counts
}

// SameAnswer checks that two stores answer a question alike, in whatever order.
func SameAnswer(t *testing.T, want, got store.Querier, query string, arguments ...store.Argument) {
	t.Helper()
	if diff := cmp.Diff(namedRows(t, want, query, arguments...), namedRows(t, got, query, arguments...)); diff != "" {
		t.Errorf("%s: rows differ (-want +got):\n%s", query, diff)
	}
}

// namedRows are the rows of an answer, sorted, each as its columns and values
// sorted by name.
func namedRows(t *testing.T, q store.Querier, query string, arguments ...store.Argument) (found []string) {
	t.Helper()
	rows, err := q.Query(t.Context(), query, store.Limits{Timeout: -1, MaxRows: -1, MaxBytes: -1}, arguments...)
	if err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	defer rows.Close()
	for rows.Next() {
		var fields []string
		for i, value := range rows.Values() {
			if name := rows.Columns()[i]; !isOfStore(name) {
				fields = append(fields, fmt.Sprintf("%s=%v", name, value))
			}
		}
		slices.Sort(fields)
		found = append(found, strings.Join(fields, " "))
	}
	if err := rows.Err(); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	slices.Sort(found)
	return found
}

// isOfStore reports whether a column is of the store rather than of what it
// holds.
func isOfStore(column string) bool {
	return column == "id" || strings.HasSuffix(column, "_id") || strings.HasSuffix(column, "_at")
}

// All runs a query to its end.
func All(ctx context.Context, q store.Querier, query string, limits store.Limits, arguments ...store.Argument) (columns []string, values [][]any, err error) {
	rows, err := q.Query(ctx, query, limits, arguments...)
	if err != nil {
		return nil, nil, err
	}
	defer rows.Close()
	for rows.Next() {
		values = append(values, rows.Values())
	}
	return rows.Columns(), values, rows.Err()
}
