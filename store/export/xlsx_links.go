package export

import (
	"fmt"
	"strings"

	"mubiao/normalize"
)

// seeColumn is the column of the sheet of issues that leads to the row in
// doubt.
const seeColumn = "see"

// isIssues reports whether a table is that of issues.
func (t *Table) isIssues() bool { return t.Name == "issue" }

// links are where in a workbook the rows and issues of a selection stand.
type links struct {
	doc    Selection
	rows   map[rowKey]string // cells such as target!A5
	issues map[issueKey]string
}

type rowKey struct {
	form    int
	pointer string
}

type issueKey struct{ form, n int }

// link finds out where rows will stand that are written next.
func (b *workbook) link(s Selection, rows [][]row) *links {
	l := &links{s, make(map[rowKey]string), make(map[issueKey]string)}
	for i, sheet := range b.sheets {
		for n, r := range rows[i] {
			cell := fmt.Sprintf("%s!A%d", sheet.table.Name, sheet.rows+n+1)
			key := rowKey{r.form, r.pointer}
			if sheet.table.isIssues() {
				l.issues[issueKey{r.form, r.n}] = cell
			} else if l.rows[key] == "" {
				l.rows[key] = cell
			}
		}
	}
	return l
}

// ofForm are the issues of a form, or of the file.
func (l *links) ofForm(form int) []normalize.Issue {
	if form < 0 {
		return l.doc.Doc.Issues
	}
	return l.doc.Doc.Records[form].Issues
}

// issue is the cell of the first open issue about a row; empty if there is
// none, or no sheet of issues.
func (l *links) issue(r row) string {
	issues := l.ofForm(r.form)
	for i := range issues {
		if isOpen(&issues[i]) && about(&issues[i], r.pointer) {
			return l.issues[issueKey{r.form, i}]
		}
	}
	return ""
}

// row is the cell of the row that the issue of a row is about: that of the
// value, or of the nearest that it is part of. It is empty for an issue of the
// file.
func (l *links) row(issue row) string {
	pointer := l.ofForm(issue.form)[issue.n].Path
	for {
		if cell := l.rows[rowKey{issue.form, pointer}]; cell != "" || pointer == "" {
			return cell
		}
		pointer = pointer[:max(strings.LastIndexByte(pointer, '/'), 0)]
	}
}

// see is the cell of an issue that leads to the row in doubt.
func (b *workbook) see(r row, links *links) (any, error) {
	to := links.row(r)
	if to == "" {
		return nil, nil
	}
	name, _, _ := strings.Cut(to, "!")
	cell, err := b.cell(name, look{link: true})
	cell.Formula = hyperlink(to, `"`+name+`"`)
	return cell, err
}

// hyperlink is a formula that leads to a cell of the workbook. A hyperlink
// proper has no formula, but a sheet holds no more than 65,530 of those.
func hyperlink(to, shown string) string {
	return fmt.Sprintf(`HYPERLINK("#%s",%s)`, to, shown)
}
