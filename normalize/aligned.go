package normalize

import (
	"slices"
	"strings"
	"unicode"

	"mubiao/extract/grid"
	"mubiao/normalize/zh"
)

// Text that keeps columns apart by blanks, as pdftotext -layout writes it, is
// a picture of the page in characters: each line is a line of print, and what
// stands to the right of something anywhere on the page does so in the text.
// pdftotext counts columns in characters, whatever their width in print; other
// tools, and people, count two for a Han character, so both are tried. Rules are
// lost, so rows are found by how the lines of each column fit together, and
// what is put together from several lines can be doubted but not proved.

// A word is a run of text between blanks.
type word struct {
	text       string
	start, end int  // in characters from the left
	line       int  // of its page
	firm       bool // two blanks or more stand before it, or the edge of the page
}

func (w word) middle() float64 { return float64(w.start+w.end) / 2 }

// wordsOf are the words of a line, in characters that width measures.
func wordsOf(text string, line int, width func(rune) int) []word {
	var out []word
	at, blanks := 0, 2
	for _, r := range zh.Radicals(text) {
		switch {
		case unicode.IsSpace(r):
			blanks++
		case blanks > 0:
			out = append(out, word{text: string(r), start: at, end: at + width(r), line: line, firm: blanks > 1 || len(out) == 0})
			blanks = 0
		default:
			w := &out[len(out)-1]
			w.text += string(r)
			w.end = at + width(r)
		}
		at += width(r)
	}
	return out
}

// An alignedPart is the part of a form that stands on one page of text.
type alignedPart struct {
	lines [][]word // blank lines have none
}

func newAlignedPart(lines []string, width func(rune) int) alignedPart {
	p := alignedPart{}
	for i, l := range lines {
		p.lines = append(p.lines, wordsOf(l, i, width))
	}
	return p
}

// oneColumn counts every character alike.
func oneColumn(rune) int { return 1 }

// printColumns counts two columns for an East Asian character.
func printColumns(r rune) int { return displayWidth(string(r)) }

// alignedParts are a form's lines and its table of indicators, counted in the
// way in which the columns stand apart; no table where neither does.
func alignedParts(lines []string) (alignedPart, *alignedBody) {
	part := newAlignedPart(lines, oneColumn)
	body := newAlignedBody(part)
	if body != nil && body.apart {
		return part, body
	}
	printed := newAlignedPart(lines, printColumns)
	if b := newAlignedBody(printed); b != nil && (body == nil || b.apart) {
		return printed, b
	}
	return part, body
}

// readAligned reads the forms of a text whose columns are set apart by
// blanks. A form that goes on on another page is not read on there: whole is
// false then, or where nothing could be made of a form.
func readAligned(pages [][]string) (drafts []*draft, whole bool) {
	whole = true
	for _, lines := range pages {
		starts := titleLines(lines)
		if len(starts) == 0 || starts[0] > 0 {
			rest := lines
			if len(starts) > 0 {
				rest = lines[:starts[0]]
			}
			whole = whole && !showsRows(rest)
			if n := len(drafts); n > 0 && slices.ContainsFunc(rest, func(l string) bool { return strings.TrimSpace(l) != "" && !isFolio(l) }) {
				drafts[n-1].doubt("table-cut", Warning, "/indicators/-", "the table may go on on the next page, which could not be read")
			}
		}
		for i, start := range starts {
			end := len(lines)
			if i+1 < len(starts) {
				end = starts[i+1]
			}
			if d := readAlignedForm(lines[start:end]); d != nil {
				drafts = append(drafts, d)
			} else {
				whole = false
			}
		}
	}
	return drafts, whole && len(drafts) > 0
}

// titleLines are the lines that hold a form's title: behind it a project or a
// department is named before long.
func titleLines(lines []string) []int {
	return slices.DeleteFunc(plainStarts(lines), func(i int) bool { return strings.HasPrefix(strings.TrimSpace(lines[i]), "附件") })
}

// showsRows reports whether lines show rows of indicators: levels, or the
// heads of their columns.
func showsRows(lines []string) bool {
	texts := plainTexts(lines)
	return levelsIn(texts) >= minLevels-1 || showsHeads(texts) || slices.ContainsFunc(texts, func(t string) bool { return strings.HasSuffix(t, "指标值") })
}

// showsHeads reports whether texts are the heads of a target's column and of
// two more.
func showsHeads(texts []string) bool {
	var seen [roles]bool
	n := 0
	for _, t := range texts {
		if r, _ := columnRole(zh.Label(t)); r.ofIndicator() && !seen[r] {
			seen[r] = true
			n++
		}
	}
	return seen[roleTarget] && n >= 3
}

// readAlignedForm reads the form on some lines of a page, nil if none can be
// made out.
func readAlignedForm(lines []string) *draft {
	part, body := alignedParts(lines)
	if body == nil {
		return nil
	}
	top := alignedTop{lines: part.lines[:body.headFirst]}
	g := newAlignedGrid(top.rows(), body)
	s := newSheet(grid.Join([]grid.Grid{g}))
	spans := formSpans(s)
	if len(spans) != 1 {
		return nil
	}
	f := formReader{d: newDraft(), s: s, first: spans[0].first, end: spans[0].end, heads: spans[0].heads, above: top.above(), page: 1}
	if f.isListing() {
		return nil
	}
	if _, ok := f.read(); !ok {
		return nil
	}
	body.doubtRows(f.d)
	top.doubtAll(f.d)
	f.d.Evidence = Evidence{}
	return f.d
}

// The units in which cells are set: what is a character or a line here, is
// so many points to the readers of tables.
const (
	alignedColumn = 100.0
	alignedLine   = 12.0
)

// An alignedCell is a cell of a row: its lines of text.
type alignedCell struct {
	lines []string
	rows  int // 0 for one
}

// newAlignedGrid makes a grid of the rows above the indicators and of those.
func newAlignedGrid(top [][]*alignedCell, body *alignedBody) grid.Grid {
	b := alignedBuilder{width: max(len(body.columns), widest(top))}
	for _, row := range top {
		b.topRow(row)
	}
	b.body(body)
	return b.grid()
}

func widest(rows [][]*alignedCell) int {
	n := 0
	for _, r := range rows {
		n = max(n, len(r))
	}
	return n
}
