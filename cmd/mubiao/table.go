package main

import (
	"io"
	"strings"

	"github.com/mattn/go-runewidth"
)

// cellWidth measures text in terminal columns: two for a Han character. What
// Unicode calls ambiguous (≥ ① “) counts as one, as nearly all terminals draw
// it, so that output does not depend on the locale.
var cellWidth = runewidth.Condition{StrictEmojiNeutral: true}

// A table is rows of text under a head, printed with aligned columns.
type table struct {
	head  []string
	rows  [][]string
	right map[int]bool // columns aligned to the right, from 0
	// bold are the parts of cells that stand out, from and to in bytes. It is
	// for terminals alone.
	bold map[cellAt][][2]int
}

// A cellAt is the place of a cell below the head, both from 0.
type cellAt struct{ row, column int }

func (t *table) add(cells ...string) { t.rows = append(t.rows, cells) }

// write prints the table: the head, a line, the rows; nothing that would
// trail at the end of a line.
func (t *table) write(w io.Writer) error {
	widths := t.widths()
	rule := make([]string, len(widths))
	for i, width := range widths {
		rule[i] = strings.Repeat("─", width)
	}
	const headRows = 2
	for i, row := range append([][]string{t.head, rule}, t.rows...) {
		if _, err := io.WriteString(w, t.line(i-headRows, row, widths)+"\n"); err != nil {
			return err
		}
	}
	return nil
}

func (t *table) widths() []int {
	widths := make([]int, len(t.head))
	for _, row := range append([][]string{t.head}, t.rows...) {
		for i, cell := range row {
			widths[i] = max(widths[i], cellWidth.StringWidth(oneLine(cell)))
		}
	}
	return widths
}

func (t *table) line(n int, row []string, widths []int) string {
	cells := make([]string, len(row))
	for i, cell := range row {
		pad := strings.Repeat(" ", widths[i]-cellWidth.StringWidth(oneLine(cell)))
		cell = inBold(cell, t.bold[cellAt{n, i}])
		if t.right[i] {
			cells[i] = pad + cell
		} else {
			cells[i] = cell + pad
		}
	}
	return strings.TrimRight(strings.Join(cells, "  "), " ")
}

// inBold shows a cell on a terminal with the parts between marks in bold.
func inBold(cell string, marks [][2]int) string {
	var b strings.Builder
	end := 0
	for _, m := range marks {
		b.WriteString(oneLine(cell[end:m[0]]) + "\x1b[1m" + oneLine(cell[m[0]:m[1]]) + "\x1b[0m")
		end = m[1]
	}
	return b.String() + oneLine(cell[end:])
}

// oneLine shows line breaks and other controls as spaces, so that a cell
// cannot break the table or reach the terminal's own commands.
func oneLine(s string) string { return strings.ReplaceAll(printable(s), "\n", " ") }

// printable shows controls as spaces, but for line breaks: what is told of a
// document, whose name may hold any, cannot reach the terminal's own commands.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' || r >= 0x7f && r < 0xa0 {
			return ' '
		}
		return r
	}, s)
}

// clip shortens text to width terminal columns and marks what it cut.
func clip(s string, width int) string { return cellWidth.Truncate(oneLine(s), width, "…") }
