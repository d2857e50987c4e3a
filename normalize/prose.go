package normalize

import (
	"cmp"
	"math"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"mubiao/extract"
	"mubiao/extract/grid"
	"mubiao/normalize/zh"
)

// Some offices publish their targets without a table: a heading, fields such
// as 项目名称：…, goals, and the indicators as sentences behind the names of
// their levels (数量指标：种植面积≥500亩；…). Prose speaks of performance in
// every budget, so only text that lists indicators under levels, with figures
// to reach, is taken for a form.

// A proseLine is one line of running text.
type proseLine struct {
	text       string
	start, end float64 // left and right edge: points, or columns of plain text
	size       float64 // of a character, likewise
	width      float64 // of the page; 0 in plain text
	sheet      int     // the page of a text file, whose lines are as long as one another
	page       int     // 0 in plain text
	box        extract.Rect
	turn       *grid.Turn // from the upright page, on which box is, to the displayed one
	read       grid.Line  // as it stands on the page
}

// linesOfPage are the lines of a page outside its tables.
func linesOfPage(l *grid.Layout) []proseLine {
	var out []proseLine
	for _, line := range l.Lines {
		if isFolio(line.Text) || strings.TrimSpace(line.Text) == "" {
			continue
		}
		out = append(out, proseLine{
			text: zh.Radicals(line.Text), start: line.Box.X0, end: line.Box.X1, size: line.Size, width: l.Width,
			page: l.Page, box: line.Box, turn: l.Turn, read: line,
		})
	}
	return out
}

// linesOfText are the lines of a text file.
func linesOfText(pages [][]string) []proseLine {
	var out []proseLine
	for sheet, lines := range pages {
		for _, line := range lines {
			text := partedFigure.ReplaceAllString(strings.TrimSpace(line), "$1$2")
			if text == "" || isFolio(text) {
				continue
			}
			start := float64(displayWidth(line[:len(line)-len(strings.TrimLeftFunc(line, unicode.IsSpace))]))
			end := start + float64(displayWidth(text))
			out = append(out, proseLine{text: zh.Radicals(text), start: start, end: end, size: 2, sheet: sheet})
		}
	}
	return out
}

// partedFigure is a figure with a blank behind its point, as MuPDF writes one
// whose point is as wide as a Han character.
var partedFigure = regexp.MustCompile(`(\p{Han}[0-9]+\.) +([0-9])`)

// displayWidth is the width of a text in columns of a terminal: East Asian
// characters take two, a tab goes on to the next eighth one.
func displayWidth(s string) int {
	n := 0
	for _, r := range s {
		switch {
		case r == '\t':
			n += 8 - n%8
		case r >= 0x1100:
			n += 2
		default:
			n++
		}
	}
	return n
}

// A paragraph is lines joined, with the offset at which each begins.
type paragraph struct {
	text  string
	lines []proseLine
	at    []int
}

// paragraphs joins lines that run on.
func paragraphs(lines []proseLine) []paragraph {
	margins := pageMargins(lines)
	var out []paragraph
	for i, l := range lines {
		if i == 0 || !proseRunsOn(lines[i-1], l, margins[lines[i-1].setting()]) && !proseTitleRunsOn(lines[i-1], l) {
			out = append(out, paragraph{})
		}
		out[len(out)-1].add(l)
	}
	return out
}

func (p *paragraph) add(l proseLine) {
	before, after := strings.Fields(p.text), strings.Fields(l.text)
	if len(before) > 0 && len(after) > 0 && strings.Contains(zh.Join([]string{before[len(before)-1], after[0]}), " ") {
		p.text += " "
	}
	p.at = append(p.at, len(p.text))
	p.text += l.text
	p.lines = append(p.lines, l)
}

// margins are the edges between which text is set.
type margins struct{ left, right float64 }

// A setting is what lines share whose margins are the same: the width of
// their pages, or the page of a text file.
type setting struct {
	width float64
	sheet int
}

func (l proseLine) setting() setting { return setting{l.width, l.sheet} }

// pageMargins finds margins. The longest lines are taken for full ones; where
// all are short, the width of the page tells more: its margins are alike.
func pageMargins(lines []proseLine) map[setting]margins {
	out := map[setting]margins{}
	for _, l := range lines {
		m, ok := out[l.setting()]
		if !ok {
			m = margins{math.Inf(1), math.Inf(-1)}
		}
		m.left = min(m.left, l.start)
		m.right = max(m.right, l.end, l.width-m.left)
		out[l.setting()] = m
	}
	return out
}

