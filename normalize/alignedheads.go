package normalize

import (
	"cmp"
	"slices"
	"strings"

	"mubiao/normalize/zh"
)

// An alignedHead is a head of an indicator column.
type alignedHead struct {
	head       string
	role       role
	start, end int
	merged     bool // its cells hold labels of several rows
	from       int  // the first character of its column
}

func newAlignedHead(text string, start, end int) alignedHead {
	r, _ := columnRole(zh.Label(text))
	return alignedHead{head: text, role: r, start: start, end: end, merged: r == roleLevel1 || r == roleLevel2}
}

// findHeads finds the line of the heads and joins those that take two lines,
// about or under it.
func (b *alignedBody) findHeads(p alignedPart) bool {
	for i := range p.lines {
		heads := headsAt(p.lines, i)
		known := 0
		for _, h := range heads {
			known += btoi(h.role.ofIndicator())
		}
		if known < 3 || known < len(heads)-1 {
			continue
		}
		b.columns, b.headFirst, b.first = heads, i, i+1
		b.takeLines(p.lines, heads, i)
		has := func(r role) bool { return slices.ContainsFunc(heads, func(h alignedHead) bool { return h.role == r }) }
		if has(roleProject) || has(roleOwner) || !has(roleTarget) || !has(roleLevel3) {
			return false
		}
		return true
	}
	return false
}

// takeLines moves the ends of the head to the lines that parts of it stand on.
func (b *alignedBody) takeLines(lines [][]word, heads []alignedHead, i int) {
	part := func(words []word) bool {
		return len(words) > 0 && !slices.ContainsFunc(words, func(w word) bool {
			return !slices.ContainsFunc(heads, func(h alignedHead) bool {
				return h.head != w.text && strings.Contains(h.head, w.text) && w.start < h.end+stackedOff && h.start < w.end+stackedOff
			})
		})
	}
	if i > 0 && part(lines[i-1]) {
		b.headFirst = i - 1
	}
	if i+1 < len(lines) && part(lines[i+1]) {
		b.first = i + 2
	}
}

// headsAt are the heads about a line: the words on it, with those above or
// below that make a head of them, and those that stand above and below it
// alone.
func headsAt(lines [][]word, i int) []alignedHead {
	var above, below []word
	if i > 0 {
		above = lines[i-1]
	}
	if i+1 < len(lines) {
		below = lines[i+1]
	}
	if countRoles(lines[i]) == 0 {
		return nil
	}
	var out []alignedHead
	for _, w := range lines[i] {
		out = append(out, fullHead(w, above, below))
	}
	for _, w := range above {
		for _, v := range below {
			if stacked(w, v) && isRole(zh.Label(w.text+v.text)) && !slices.ContainsFunc(lines[i], func(u word) bool { return overlapping(u, w) }) {
				out = append(out, newAlignedHead(w.text+v.text, min(w.start, v.start), max(w.end, v.end)))
			}
		}
	}
	slices.SortFunc(out, func(a, b alignedHead) int { return cmp.Compare(a.start+a.end, b.start+b.end) })
	return out
}

// fullHead is a head with the rest of its words above and below.
func fullHead(w word, above, below []word) alignedHead {
	if !isRole(zh.Label(w.text)) {
		for _, v := range below {
			if stacked(w, v) && isRole(zh.Label(w.text+v.text)) {
				return newAlignedHead(w.text+v.text, min(w.start, v.start), max(w.end, v.end))
			}
		}
		for _, u := range above {
			if stacked(w, u) && isRole(zh.Label(u.text+w.text)) {
				return newAlignedHead(u.text+w.text, min(w.start, u.start), max(w.end, u.end))
			}
		}
	}
	return newAlignedHead(w.text, w.start, w.end)
}

// countRoles counts the words that are heads of indicator columns.
func countRoles(words []word) int {
	n := 0
	for _, w := range words {
		r, _ := columnRole(zh.Label(w.text))
		n += btoi(r.ofIndicator())
	}
	return n
}

// overlapping reports whether words of two lines stand above one another.
func overlapping(a, b word) bool { return a.start < b.end && b.start < a.end }

// stackedOff is how many characters the lines of one cell may stand apart
// sideways: a dump counts as one what is two wide, so that what stands left of
// them moves them by different amounts.
const stackedOff = 2

// stacked reports whether words of two lines can stand in one cell.
func stacked(a, b word) bool { return a.start < b.end+stackedOff && b.start < a.end+stackedOff }
