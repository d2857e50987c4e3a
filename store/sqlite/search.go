package sqlite

import (
	"context"
	"fmt"
	"strings"

	"mubiao/store"
	"mubiao/store/relational"
)

// What the id of a row is raised by to be its rowid in search_index, by kind:
// the index is asked, and answers, kind by kind.
const (
	formRows      = 0
	goalRows      = 1 << 40
	indicatorRows = 2 << 40
)

const indexRow = `INSERT INTO search_index (rowid, own, beside) VALUES (?, ?, ?)`

// firstRow are the rowids of the kinds, less the id of the row.
var firstRow = map[relational.Kind]int64{relational.Forms: formRows, relational.Goals: goalRows, relational.Indicators: indicatorRows}

// rowsOfKind is how many rowids each kind has.
const rowsOfKind = 1 << 40

// index adds a row to the index of words.
func (t *transaction) index(ctx context.Context, kind relational.Kind, id int64, words relational.Words) error {
	_, err := t.exec(ctx, indexRow, []any{firstRow[kind] + id, joined(words.Own), joined(words.Beside)})
	return err
}

// Index adds a form to the index of words; see relational.Tx.
func (t *transaction) Index(ctx context.Context, form int64, words relational.Words) error {
	return t.index(ctx, relational.Forms, form, words)
}

// Unindex takes a form out of the index of words. Triggers do so with what
// hangs on it, once that is deleted.
func (t *transaction) Unindex(ctx context.Context, form int64) error {
	return t.Exec(ctx, `DELETE FROM search_index WHERE rowid = $1`, formRows+form)
}

// searchFrom is where the rows of a kind are that the index finds.
var searchFrom = map[relational.Kind]string{
	relational.Forms:      `JOIN form f ON f.id = s.rowid - $3`,
	relational.Goals:      `JOIN goal x ON x.id = s.rowid - $3 JOIN form f ON f.id = x.form_id`,
	relational.Indicators: `JOIN indicator x ON x.id = s.rowid - $3 JOIN form f ON f.id = x.form_id`,
}

// A wordIndex finds rows by FTS5; see the package comment.
type wordIndex struct{}

// Find finds rows by words; see relational.SearchIndex.
func (wordIndex) Find(
	ctx context.Context, q relational.Queryer, kind relational.Kind, columns string, query store.Query, row func(relational.Scan) error,
) error {
	search := fmt.Sprintf(`
SELECT %s
FROM search_index s %s
JOIN document d ON d.id = f.document_id
WHERE search_index MATCH $1 AND s.rowid >= $3 AND s.rowid < $2 AND d.superseded = 0
ORDER BY s.rowid`, columns, searchFrom[kind])
	first := firstRow[kind]
	return q.Each(ctx, search, row, matchOf(query), first+rowsOfKind, first)
}

// matchOf is a query as FTS5 takes it: all words, and one at least in the row
// itself. A word is a phrase of its characters, quoted, so that nothing in it
// is an operator.
func matchOf(query store.Query) string {
	words := query.Words()
	phrases := make([]string, len(words))
	for i, word := range words {
		phrases[i] = `"` + strings.TrimSpace(store.Terms(word)) + `"`
	}
	own := "own : (" + strings.Join(phrases, " OR ") + ")"
	if len(phrases) == 1 {
		return own
	}
	return "(" + strings.Join(phrases, " AND ") + ") AND (" + own + ")"
}