const (
	// fullRoom is how many characters a full line may leave: a closing mark
	// takes one down with it.
	fullRoom = 2.5
	// fullShare is the share of the longest line that a full one of a text
	// file has at least: Latin letters and figures are not half as wide as
	// Han characters in print. Measured on dumps of generated notices.
	fullShare = 0.8
)

// full reports whether a line has no room for the word that the next one
// begins with.
func (l proseLine) full(next proseLine, m margins) bool {
	end := l.end + wordWidth(next)
	if l.width == 0 {
		return end >= fullShare*m.right
	}
	return end >= m.right-fullRoom*l.size
}

// proseRunsOn reports whether the line b goes on the paragraph of a: a is
// full, and b neither indented nor the beginning of something labelled.
func proseRunsOn(a, b proseLine, m margins) bool {
	if !a.full(b, m) || b.start > m.left+1.2*b.size || b.page-a.page > 1 {
		return false
	}
	if math.Abs(a.size-b.size) > 0.15*a.size {
		return false
	}
	if strings.ContainsAny(lastRune(a.text), "，、,（(") {
		return true
	}
	ended := strings.ContainsAny(lastRune(a.text), "。；;：:")
	if ended && a.width == 0 {
		return false // nothing tells how long the lines of a text file may be
	}
	rest := zh.StripNumbering(b.text)
	if label, _, ok := cutProseLabel(rest); ok && (label != rest || isLevelLabel(label)) {
		return cutLabelTail(a.text, label)
	}
	return rest == b.text || !ended
}

// proseTitleRunsOn reports whether a heading begun on line a goes on on line b:
// both are set in one size about one middle.
func proseTitleRunsOn(a, b proseLine) bool {
	if a.width == 0 || b.page != a.page || math.Abs(a.size-b.size) > 0.05*a.size || strings.ContainsAny(lastRune(a.text), "。；;：:") {
		return false
	}
	centred := math.Abs((a.start+a.end)-(b.start+b.end)) < b.size && b.start-a.start > 2*b.size
	return centred && !isProseTitle(a.text) && isProseTitle(a.text+b.text)
}

// wordWidth is about the width of the word or number that a line begins with,
// which had no room on the line before.
func wordWidth(l proseLine) float64 {
	n := strings.IndexFunc(l.text, func(r rune) bool { return r >= 0x80 || r == ' ' })
	if n < 0 {
		n = len(l.text)
	}
	return float64(n) * l.size / 2
}

// cutLabelTail reports whether a level that seems to begin a line is the rest
// of a longer name: 生态环境 | 成本指标.
func cutLabelTail(before, label string) bool {
	tail := []rune(before)
	for n := 2; n <= min(8, len(tail)); n++ {
		if isLevelLabel(string(tail[len(tail)-n:]) + label) {
			return true
		}
	}
	return false
}

func lastRune(s string) string {
	r := []rune(s)
	if len(r) == 0 {
		return ""
	}
	return string(r[len(r)-1])
}

// placeProse says that the value at a pointer stands in some bytes of a
// paragraph: of one that a page break cuts, in those on the first page, and of
// less than a line that a line break cuts, in the larger part.
func (d *draft) placeProse(pointer string, p *paragraph, from, to int) {
	var area extract.Rect
	page, most, longest := 0, 0, 0
	var read []grid.Line
	for _, l := range p.lines {
		longest = max(longest, len(l.text))
	}
	for i, l := range p.lines {
		begin, end := max(from-p.at[i], 0), min(to-p.at[i], len(l.text))
		if l.page == 0 || begin >= end || page != 0 && page != l.page {
			continue
		}
		page = l.page
		read = append(read, l.readPart(begin, end))
		part := l.turn.Shown(l.part(begin, end))
		switch {
		case to-from > longest:
			area = area.Union(part)
		case end-begin > most:
			area, most = part, end-begin
		}
	}
	if page > 0 {
		d.Evidence[pointer] = at(page, area)
		d.read(pointer, read)
	}
}

// readPart is what was read of some bytes of a line.
func (l proseLine) readPart(from, to int) grid.Line {
	part := grid.Line{Text: l.text[from:to], Box: l.box, Size: l.size, Raw: l.read.Raw}
	first := utf8.RuneCountInString(l.text[:from])
	if last := first + utf8.RuneCountInString(part.Text); last <= len(l.read.Sure) {
		part.Sure = l.read.Sure[first:last]
	}
	return part
}

