package postgres

import (
	"context"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5"

	"mubiao/store"
	"mubiao/store/relational"
)

// A gramIndex finds rows by the grams of words; see the package comment.
type gramIndex struct{}

// searchFrom is where the rows of a kind are that the index finds.
var searchFrom = map[relational.Kind]string{
	relational.Forms:      `JOIN form f ON f.id = s.form_id`,
	relational.Goals:      `JOIN goal x ON x.form_id = s.form_id AND x.ordinal = s.ordinal JOIN form f ON f.id = s.form_id`,
	relational.Indicators: `JOIN indicator x ON x.form_id = s.form_id AND x.ordinal = s.ordinal JOIN form f ON f.id = s.form_id`,
}

// fetched is how many hits are asked for at once. A page of a list has fewer.
const fetched = 200

// Find finds rows by words; see relational.SearchIndex. It goes through the
// index by a cursor, and to the rows themselves for a few hits at a time: who
// has seen enough leaves the rest unread.
func (gramIndex) Find(
	ctx context.Context, q relational.Queryer, kind relational.Kind, columns string, query store.Query, row func(relational.Scan) error,
) error {
	cursor := fmt.Sprintf("hits_%d", kind)
	declare := fmt.Sprintf(`
DECLARE %s NO SCROLL CURSOR FOR
SELECT s.form_id, s.ordinal FROM search_index s WHERE s.kind = %d AND %s
ORDER BY s.form_id, s.ordinal`, cursor, kind, matching(query))
	show := fmt.Sprintf(`
SELECT %s
FROM unnest($1::bigint[], $2::bigint[]) WITH ORDINALITY AS s (form_id, ordinal, nth) %s
JOIN document d ON d.id = f.document_id
WHERE d.superseded = 0
ORDER BY s.nth`, columns, searchFrom[kind])
	if err := q.Each(ctx, declare, nil, pgx.QueryExecModeExec); err != nil {
		return err
	}
	for n := fetched; n == fetched; {
		forms, ordinals, err := nextHits(ctx, q, cursor)
		if err != nil {
			return err
		}
		if n = len(forms); n > 0 {
			if err := q.Each(ctx, show, row, forms, ordinals); err != nil {
				return err
			}
		}
	}
	return q.Each(ctx, "CLOSE "+cursor, nil, pgx.QueryExecModeExec)
}

// nextHits reads on in a cursor.
func nextHits(ctx context.Context, q relational.Queryer, cursor string) (forms, ordinals []int64, err error) {
	err = q.Each(ctx, fmt.Sprintf("FETCH %d FROM %s", fetched, cursor), func(scan relational.Scan) error {
		var form, ordinal int64
		err := scan(&form, &ordinal)
		forms, ordinals = append(forms, form), append(ordinals, ordinal)
		return err
	})
	return forms, ordinals, err
}

// matching is the condition that a row of the index holds the grams of all
// words, and those of one at least in itself.
func matching(query store.Query) string {
	var own, anywhere []string
	for _, word := range query.Words() {
		grams := strings.Trim(strings.ReplaceAll(fmt.Sprint(wordGrams(store.Terms(word))), " ", ","), "[]")
		inOwn := fmt.Sprintf("s.own @> '{%s}'", grams)
		own = append(own, inOwn)
		anywhere = append(anywhere, fmt.Sprintf("(%s OR s.beside @> '{%s}')", inOwn, grams))
	}
	if len(own) == 1 {
		return own[0]
	}
	return strings.Join(anywhere, " AND ") + " AND (" + strings.Join(own, " OR ") + ")"
}
