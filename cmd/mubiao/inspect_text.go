package main

import (
	"bufio"
	"fmt"
	"strings"

	"mubiao/extract"
	"mubiao/extract/grid"
)

// list writes what draw draws, a line each. Boxes are x0 y0 x1 y1 in points.
func (v *sight) list(w *bufio.Writer) error {
	fmt.Fprintf(w, "page %d, %.4g × %.4g pt, read by %s\n", v.page.Number, v.page.Width, v.page.Height, v.page.Reader)
	for _, problem := range v.page.Problems {
		fmt.Fprintf(w, "problem: %s\n", oneLine(problem.Error()))
	}
	switch v.stage {
	case "glyphs":
		listGlyphs(w, v.page.Glyphs)
	case "rulings":
		listRulings(w, v.page.Rulings)
	case "grid":
		listGrids(w, v.layout)
	case "form":
		listValues(w, v.values())
	}
	return w.Flush()
}

func listGlyphs(w *bufio.Writer, glyphs []extract.Glyph) {
	for _, g := range glyphs {
		fmt.Fprintf(w, "%s  size %.4g", boxText(g.Box), g.Size)
		if g.Angle != 0 {
			fmt.Fprintf(w, "  turned %g°", g.Angle)
		}
		if g.Hidden {
			w.WriteString("  hidden")
		}
		if g.Confidence < 1 {
			fmt.Fprintf(w, "  confidence %.2f", g.Confidence)
		}
		fmt.Fprintf(w, "  %q\n", g.Text)
	}
}

func listRulings(w *bufio.Writer, rulings []extract.Ruling) {
	for _, r := range rulings {
		direction := "vertical  "
		if r.Horizontal() {
			direction = "horizontal"
		}
		fmt.Fprintf(w, "%s  %s  width %.4g\n", direction, boxText(extract.Rect{X0: r.X0, Y0: r.Y0, X1: r.X1, Y1: r.Y1}), r.Width)
	}
}

func listGrids(w *bufio.Writer, layout grid.Layout) {
	for i, g := range layout.Grids {
		fmt.Fprintf(w, "grid %d: %d rows, %d columns, %s\n", i+1, len(g.Ys)-1, len(g.Xs)-1, boxText(g.Box))
		for _, c := range g.Cells {
			fmt.Fprintf(w, "  %d,%d  %s%s  %s\n", c.Row, c.Col, boxText(c.Box), shape(c), cellLines(c))
		}
	}
	for _, l := range layout.Lines {
		fmt.Fprintf(w, "outside  %s  %s\n", boxText(l.Box), oneLine(l.Text))
	}
}

// cellLines is a cell's text with its line breaks marked.
func cellLines(c grid.Cell) string {
	texts := make([]string, len(c.Lines))
	for i, l := range c.Lines {
		texts[i] = oneLine(l.Text)
	}
	return strings.Join(texts, " ⏎ ")
}

// shape tells what is unusual about a cell: its span, its open edges.
func shape(c grid.Cell) string {
	var b strings.Builder
	if c.RowSpan > 1 || c.ColSpan > 1 {
		fmt.Fprintf(&b, "  %d×%d", c.RowSpan, c.ColSpan)
	}
	if c.OpenTop {
		b.WriteString("  open above")
	}
	if c.OpenBottom {
		b.WriteString("  open below")
	}
	return b.String()
}

func listValues(w *bufio.Writer, values []sightedValue) {
	for _, v := range values {
		fmt.Fprintf(w, "%s  %s  %s\n", v.label(), boxText(v.box), oneLine(v.text))
		for _, doubt := range v.doubts {
			fmt.Fprintf(w, "  %s\n", doubt)
		}
	}
}

// label is the pointer, led by the form where the page has several.
func (v sightedValue) label() string {
	if v.form == "" {
		return v.pointer
	}
	return "form " + v.form + " " + v.pointer
}

func boxText(r extract.Rect) string {
	return fmt.Sprintf("%.2f %.2f %.2f %.2f", r.X0, r.Y0, r.X1, r.Y1)
}