// part is about where some bytes of a line stand: characters are taken to be
// one or two columns wide, with one column to spare on either side.
func (l proseLine) part(from, to int) extract.Rect {
	r := l.box
	column := r.Width() / float64(max(displayWidth(l.text), 1))
	r.X0 = max(l.box.X0, l.box.X0+column*(float64(displayWidth(l.text[:from]))-1))
	r.X1 = min(l.box.X1, l.box.X0+column*(float64(displayWidth(l.text[:to]))+1))
	return r
}

// isProseTitle reports whether a paragraph can be the heading of targets told
// in prose: 某项目绩效目标设定的公示, 项目经费情况说明.
func isProseTitle(text string) bool {
	t := zh.StripBrackets(zh.Squeeze(zh.Fold(text)))
	if n := len([]rune(t)); n < 4 || n > maxTitle || strings.ContainsAny(t, "。;；:：,，") || zh.StripNumbering(t) != t {
		return false
	}
	if isTitle(text) {
		return true
	}
	if !strings.Contains(t, "绩效") && !strings.Contains(t, "项目") {
		return false
	}
	for _, end := range []string{"公示", "公开", "公告", "情况说明", "说明", "设定", "设定情况", "情况", "绩效目标", "绩效指标", "报告"} {
		if strings.HasSuffix(t, end) {
			return true
		}
	}
	return false
}

// proseReach is how many paragraphs before the first level the heading of its
// form stands at most; project descriptions in front run to two dozen.
const proseReach = 40

// readProse reads the forms that running text tells.
func readProse(lines []proseLine) []*proseReader {
	all := paragraphs(lines)
	var out []*proseReader
	for from := 0; from < len(all); {
		end := nextProseForm(all, from)
		if r := readProseForm(all[from:end]); r != nil {
			out = append(out, r)
		}
		from = end
	}
	return out
}

// nextProseForm is the paragraph after the form that begins at from: the next
// heading, or a second project after indicators.
func nextProseForm(all []paragraph, from int) int {
	levels := false
	for i := from + 1; i < len(all); i++ {
		text := all[i].text
		if isProseTitle(text) {
			return i
		}
		label, _, ok := cutProseLabel(zh.StripNumbering(text))
		if ok && levels && headerField(zh.Label(label)) == fieldProject {
			return i
		}
		levels = levels || ok && isLevelLabel(label)
	}
	return len(all)
}

// readProseForm reads one form, nil where the text does not hold one.
func readProseForm(all []paragraph) *proseReader {
	first := slices.IndexFunc(all, func(p paragraph) bool {
		label, _, ok := cutProseLabel(zh.StripNumbering(p.text))
		return ok && isLevelLabel(label)
	})
	if first < 0 || slices.ContainsFunc(all, func(p paragraph) bool { return slices.ContainsFunc(p.lines, hasColumnHeads) }) {
		return nil
	}
	r := &proseReader{d: newDraft()}
	all = all[max(0, first-proseReach):]
	for i := range all {
		if r.next = ""; i+1 < len(all) {
			r.next = all[i+1].text
		}
		r.read(&all[i])
		r.open = !strings.ContainsAny(lastRune(all[i].text), "。；;！!")
	}
	if !r.isForm() {
		return nil
	}
	r.finish()
	return r
}

// hasColumnHeads reports whether a line holds the heads of the columns of
// names and targets: what follows is a table whose cells a dump has set as
// lines.
func hasColumnHeads(l proseLine) bool {
	return slices.ContainsFunc(strings.Fields(l.text), func(f string) bool {
		k, _ := columnRole(zh.Label(f))
		return k == roleLevel3 || k == roleTarget
	})
}

// gatherProse keeps the running text of a page.
func (r *reader) gatherProse(l *grid.Layout) { r.prose = append(r.prose, linesOfPage(l)...) }

// readProse reads the forms told in running text, on pages that hold no
// other form.
func (r *reader) readProse() {
	taken := map[int]bool{}
	for _, d := range r.records {
		for _, p := range d.Source.Pages {
			taken[p] = true
		}
	}
	lines := slices.DeleteFunc(r.prose, func(l proseLine) bool { return taken[l.page] })
	r.prose = nil
	forms := readProse(lines)
	for _, p := range forms {
		r.finish(p.d, p.pages)
	}
	if len(forms) > 0 {
		slices.SortStableFunc(r.records, func(a, b Record) int { return cmp.Compare(firstPage(a), firstPage(b)) })
	}
}

func firstPage(r Record) int {
	if len(r.Source.Pages) == 0 {
		return 0
	}
	return r.Source.Pages[0]
}
