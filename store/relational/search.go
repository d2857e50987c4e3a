package relational

import (
	"context"
	"fmt"

	"mubiao/store"
)

// A SearchIndex is what a database has to find rows by words with.
type SearchIndex interface {
	// Find calls row for each row of a kind that may hold all words of a query,
	// and one at least in itself, in the order of their storing: with columns
	// selected from the tables f (form), d (document) and, but for forms, x
	// (goal or indicator). Superseded documents are left out.
	Find(ctx context.Context, q Queryer, kind Kind, columns string, query store.Query, row func(Scan) error) error
}

// A searched is one of the kinds of row that are searched.
type searched struct {
	kind       Kind
	name       string
	columns    string // what scan reads: what is the same for all kinds, the texts beside the row, and those of the row
	fieldNames []string
	pointer    string // of a row, with %d for its ordinal
}

const (
	searchCommon = `d.sha256, d.path, f.ordinal, coalesce(f.project, ''), coalesce(f.department, ''), coalesce(f.unit, ''),
	coalesce(f.fiscal_year, 0), `
	correctedRow = `EXISTS (SELECT 1 FROM correction c WHERE c.document_id = f.document_id AND c.form = f.ordinal
	AND c.status = 'applied' AND f.reading IS NOT NULL AND `
	pageOfRow = `coalesce((SELECT min(page) FROM evidence WHERE form_id = f.id AND %s), f.first_page, 0), `
)

// within selects what is of the row x: pointers of the member named, or below.
func within(members, column string) string {
	return fmt.Sprintf(`%[2]s >= '/%[1]s/' || x.ordinal AND %[2]s < '/%[1]s/' || x.ordinal || '0'`, members, column)
}

var searchedKinds = []searched{
	{
		Forms, "form",
		searchCommon + `0, coalesce(f.first_page, 0), ` + correctedRow + `c.pointer IN ('/project', '/unit', '/department', '/title')),
	'', '', '', coalesce(f.project, ''), coalesce(f.unit, ''), coalesce(f.department, ''), coalesce(f.title, '')`,
		[]string{"project", "unit", "department", "title"},
		"",
	},
	{
		Goals, "goal",
		searchCommon + `x.ordinal, ` + fmt.Sprintf(pageOfRow, within("goals", "pointer")) + correctedRow + within("goals", "c.pointer") + `),
	'', '', '', x.text`,
		[]string{"text"},
		"/goals/%d",
	},
	{
		Indicators, "indicator",
		searchCommon + `x.ordinal, ` + fmt.Sprintf(pageOfRow, within("indicators", "pointer")) + correctedRow + within("indicators", "c.pointer") + `),
	coalesce(x.level1, ''), coalesce(x.level2, ''), '', x.level3, x.target`,
		[]string{"level3", "target"},
		"/indicators/%d",
	},
}

// Search finds rows by words; see store.Searcher.
func (r Reader) Search(ctx context.Context, query store.Query, found func(*store.Hit) error) error {
	if len(query.Words()) == 0 {
		return store.ErrNoWord
	}
	var stopped error
	err := r.Source.Snapshot(ctx, func(q Queryer) error {
		for i := range searchedKinds {
			k := &searchedKinds[i]
			err := r.Index.Find(ctx, q, k.kind, k.columns, query, func(scan Scan) error {
				hit, fits, err := k.scan(scan, query)
				if err != nil || !fits {
					return err
				}
				stopped = found(&hit)
				return stopped
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
	if stopped != nil {
		return stopped
	}
	if err != nil {
		return fmt.Errorf("search: %w", err)
	}
	return nil
}

// scan reads a row and looks for the words in its texts: the index does not
// know of signs, such as the ≥ of ≥95%.
func (k *searched) scan(scan Scan, query store.Query) (hit store.Hit, fits bool, err error) {
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
