package store

import "strings"

// formulaStarts are what a spreadsheet, or one that skips blanks or folds
// widths, takes for the start of a formula.
const formulaStarts = "=+-@\t\r\n＝＋－＠"

// DisarmFormula puts an apostrophe before the text of a cell that a spreadsheet
// would take for a formula, such as the target =100%. So that it can be undone,
// it does the same to one that begins with apostrophes before such a character.
func DisarmFormula(cell string) string {
	rest := strings.TrimLeft(cell, "'")
	if rest != "" && strings.ContainsRune(formulaStarts, []rune(rest)[0]) {
		return "'" + cell
	}
	return cell
}

// armed takes the apostrophe of DisarmFormula away.
func armed(cell string) string {
	if rest, ok := strings.CutPrefix(cell, "'"); ok && DisarmFormula(rest) == cell {
		return rest
	}
	return cell
}
