package export

import (
	"strings"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"mubiao/normalize"
)

// A look is what a cell looks like.
type look struct {
	typ     Type
	head    bool
	wrapped bool
	changed bool
	link    bool
}

// width is the width of a column, which at least holds its head and the mark
// of the filter.
func width(c Column) float64 {
	const filterMark = 3
	w := c.Width
	if w == 0 {
		w = []float64{Text: 14, Whole: 9, Number: 10, Money: 16}[c.Type]
	}
	return max(w, float64(len(c.Name)+filterMark))
}

// cell is a value with its look.
func (b *workbook) cell(v any, l look) (excelize.Cell, error) {
	id, known := b.styles[l]
	if !known {
		var err error
		if id, err = b.file.NewStyle(l.style()); err != nil {
			return excelize.Cell{}, err
		}
		b.styles[l] = id
	}
	return excelize.Cell{StyleID: id, Value: v}, nil
}

// moneyFormat shows what six decimals of 万元 hold, and no more than there is.
const moneyFormat = "#,##0.00####"

func (l look) style() *excelize.Style {
	s := &excelize.Style{Alignment: &excelize.Alignment{Vertical: "top", WrapText: l.wrapped}}
	if l.typ == Money {
		format := moneyFormat
		s.CustomNumFmt = &format
	}
	switch {
	case l.head:
		s.Font = &excelize.Font{Bold: true}
		s.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"DDE6F0"}}
	case l.link:
		s.Font = &excelize.Font{Color: "0563C1", Underline: "single"}
	}
	if l.changed {
		s.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"FFF2A8"}}
	}
	return s
}

// sheetValue is a value as excelize takes it.
func sheetValue(v any) any {
	switch v := v.(type) {
	case normalize.Amount:
		const fenPerWan = 1e6
		return float64(v) / fenPerWan
	case string:
		return cut(v)
	}
	return v
}

// cut is what of a text a cell holds.
func cut(text string) string {
	if len(text) <= cellUnits { // a byte is no more than a unit
		return text
	}
	units := utf16.Encode([]rune(text))
	if len(units) <= cellUnits {
		return text
	}
	return strings.TrimRight(string(utf16.Decode(units[:cellUnits-1])), "\ufffd") + "…"
}
