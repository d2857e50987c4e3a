package normalize

import (
	"strings"

	"mubiao/normalize/zh"
)

// Between the rows of a form stands what each page repeats: the title, the
// heads, notes at the foot. Where a title is drawn before what is left of the
// table above it, the next form begins without one.

// isTail reports whether what follows the indicators begins at token i.
func (r *plainReader) isTail(i int) bool {
	label := zh.Label(r.tokens[i].text)
	return tailLabel(label) || r.beginsLine(i) && strings.HasSuffix(zh.StripBrackets(label), "意见") && len(label) <= maxLabel/2
}

// beginsLine reports whether a token is the first of its line.
func (r *plainReader) beginsLine(i int) bool { return i == 0 || r.tokens[i-1].last }

// pageHead is the token behind a title at token i, and behind the year and the
// unit of amounts that follow it; 0 where there is none. The title may be that
// of the next form.
func (r *plainReader) pageHead(i int) int {
	if !r.beginsLine(i) || !isTitle(r.lines[r.tokens[i].line]) || startsIndicator(r.tokens[i].text) {
		return 0
	}
	r.nextTitle = zh.Squeeze(zh.Radicals(r.lines[r.tokens[i].line]))
	i = r.nextLine(i)
	for i < len(r.tokens) {
		line := r.lines[r.tokens[i].line]
		if !isYearLine(line) && !isUnitLine(line) {
			break
		}
		i = r.nextLine(i)
	}
	return i
}

// nextLine is the first token behind the line of token i.
func (r *plainReader) nextLine(i int) int {
	for !r.tokens[i].last {
		i++
	}
	return i + 1
}

// beginsNext reports whether the first field of another form stands at token
// i: one that has heads of columns of its own.
func (r *plainReader) beginsNext(i int) bool {
	if !r.beginsLine(i) {
		return false
	}
	text, next := r.match(i, isLabel)
	if next == 0 || !headerField(zh.Label(text)).beginsForm() {
		return false
	}
	for ; next < len(r.tokens); next++ {
		if r.headsFrom(next) > 0 {
			return true
		}
	}
	return false
}

// untitled doubts the title and the year of a form that has none in its place.
func (r *plainReader) untitled(title string) {
	if r.d.FiscalYear == 0 {
		r.d.FiscalYear, _ = FiscalYear(title)
	}
	for _, path := range []string{"/title", "/fiscal_year", "/form"} {
		r.d.doubt("row-uncertain", Warning, path, "no title stands where the form begins")
	}
}

// longestNotes is how many lines the notes at the foot of a page have at most.
const longestNotes = 8

// passNotes goes on behind the notes that stand at the token: to the rows that
// the next page goes on with, if there are any. It reports false where the
// table ends.
func (r *plainReader) passNotes() bool {
	i := r.nextLine(r.i)
	for range longestNotes {
		if i == len(r.tokens) {
			return false
		}
		if r.goesOnAt(i) {
			r.i = i
			if startsIndicator(r.tokens[i].text) {
				r.lost = lostLevels{true, true}
			}
			return true
		}
		i = r.nextLine(i)
	}
	return false
}

// goesOnAt reports whether rows of the table go on at token i: a level, the
// heads, a numbered indicator or another form, and a target behind it.
func (r *plainReader) goesOnAt(i int) bool {
	saved := r.i
	r.i = i
	_, _, level := r.level("")
	r.i = saved
	if level == 0 && !startsIndicator(r.tokens[i].text) && r.headsFrom(i) == 0 && r.pageHead(i) == 0 && !r.beginsNext(i) {
		return false
	}
	for _, t := range r.tokens[i:] {
		if strings.ContainsAny(t.text, "0123456789") && isWholeTarget(t.text) {
			return true
		}
	}
	return false
}
