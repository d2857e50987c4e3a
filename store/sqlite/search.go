package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"mubiao/normalize"
	"mubiao/store"
)

// What the id of a row is raised by to be its rowid in search_index, by kind:
// the index is asked, and answers, kind by kind.
const (
	formRows      = 0
	goalRows      = 1 << 40
	indicatorRows = 2 << 40
	endOfRows     = 3 << 40
)

const indexRow = `INSERT INTO search_index (rowid, own, beside) VALUES (?, ?, ?)`

// Each of the searches selects what scanHit reads: what is the same for all
// kinds, then the texts of the row itself and those beside it.
const (
	searchCommon = `
SELECT d.sha256, d.path, f.ordinal, coalesce(f.project, ''), coalesce(f.department, ''), coalesce(f.unit, ''),
	coalesce(f.fiscal_year, 0), `
	searchMatch = `
FROM search_index s
JOIN %s x ON x.id = s.rowid - ?3 `
	searchDocument = `
JOIN document d ON d.id = f.document_id
WHERE search_index MATCH ?1 AND s.rowid >= ?3 AND s.rowid < ?2 AND d.superseded = 0
ORDER BY s.rowid`
	correctedRow = `EXISTS (SELECT 1 FROM correction c WHERE c.document_id = f.document_id AND c.form = f.ordinal
	AND c.status = 'applied' AND f.reading IS NOT NULL AND `
	pageOfRow = `coalesce((SELECT min(page) FROM evidence WHERE form_id = f.id AND %s), f.first_page, 0), `
)

// A searchKind is one of the kinds of row that are searched.
type searchKind struct {
	name       string
	from, to   int64 // rowids
	query      string
	fieldNames []string
	pointer    string // of a row, with %d for its ordinal
}

// within selects what is of the row x: pointers of the member named, or below.
func within(members, column string) string {
	return fmt.Sprintf(`%[2]s >= '/%[1]s/' || x.ordinal AND %[2]s < '/%[1]s/' || x.ordinal || '0'`, members, column)
}

var searchKinds = []searchKind{
	{
		"form", formRows, goalRows,
		searchCommon + `0, coalesce(f.first_page, 0), ` + correctedRow + `c.pointer IN ('/project', '/unit', '/department', '/title')),
	'', '', '', coalesce(f.project, ''), coalesce(f.unit, ''), coalesce(f.department, ''), coalesce(f.title, '')
FROM search_index s JOIN form f ON f.id = s.rowid - ?3` + searchDocument,
		[]string{"project", "unit", "department", "title"},
		"",
	},
	{
		"goal", goalRows, indicatorRows,
		searchCommon + `x.ordinal, ` + fmt.Sprintf(pageOfRow, within("goals", "pointer")) + correctedRow + within("goals", "c.pointer") + `),
	'', '', '', x.text` + fmt.Sprintf(searchMatch, "goal") + `JOIN form f ON f.id = x.form_id` + searchDocument,
		[]string{"text"},
		"/goals/%d",
	},
	{
		"indicator", indicatorRows, endOfRows,
		searchCommon + `x.ordinal, ` + fmt.Sprintf(pageOfRow, within("indicators", "pointer")) + correctedRow + within("indicators", "c.pointer") + `),
	coalesce(x.level1, ''), coalesce(x.level2, ''), '', x.level3, x.target` + fmt.Sprintf(searchMatch, "indicator") +
			`JOIN form f ON f.id = x.form_id` + searchDocument,
		[]string{"level3", "target"},
		"/indicators/%d",
	},
}

// Search finds rows by words; see store.Searcher.
func (r reading) Search(ctx context.Context, query store.Query, found func(*store.Hit) error) error {
	if len(query.Words()) == 0 {
		return store.ErrNoWord
	}
	var stopped error
	err := r.snapshot(ctx, func(s *snapshot) {
		for i := range searchKinds {
			k := &searchKinds[i]
			s.each(k.query, func(scan func(...any) error) error {
				hit, fits, err := k.scan(scan, query)
				if err != nil || !fits {
					return err
				}
				stopped = found(&hit)
				return stopped
			}, matchOf(query), k.to, k.from)
		}
	})
	if stopped != nil {
		return stopped
	}
	if err != nil {
		return fmt.Errorf("search: %w", err)
	}
	return nil
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

// yearText is the year of a form as people search for it.
func yearText(r *normalize.Record) string {
	if r.FiscalYear == 0 {
		return ""
	}
	return strconv.Itoa(r.FiscalYear)
}

// scan reads a row and looks for the words in its texts: the index does not
// know of signs, such as the ≥ of ≥95%.
func (k *searchKind) scan(scan func(...any) error, query store.Query) (hit store.Hit, fits bool, err error) {
	hit.Kind = k.name
	texts := make([]string, len(k.fieldNames))
	beside := make([]string, 3)
	var ordinal int
	to := []any{
		&hit.SHA256, &hit.Path, &hit.Form, &hit.Project, &hit.Department, &hit.Unit, &hit.Year,
		&ordinal, &hit.Page, &hit.Corrected, &beside[0], &beside[1], &beside[2],
	}
	for i := range texts {
		to = append(to, &texts[i])
	}
	if err := scan(to...); err != nil {
		return hit, false, err
	}
	row := k.pointer
	if row != "" {
		row = fmt.Sprintf(row, ordinal)
		beside = append(beside, hit.Project, hit.Department, hit.Unit)
	}
	if hit.Year != 0 {
		beside = append(beside, fmt.Sprint(hit.Year))
	}
	fields := make([]store.HitField, len(texts))
	for i, name := range k.fieldNames {
		fields[i] = store.HitField{Name: name, Pointer: row + "/" + name, Text: texts[i]}
	}
	if k.name == "indicator" {
		hit.Indicator, hit.Target = texts[0], texts[1]
	}
	return hit, query.Match(&hit, fields, beside...), nil
}

const findByHash = `
SELECT sha256 FROM document WHERE sha256 >= ?1 AND sha256 < ?1 || 'g' ORDER BY sha256 LIMIT ?2`

const findByPath = `
SELECT d.sha256 FROM document d JOIN document_path p ON p.document_id = d.id
WHERE p.path = ? AND d.sha256 IS NOT NULL ORDER BY p.held DESC, p.seen_at DESC, d.id DESC LIMIT 1`

// Find returns the document that a name means; see store.Reader.
func (r reading) Find(ctx context.Context, name string) (string, error) {
	var sha256 string
	err := r.db.QueryRowContext(ctx, findByPath, name).Scan(&sha256)
	if err == nil || !errors.Is(err, sql.ErrNoRows) {
		return sha256, err
	}
	if !store.IsHashPrefix(name) {
		return "", fmt.Errorf("%s: %w", name, store.ErrNotFound)
	}
	var found []string
	err = r.snapshot(ctx, func(s *snapshot) {
		s.each(findByHash, func(scan func(...any) error) error {
			err := scan(&sha256)
			found = append(found, sha256)
			return err
		}, name, 2)
	})
	switch {
	case err != nil:
		return "", err
	case len(found) == 0:
		return "", fmt.Errorf("%s: %w", name, store.ErrNotFound)
	case len(found) > 1:
		return "", fmt.Errorf("%s: %w", name, store.ErrAmbiguous)
	}
	return found[0], nil
}
