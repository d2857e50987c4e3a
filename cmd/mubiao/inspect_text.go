package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"mubiao/extract"
	"mubiao/extract/grid"
	"mubiao/normalize"
)

// list writes what draw draws, a line each. Boxes are x0 y0 x1 y1 in points.
func (v *sight) list(w *bufio.Writer) error {
	fmt.Fprintf(w, "page %d, %.4g × %.4g pt, read by %s\n", v.page.Number, v.page.Width, v.page.Height, v.page.Reader)
	for _, problem := range v.page.Problems {
		fmt.Fprintf(w, "problem: %v\n", problem)
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
		fmt.Fprintf(w, "%s  %s  %s\n", v.pointer, boxText(v.box), oneLine(v.text))
		for _, doubt := range v.doubts {
			fmt.Fprintf(w, "  %s\n", doubt)
		}
	}
}

func boxText(r extract.Rect) string {
	return fmt.Sprintf("%.2f %.2f %.2f %.2f", r.X0, r.Y0, r.X1, r.Y1)
}

// A sightedValue is a value of a form and where it stands on the page.
type sightedValue struct {
	pointer string // JSON pointer; led by the form's number, from 0, where the page has several
	box     extract.Rect
	text    string   // the value as JSON
	doubts  []string // its issues
}

// values collects what stands on the page: values with evidence there, each
// with its issues; then the issues that point at no place, if their form
// stands on the page.
func (v *sight) values() []sightedValue {
	var all []sightedValue
	for i, r := range v.records {
		prefix := "form " + strconv.Itoa(i) + " "
		if len(v.records) == 1 {
			prefix = ""
		}
		for _, value := range sighted(r, v.page.Number) {
			value.pointer = prefix + value.pointer
			all = append(all, value)
		}
	}
	return all
}

func sighted(r normalize.Record, page int) []sightedValue {
	doubts := make(map[string][]string)
	for _, issue := range r.Issues {
		doubts[issue.Path] = append(doubts[issue.Path], issueText(issue))
	}
	var values []sightedValue
	tree := jsonTree(r)
	for _, pointer := range r.Evidence.Pointers() {
		place := r.Evidence[pointer]
		found := doubts[pointer]
		delete(doubts, pointer)
		if place.Page == page {
			box := extract.Rect{X0: place.Box[0], Y0: place.Box[1], X1: place.Box[2], Y1: place.Box[3]}
			values = append(values, sightedValue{pointer, box, textAt(tree, pointer), found})
		}
	}
	for _, issue := range r.Issues {
		if found := doubts[issue.Path]; found != nil && stands(r, page) {
			values = append(values, sightedValue{pointer: issue.Path, doubts: found})
			delete(doubts, issue.Path)
		}
	}
	return values
}

// stands reports whether a form stands on a page; one without pages is of
// plain text, which is a single page.
func stands(r normalize.Record, page int) bool {
	for _, n := range r.Source.Pages {
		if n == page {
			return true
		}
	}
	return len(r.Source.Pages) == 0
}

func issueText(i normalize.Issue) string {
	return fmt.Sprintf("%s %s: %s", i.Severity, i.Code, i.Message)
}

// jsonTree is a record as its JSON holds it, which is what pointers point
// into.
func jsonTree(r normalize.Record) any {
	var tree any
	encoded, err := json.Marshal(r)
	if err == nil {
		err = json.Unmarshal(encoded, &tree)
	}
	if err != nil {
		return nil
	}
	return tree
}

// textAt is the value that a JSON pointer (RFC 6901) points at, as JSON;
// empty where there is none.
func textAt(tree any, pointer string) string {
	for _, step := range strings.Split(pointer, "/")[1:] {
		step = strings.NewReplacer("~1", "/", "~0", "~").Replace(step)
		switch node := tree.(type) {
		case map[string]any:
			tree = node[step]
		case []any:
			i, err := strconv.Atoi(step)
			if err != nil || i < 0 || i >= len(node) {
				return ""
			}
			tree = node[i]
		default:
			return ""
		}
	}
	return jsonText(tree)
}
