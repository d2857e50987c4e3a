package web

import (
	"encoding/hex"
	"io"
	"math"

	"github.com/xuri/excelize/v2"

	"mubiao/store"
)

// cellMost is how many characters a cell of a workbook holds
// (ISO/IEC 29500 leaves it to the program; Excel's specification says so).
const cellMost = 32767

// writeWorkbook writes an answer as an XLSX workbook of one sheet. Texts are
// cells of text, whatever they begin with: none is a formula.
func writeWorkbook(w io.Writer, rows store.Rows) error {
	f := excelize.NewFile()
	defer f.Close()
	sheet, err := f.NewStreamWriter(f.GetSheetName(0))
	if err != nil {
		return err
	}
	bold, err := f.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}})
	if err != nil {
		return err
	}
	head := make([]any, len(rows.Columns()))
	for i, name := range rows.Columns() {
		head[i] = excelize.Cell{StyleID: bold, Value: name}
	}
	if err := sheet.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	for n := 1; ; n++ {
		at, err := excelize.CoordinatesToCellName(1, n)
		if err != nil {
			return err
		}
		if err := sheet.SetRow(at, head); err != nil {
			return err
		}
		if !rows.Next() {
			break
		}
		head = workbookCells(rows.Values())
	}
	if err := rows.Err(); err != nil {
		return err
	}
	if err := sheet.Flush(); err != nil {
		return err
	}
	return f.Write(w)
}

// workbookCells are values as a workbook holds them.
func workbookCells(values []any) []any {
	for i, value := range values {
		switch v := value.(type) {
		case float64:
			if math.IsInf(v, 0) {
				values[i] = cellText(v)
			}
		case []byte:
			values[i] = hex.EncodeToString(v)
		case string:
			if characters := []rune(v); len(characters) > cellMost {
				values[i] = string(characters[:cellMost])
			}
		}
	}
	return values
}

// cellText is an infinite number, which workbooks do not have.
func cellText(v float64) string {
	if v < 0 {
		return "-∞"
	}
	return "∞"
}
