package normalize

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

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
	strays     bool // reaches out of the column that it was given to
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
// blanks; whole is false where nothing could be made of one of them, or of its
// rest on another page.
func readAligned(pages [][]string) (drafts []*draft, whole bool) {
	forms, whole := alignedForms(pages)
	for _, f := range forms {
		d, read := f.read()
		if d != nil {
			drafts = append(drafts, d)
		}
		whole = whole && read
	}
	return drafts, whole && len(drafts) > 0
}

// An alignedForm is the lines of a form: those from its title on, and those of
// the pages that it may go on on.
type alignedForm struct {
	lines []string
	later [][]string
}

// alignedForms parts pages at titles; whole is false where rows stand before
// the first.
func alignedForms(pages [][]string) (forms []alignedForm, whole bool) {
	whole = true
	for _, lines := range pages {
		starts := titleLines(lines)
		rest := lines
		if len(starts) > 0 {
			rest = lines[:starts[0]]
		}
		switch n := len(forms); {
		case !slices.ContainsFunc(rest, func(l string) bool { return strings.TrimSpace(l) != "" && !isFolio(l) }):
		case n > 0:
			forms[n-1].later = append(forms[n-1].later, rest)
		default:
			whole = whole && !showsRows(rest)
		}
		for i, start := range starts {
			end := len(lines)
			if i+1 < len(starts) {
				end = starts[i+1]
			}
			forms = append(forms, alignedForm{lines: lines[start:end]})
		}
	}
	return forms, whole
}

// titleLines are the lines that hold a form's title: behind it a project or a
// department is named before long.
func titleLines(lines []string) []int {
	return slices.DeleteFunc(plainStarts(lines), func(i int) bool { return strings.HasPrefix(strings.TrimSpace(lines[i]), "附件") })
}

// showsRows reports whether lines show rows of indicators: levels, whole or
// in pieces, numbered names, or the heads of their columns.
func showsRows(lines []string) bool {
	texts := plainTexts(lines)
	if levelsIn(texts) >= minLevels-1 || showsHeads(texts) {
		return true
	}
	pieces := 0
	for _, t := range texts {
		if strings.HasSuffix(t, "指标值") || startsIndicator(t) {
			return true
		}
		pieces += btoi(utf8.RuneCountInString(t) > 1 && isLevelPiece(t))
	}
	return pieces >= minLevelPieces
}

// minLevelPieces is how many pieces of levels show rows: running text that
// speaks of 成本 and 效益 has one or two as words of their own.
const minLevelPieces = 4

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

// read reads the form, nil if none can be made out; whole is false then, or
// where rows on a later page could not be read.
func (f alignedForm) read() (d *draft, whole bool) {
	part, body := alignedParts(f.lines)
	if body == nil {
		return nil, !showsRows(append(slices.Clone(f.lines), slices.Concat(f.later...)...))
	}
	body.left = f.lines[body.end:]
	unread := body.goOn(f.later)
	top := alignedTop{lines: part.lines[:body.headFirst]}
	s := newSheet(grid.Join([]grid.Grid{newAlignedGrid(top.rows(), body)}))
	spans := formSpans(s)
	if len(spans) != 1 {
		return nil, false
	}
	r := formReader{d: newDraft(), s: s, first: spans[0].first, end: spans[0].end, heads: spans[0].heads, above: top.above(), page: 1}
	if r.isListing() {
		return nil, false
	}
	if _, ok := r.read(); !ok {
		return nil, false
	}
	body.doubtRows(r.d)
	top.doubtAll(r.d)
	if unread != nil {
		r.d.doubt("table-cut", Warning, "/indicators/-", "the table may go on on the next page, which could not be read")
	}
	r.d.Evidence = Evidence{}
	return r.d, !showsRows(unread) && !showsRows(body.left)
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
