package export

import (
	"fmt"
	"io"

	"github.com/xuri/excelize/v2"
)

// Limits of a sheet (Excel specifications and limits, Microsoft).
const (
	sheetRows = 1_048_576 // with the head
	cellUnits = 32_767    // UTF-16 units of a cell
)

// A FullError reports a table that has more rows than a sheet holds.
type FullError struct{ Table string }

func (e *FullError) Error() string {
	return fmt.Sprintf("table %s has more rows than a sheet holds (%d)", e.Table, sheetRows-1)
}

type workbook struct {
	w      io.Writer
	file   *excelize.File
	sheets []*sheet
	styles map[look]int
}

// A sheet is a table of a workbook.
type sheet struct {
	table   *Table
	out     *excelize.StreamWriter
	columns int
	rows    int // written, the head too
}

// NewXLSX writes tables as the sheets of an Excel workbook, and a last sheet
// that says what their columns mean. The head of a sheet stays in sight and
// filters; cells are typed, amounts numbers in 万元. The number of open issues
// of a row leads to the first of them, and each issue, in the column see, to
// the row that it is about. What a person changed stands on yellow.
//
// A text longer than the 32,767 characters that a cell holds is cut and ends
// in …. A table with more rows than a sheet holds is a *FullError.
func NewXLSX(w io.Writer, tables []*Table) (Writer, error) {
	b := &workbook{w: w, file: excelize.NewFile(), styles: make(map[look]int)}
	for i, t := range tables {
		if err := b.addSheet(i, t); err != nil {
			b.Discard()
			return nil, fmt.Errorf("sheet %s: %w", t.Name, err)
		}
	}
	return b, nil
}

func (b *workbook) addSheet(i int, t *Table) error {
	head, widths := make([]string, len(t.Columns)), make([]float64, len(t.Columns))
	for i, c := range t.Columns {
		head[i], widths[i] = c.Name, width(c)
	}
	if t.isIssues() {
		head, widths = append(head, seeColumn), append(widths, 10)
	}
	out, err := b.newSheet(i, t.Name, head, widths)
	if err != nil {
		return err
	}
	b.sheets = append(b.sheets, &sheet{t, out, len(head), 1})
	return nil
}

// newSheet begins a sheet with its head. The first sheet of a workbook is
// there already, under another name.
func (b *workbook) newSheet(i int, name string, head []string, widths []float64) (*excelize.StreamWriter, error) {
	var err error
	if i == 0 {
		err = b.file.SetSheetName(b.file.GetSheetName(0), name)
	} else {
		_, err = b.file.NewSheet(name)
	}
	if err != nil {
		return nil, err
	}
	out, err := b.file.NewStreamWriter(name)
	if err != nil {
		return nil, err
	}
	for i, width := range widths {
		if err := out.SetColWidth(i+1, i+1, width); err != nil {
			return nil, err
		}
	}
	if err := out.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return nil, err
	}
	cells := make([]any, len(head))
	for i, name := range head {
		if cells[i], err = b.cell(name, look{head: true}); err != nil {
			return nil, err
		}
	}
	return out, out.SetRow("A1", cells)
}

// Write writes a selection to all sheets.
func (b *workbook) Write(s Selection) error {
	rows, err := b.rowsOf(s)
	if err != nil {
		return err
	}
	links := b.link(s, rows)
	for i, sheet := range b.sheets {
		for _, r := range rows[i] {
			if err := b.writeRow(sheet, r, links); err != nil {
				return fmt.Errorf("sheet %s: %w", sheet.table.Name, err)
			}
		}
	}
	return nil
}

// rowsOf are the rows that a selection has on each sheet.
func (b *workbook) rowsOf(s Selection) ([][]row, error) {
	rows := make([][]row, len(b.sheets))
	for i, sheet := range b.sheets {
		rows[i] = sheet.table.rowsOf(s)
		if sheet.rows+len(rows[i]) > sheetRows {
			return nil, &FullError{sheet.table.Name}
		}
	}
	return rows, nil
}

func (b *workbook) writeRow(s *sheet, r row, links *links) error {
	cells := make([]any, len(r.values), len(r.values)+1)
	for i, v := range r.values {
		c := s.table.Columns[i]
		l := look{typ: c.Type, wrapped: c.Width >= wide, changed: r.changed != nil && r.changed[i]}
		to := ""
		if c.Name == openIssuesColumn && v != int64(0) {
			to = links.issue(r)
			l.link = to != ""
		}
		cell, err := b.cell(sheetValue(v), l)
		if err != nil {
			return err
		}
		if to != "" {
			cell.Formula = hyperlink(to, fmt.Sprint(v))
		}
		if v != nil || l.changed {
			cells[i] = cell
		}
	}
	if s.table.isIssues() {
		see, err := b.see(r, links)
		if err != nil {
			return err
		}
		cells = append(cells, see)
	}
	s.rows++
	return s.out.SetRow(fmt.Sprintf("A%d", s.rows), cells)
}

// Close writes the workbook.
func (b *workbook) Close() error {
	if err := b.addMeanings(); err != nil {
		return err
	}
	for _, s := range b.sheets {
		if err := b.finish(s.out, s.columns, s.rows); err != nil {
			return fmt.Errorf("sheet %s: %w", s.table.Name, err)
		}
	}
	return b.file.Write(b.w)
}

// Discard removes the temporary files of excelize.
func (b *workbook) Discard() { _ = b.file.Close() }

// finish ends a sheet, with a filter over all of its rows and columns.
func (b *workbook) finish(out *excelize.StreamWriter, columns, rows int) error {
	last, err := excelize.CoordinatesToCellName(columns, rows)
	if err != nil {
		return err
	}
	if err := b.file.AutoFilter(out.Sheet, "A1:"+last, nil); err != nil {
		return err
	}
	return out.Flush()
}

// meaningsSheet is the last sheet: what the columns of the others mean.
const meaningsSheet = "columns"

func (b *workbook) addMeanings() error {
	out, err := b.newSheet(len(b.sheets), meaningsSheet, []string{"table", "column", "meaning"}, []float64{12, 18, 100})
	if err != nil {
		return err
	}
	rows := 1
	add := func(cells ...any) error {
		rows++
		return out.SetRow(fmt.Sprintf("A%d", rows), cells)
	}
	for _, s := range b.sheets {
		if err := add(s.table.Name, nil, s.table.Meaning); err != nil {
			return err
		}
		for _, c := range s.table.Columns {
			if err := add(s.table.Name, c.Name, c.Meaning); err != nil {
				return err
			}
		}
	}
	return b.finish(out, 3, rows)
}
