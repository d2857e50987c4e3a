package postgres

import (
	"context"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"

	"mubiao/store/relational"
)

// bulk is the number of rows from which on they go by COPY. It waits for the
// server twice, where statements of INSERT travel with others: a few rows are not
// worth that over a network. On one machine bounds from 1 to 40 took the same
// time for documents of 4 forms and 60 indicators.
const bulk = 8

// Insert adds rows to a table; see relational.Tx.
func (t *transaction) Insert(ctx context.Context, table *relational.Table, rows []relational.Row) error {
	values := make([][]any, len(rows))
	for i := range rows {
		values[i] = storable(rows[i].Values)
	}
	if err := t.add(ctx, table, values); err != nil || table.Kind == 0 {
		return err
	}
	words := make([][]any, len(rows))
	for i := range rows {
		words[i] = indexRow(table.Kind, rows[i])
	}
	return t.add(ctx, searchIndex, words)
}

// add adds rows to a table by the way that suits their number.
func (t *transaction) add(ctx context.Context, table *relational.Table, rows [][]any) error {
	if len(rows) < bulk {
		insert := table.InsertStatement()
		for _, row := range rows {
			t.waiting.Queue(insert, row...)
		}
		return nil
	}
	if err := t.flush(ctx); err != nil {
		return err
	}
	_, err := t.tx.CopyFrom(ctx, pgx.Identifier{table.Name}, table.Columns, pgx.CopyFromRows(rows))
	return err
}

// searchIndex is the index of words.
var searchIndex = &relational.Table{Name: "search_index", Columns: []string{"kind", "form_id", "ordinal", "own", "beside"}}

// indexRow is the row of the index of words for a row of a table.
func indexRow(kind relational.Kind, row relational.Row) []any {
	form, ordinal := row.Values[0], any(0)
	if kind != relational.Forms {
		ordinal = row.Values[1]
	}
	return []any{int16(kind), form, ordinal, grams(row.Words.Own...), grams(row.Words.Beside...)}
}

// Index adds a form to the index of words; see relational.Tx.
func (t *transaction) Index(ctx context.Context, form int64, words relational.Words) error {
	row := relational.Row{Values: []any{form}, Words: words}
	return t.add(ctx, searchIndex, [][]any{indexRow(relational.Forms, row)})
}

// Unindex takes a form out of the index of words; see relational.Tx.
func (t *transaction) Unindex(ctx context.Context, form int64) error {
	return t.Exec(ctx, `DELETE FROM search_index WHERE form_id = $1`, form)
}

// grams are the characters of texts, as store.Terms parts them, and the pairs
// of them that follow each other: ascending, each once.
func grams(terms ...string) []int32 {
	grams := []int32{} // NULL otherwise
	for _, text := range terms {
		var last rune
		for _, r := range text {
			if r == ' ' {
				continue
			}
			grams = append(grams, int32(r))
			if last != 0 {
				grams = append(grams, pair(last, r))
			}
			last = r
		}
	}
	slices.Sort(grams)
	return slices.Compact(grams)
}

// pair is the number of two characters. Only pairs beyond the Basic
// Multilingual Plane share numbers with others, which costs a second look.
func pair(a, b rune) int32 { return int32(uint32(a)<<16 ^ uint32(b)) }

// wordGrams are the grams that every text has that holds a word.
func wordGrams(terms string) []int32 {
	all := grams(terms)
	if strings.Count(strings.TrimSpace(terms), " ") == 0 {
		return all
	}
	// The pairs say all that the characters do.
	return slices.DeleteFunc(all, func(g int32) bool { return g >= 0 && g <= maxRune })
}

// maxRune is above all numbers of single characters, and below those of pairs:
// no character of a word is below '0'.
const maxRune = 0x10ffff
