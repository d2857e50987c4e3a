package export

import (
	"encoding/csv"
	"io"
	"strconv"

	"mubiao/normalize"
	"mubiao/store"
)

// ByteOrderMark tells Excel that a CSV file is UTF-8; without it Excel takes
// the encoding of the system, which in China is GBK.
const ByteOrderMark = "\ufeff"

type csvWriter struct {
	w     *csv.Writer
	table *Table
}

// NewCSV writes a table as CSV: RFC 4180, with a head, lines ended by CR LF,
// UTF-8, with a byte order mark if asked for. Amounts are in 万元, exact.
//
// A text that a spreadsheet would take for a formula, such as the target
// =100%, has an apostrophe in front, as has one that begins with apostrophes
// before such a character: who reads the file takes away one apostrophe where
// =, +, -, @, their full-width forms, a tab or a line break follow it, or
// follow the apostrophes after it. Numbers have none.
func NewCSV(w io.Writer, table *Table, mark bool) (Writer, error) {
	if mark {
		if _, err := io.WriteString(w, ByteOrderMark); err != nil {
			return nil, err
		}
	}
	out := &csvWriter{csv.NewWriter(w), table}
	out.w.UseCRLF = true
	head := make([]string, len(table.Columns))
	for i, c := range table.Columns {
		head[i] = c.Name
	}
	return out, out.w.Write(head)
}

func (w *csvWriter) Write(s Selection) error {
	for _, r := range w.table.rowsOf(s) {
		cells := make([]string, len(r.values))
		for i, v := range r.values {
			cells[i] = csvCell(v)
		}
		if err := w.w.Write(cells); err != nil {
			return err
		}
	}
	return nil
}

func (w *csvWriter) Close() error {
	w.w.Flush()
	return w.w.Error()
}

func csvCell(v any) string {
	switch v := v.(type) {
	case string:
		return store.DisarmFormula(v)
	case int64:
		return strconv.FormatInt(v, 10)
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	case normalize.Amount:
		return v.String()
	}
	return ""
}

// Discard has nothing to free.
func (*csvWriter) Discard() {}
