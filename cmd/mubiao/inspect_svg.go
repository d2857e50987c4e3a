package main

import (
	"bufio"
	"fmt"
	"strings"

	"mubiao/extract"
	"mubiao/extract/grid"
)

// Colours of the drawing. Cells take turns, so that neighbours differ.
const (
	inkColour     = "#333"
	hiddenColour  = "#aaa"
	doubtColour   = "#d00"
	boxColour     = "#9bd"
	lineColour    = "#06c" // horizontal rulings
	uprightColour = "#080" // vertical rulings
	valueColour   = "#c60"
	outsideColour = "#939" // lines of text in no cell
)

var cellColours = []string{"#bde", "#fdb", "#cec", "#ecd", "#eea"}

// Sizes of the drawing's own marks, in points.
const (
	hairline   = 0.25
	labelSize  = 4.0
	minRuling  = 0.4 // thinner rulings are drawn so thick, to be seen
	openDashes = "2 1.5"
)

// draw writes the page as SVG, one unit a point.
func (v *sight) draw(w *bufio.Writer) error {
	fmt.Fprintf(w, `<svg xmlns="http://www.w3.org/2000/svg" width="%gpt" height="%gpt" viewBox="0 0 %[1]g %[2]g">`+"\n",
		v.page.Width, v.page.Height)
	fmt.Fprintf(w, `<rect width="%g" height="%g" fill="#fff"/>`+"\n", v.page.Width, v.page.Height)
	switch v.stage {
	case "rulings":
		drawGlyphs(w, v.page.Glyphs, false)
		drawRulings(w, v.page.Rulings)
	case "grid":
		drawGrids(w, v.layout)
		drawGlyphs(w, v.page.Glyphs, false)
	case "form":
		drawGlyphs(w, v.page.Glyphs, false)
		fmt.Fprintf(w, `<rect width="%g" height="%g" fill="#fff" opacity="0.5"/>`+"\n", v.page.Width, v.page.Height)
		drawValues(w, v.values())
	default:
		drawGlyphs(w, v.page.Glyphs, true)
	}
	_, err := w.WriteString("</svg>\n")
	return err
}

// drawGlyphs sets the characters where the page has them, with their boxes
// if asked for.
func drawGlyphs(w *bufio.Writer, glyphs []extract.Glyph, boxes bool) {
	for _, g := range glyphs {
		colour := inkColour
		switch {
		case strings.Contains(g.Text, "\ufffd"):
			colour = doubtColour
		case g.Hidden:
			colour = hiddenColour
		}
		if boxes {
			drawBox(w, g.Box, "none", boxColour, hairline)
		}
		drawCharacter(w, g, colour)
	}
}

// drawCharacter sets one glyph on its baseline, turned as it is on the page.
func drawCharacter(w *bufio.Writer, g extract.Glyph, colour string) {
	if strings.TrimSpace(g.Text) == "" {
		return
	}
	size := g.Size
	if size == 0 {
		size = g.Box.Height()
	}
	x, y := g.Box.X0, g.Box.Y1-baselineRise*size
	if g.Angle == 0 {
		drawText(w, x, y, size, colour, g.Text)
		return
	}
	x, y = g.Box.Center()
	fmt.Fprintf(w, `<g transform="rotate(%g %.2f %.2f)">`, g.Angle, x, y)
	drawText(w, x-size/2, y+size*(0.5-baselineRise), size, colour, g.Text)
	w.WriteString("</g>\n")
}

// baselineRise is how far a glyph's baseline is above the bottom of its box,
// in em (see extract.Glyph.Box).
const baselineRise = 0.12

func drawRulings(w *bufio.Writer, rulings []extract.Ruling) {
	for _, r := range rulings {
		colour := uprightColour
		if r.Horizontal() {
			colour = lineColour
		}
		drawLine(w, r.X0, r.Y0, r.X1, r.Y1, colour, max(r.Width, minRuling), "")
	}
}

