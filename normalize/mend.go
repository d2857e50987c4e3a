package normalize

import (
	"slices"
	"strings"

	"mubiao/extract/grid"
)

// A Mend is a rule that corrects what a reader of pictures is known to get
// wrong, from what forms are. It changes what was read in one cell, or in one
// line outside of cells, and never text that the file itself holds. What was
// read stays beside it as raw text, and an Issue of severity Info tells of it.
type Mend struct {
	Name  string
	Apply func(t *scanned)
}

// Mends are applied to each cell in this order: characters first, then words,
// which are told by characters.
var Mends = []Mend{
	MendMarks,
	MendNoise,
	MendNumbering,
	MendListing,
	MendDates,
	MendVocabulary,
	MendWords,
}

// scanned is what was read in one cell, character by character.
type scanned struct {
	chars []character
	lines int
	whole bool // a cell, all of it
}

// A character is one rune as read from a picture, or as mended since.
type character struct {
	r    rune
	sure float32 // confidence in [0, 1]
	line int     // in its cell, from 0
}

// text is the text of a part of it without line breaks.
func (t *scanned) text(from, to int) string {
	var b strings.Builder
	for _, c := range t.chars[from:to] {
		b.WriteRune(c.r)
	}
	return b.String()
}

// replace puts other characters in the place of some, as sure as a rule makes
// them.
func (t *scanned) replace(from, to int, with string, sure float32) {
	line := 0
	if i := min(from, len(t.chars)-1); i >= 0 {
		line = t.chars[i].line
	}
	var chars []character
	for _, r := range with {
		if k := from + len(chars); k < to {
			line = t.chars[k].line
		}
		chars = append(chars, character{r, sure, line})
	}
	t.chars = slices.Replace(t.chars, from, to, chars...)
}

// mend applies all rules to what a page that was read from a picture holds.
func (r *reader) mend(l *grid.Layout) {
	for i := range l.Grids {
		r.mendLevels(&l.Grids[i])
		for k := range l.Grids[i].Cells {
			c := &l.Grids[i].Cells[k]
			c.Lines = r.mendLines(l.Page, c.Lines, !c.OpenBottom)
		}
	}
	l.Lines = r.mendBlocks(l.Page, l.Lines)
	l.Runs = r.mendBlocks(l.Page, l.Runs)
}

// mendBlocks applies all rules to lines that are no cell's, those that go on in
// the next one together: half of a label is none, though it may look like one.
func (r *reader) mendBlocks(page int, lines []grid.Line) []grid.Line {
	for _, at := range grid.Blocks(lines) {
		block := make([]grid.Line, len(at))
		for i, k := range at {
			block[i] = lines[k]
		}
		r.mendText(page, block, false)
		for i, k := range at {
			lines[k] = block[i]
		}
	}
	return slices.DeleteFunc(lines, isEmpty)
}

// mendLines applies all rules to the lines of a cell. A line of which nothing
// is left is none.
func (r *reader) mendLines(page int, lines []grid.Line, whole bool) []grid.Line {
	r.mendText(page, lines, whole)
	return slices.DeleteFunc(lines, isEmpty)
}

func isEmpty(l grid.Line) bool { return l.Text == "" }

// mendText applies all rules to the lines of a text; whole is false for one
// that goes on elsewhere.
func (r *reader) mendText(page int, lines []grid.Line, whole bool) {
	t := scan(lines)
	if t == nil {
		return
	}
	t.whole = whole
	for _, m := range Mends {
		m.Apply(t)
	}
	r.keep(page, lines, t)
}

// keep puts mended text back into its lines, for the record to tell.
func (r *reader) keep(page int, lines []grid.Line, t *scanned) {
	before := cellText(&grid.Cell{Lines: lines})
	if t.write(lines) {
		r.mended = append(r.mended, mending{page, before, cellText(&grid.Cell{Lines: lines})})
	}
}

// A mending is a text that was mended, for the record to tell.
type mending struct {
	page       int
	read, text string
}

// scan is what lines hold, nil if they were not read from a picture.
func scan(lines []grid.Line) *scanned {
	t := &scanned{lines: len(lines)}
	for i, l := range lines {
		if l.Sure == nil {
			return nil
		}
		k := 0
		for _, r := range l.Text {
			t.chars = append(t.chars, character{r, l.Sure[k], i})
			k++
		}
	}
	return t
}

// write puts mended text back into the lines that it was read from, and
// reports whether it differs.
func (t *scanned) write(lines []grid.Line) bool {
	changed := false
	for i := range lines {
		l := &lines[i]
		var text strings.Builder
		var sure []float32
		for _, c := range t.chars {
			if c.line == i {
				text.WriteRune(c.r)
				sure = append(sure, c.sure)
			}
		}
		if text.String() == l.Text {
			continue
		}
		changed = true
		if l.Raw == "" {
			l.Raw = l.Text
		}
		l.Text, l.Sure = text.String(), sure
	}
	return changed
}

// tellMended tells what was mended on the pages of a form: of values, at the
// value; of labels, once.
func (r *reader) tellMended(d *draft) {
	told := map[string]bool{}
	for _, pointer := range d.Evidence.Pointers() {
		if raw := d.Evidence[pointer].Raw; raw != "" {
			told[strings.ReplaceAll(raw, "\n", "")] = true
			d.doubt("ocr-repaired", Info, pointer, "it was read as %q", shorten(raw, 40))
		}
	}
	r.mended = slices.DeleteFunc(r.mended, func(m mending) bool {
		if !slices.Contains(d.Source.Pages, m.page) {
			return false
		}
		if !told[m.read] {
			told[m.read] = true
			d.doubt("ocr-repaired", Info, "", "page %d: %q was read as %q", m.page, shorten(m.text, 40), shorten(m.read, 40))
		}
		return true
	})
}