func drawGrids(w *bufio.Writer, layout grid.Layout) {
	for _, g := range layout.Grids {
		for i, c := range g.Cells {
			drawBox(w, c.Box, cellColours[(i+c.Row)%len(cellColours)], inkColour, hairline)
			drawOpenEdges(w, c)
			drawText(w, c.Box.X0+1, c.Box.Y0+labelSize, labelSize, doubtColour, fmt.Sprintf("%d,%d", c.Row, c.Col))
		}
	}
	for _, l := range layout.Lines {
		drawBox(w, l.Box, "none", outsideColour, hairline)
	}
}

// drawOpenEdges dashes the edges that no rule closes.
func drawOpenEdges(w *bufio.Writer, c grid.Cell) {
	if c.OpenTop {
		drawLine(w, c.Box.X0, c.Box.Y0, c.Box.X1, c.Box.Y0, doubtColour, 1, openDashes)
	}
	if c.OpenBottom {
		drawLine(w, c.Box.X0, c.Box.Y1, c.Box.X1, c.Box.Y1, doubtColour, 1, openDashes)
	}
}

// drawValues frames the places of values and writes their pointers on them,
// then the doubts; doubts without a place stand in the upper left corner.
func drawValues(w *bufio.Writer, values []sightedValue) {
	var boxes []extract.Rect
	byBox := make(map[extract.Rect][]sightedValue)
	for _, v := range values {
		if byBox[v.box] == nil {
			boxes = append(boxes, v.box)
		}
		byBox[v.box] = append(byBox[v.box], v)
	}
	for _, box := range boxes {
		labels, doubts := pointerLabels(byBox[box])
		colour := valueColour
		if len(doubts) > 0 {
			colour = doubtColour
		}
		if !box.Empty() {
			drawBox(w, box, "none", colour, 4*hairline)
		}
		for i, text := range append(labels, doubts...) {
			drawText(w, box.X0+1, box.Y0+labelSize*float64(i+1), labelSize, colour, text)
		}
	}
}

// pointerLabels are the pointers of values at one place and the doubts about
// them. Fields of one object share a label (/indicators/0/op target unit),
// and of many objects (the rows of a merged cell) the first is named.
func pointerLabels(values []sightedValue) (labels, doubts []string) {
	parent, others := "", 0
	for _, v := range values {
		if v.box.Empty() {
			doubts = append(doubts, v.label()+" "+strings.Join(v.doubts, " "))
			continue
		}
		doubts = append(doubts, v.doubts...)
		slash := strings.LastIndex(v.label(), "/") + 1
		switch object := v.label()[:slash]; {
		case len(labels) == 0:
			parent, labels = object, []string{v.label()}
		case object == parent:
			labels[0] += " " + v.label()[slash:]
		default:
			others++
		}
	}
	if others > 0 {
		labels[0] += fmt.Sprintf(" +%d", others)
	}
	return labels, doubts
}

func drawBox(w *bufio.Writer, r extract.Rect, fill, stroke string, width float64) {
	fmt.Fprintf(w, `<rect x="%.2f" y="%.2f" width="%.2f" height="%.2f" fill="%s" stroke="%s" stroke-width="%g"/>`+"\n",
		r.X0, r.Y0, r.Width(), r.Height(), fill, stroke, width)
}

func drawLine(w *bufio.Writer, x0, y0, x1, y1 float64, colour string, width float64, dashes string) {
	fmt.Fprintf(w, `<line x1="%.2f" y1="%.2f" x2="%.2f" y2="%.2f" stroke="%s" stroke-width="%g" stroke-dasharray="%s"/>`+"\n",
		x0, y0, x1, y1, colour, width, dashes)
}

func drawText(w *bufio.Writer, x, y, size float64, colour, text string) {
	fmt.Fprintf(w, `<text x="%.2f" y="%.2f" font-size="%.2f" font-family="Noto Sans CJK SC, Noto Sans SC, sans-serif" fill="%s">%s</text>`+"\n",
		x, y, size, colour, escapeXML(text))
}

// escapeXML writes text as XML character data. What XML cannot hold shows as
// U+FFFD.
func escapeXML(text string) string {
	text = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0xfffe || r == 0xffff {
			return '\ufffd'
		}
		return r
	}, text)
	return xmlEscaper.Replace(text)
}

var xmlEscaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;")
