package normalize

import (
	"math"
	"strings"
)

// findEdges puts edges into the strips that no word touches, if they part as
// many columns as there are heads. Else the first strip behind each head that
// the fewest words touch is taken for its edge: heads that single blanks part
// do not stand over their columns.
func (b *alignedBody) findEdges(lines [][]word) {
	if edges := strips(lines); len(edges) == len(b.columns) {
		for k := range b.columns {
			b.columns[k].from = edges[k]
		}
		b.apart = true
		return
	}
	for k := 1; k < len(b.columns); k++ {
		a, c := b.columns[k-1], &b.columns[k]
		best, least := a.end, math.MaxInt
		for x := min(a.end, c.start); x <= max((c.start+c.end)/2, a.end); x++ {
			if n := touching(lines, b.columns, x); n < least {
				best, least = x, n
			}
		}
		c.from = best
	}
}

// strips are the characters at which columns begin that stand apart all the
// way down.
func strips(lines [][]word) []int {
	var taken []bool
	for _, words := range lines {
		for _, w := range words {
			for len(taken) < w.end {
				taken = append(taken, false)
			}
			for x := w.start; w.firm && x < w.end; x++ {
				taken[x] = true
			}
		}
	}
	var out []int
	for x := range taken {
		if taken[x] && (x == 0 || !taken[x-1]) {
			out = append(out, x)
		}
	}
	return out
}

// touching counts the words over the edge left of character x. A word behind
// a single blank tells nothing: the one before it, in another column, has moved
// it to the left.
func touching(lines [][]word, heads []alignedHead, x int) int {
	n := 0
	for _, words := range lines {
		for _, w := range words {
			n += btoi(w.firm && w.start < x && x < w.end)
		}
	}
	for _, h := range heads {
		n += 2 * btoi(h.start < x && x < h.end)
	}
	return n
}

// column is the column that character x lies in.
func (b *alignedBody) column(x int) int {
	k := len(b.columns) - 1
	for k > 0 && x < b.columns[k].from {
		k--
	}
	return k
}

// columnOf is the column of a word behind one in column at, -1 for none.
func (b *alignedBody) columnOf(w word, at int) int {
	k := b.column((w.start + w.end - 1) / 2)
	if w.firm {
		k = b.column(w.start)
		if k+1 < len(b.columns) && w.middle() > float64(b.columns[k+1].from) {
			k++
		}
	}
	return min(max(k, at+1), len(b.columns)-1)
}

// assign gives each word to its column.
func (b *alignedBody) assign(lines [][]word) {
	b.words = make([][]word, len(b.columns))
	for _, words := range lines {
		at := -1
		for _, w := range words {
			w.line -= b.first
			for _, part := range b.split(w) {
				k := b.columnOf(part, at)
				part.strays = part.strays || b.strays(k, part)
				b.put(k, part)
				at = k
			}
		}
	}
}

// put adds a word to a column; what stands on one line is one word.
func (b *alignedBody) put(k int, w word) {
	if n := len(b.words[k]); n > 0 && b.words[k][n-1].line == w.line {
		last := &b.words[k][n-1]
		last.text += " " + w.text
		last.end = w.end
		last.strays = last.strays || w.firm || w.strays
		return
	}
	b.words[k] = append(b.words[k], w)
}

// strays reports whether a word reaches out of its column, where no strips
// tell for sure which one it is in.
func (b *alignedBody) strays(k int, w word) bool {
	return !b.apart && (!w.firm || w.start < b.columns[k].from || k+1 < len(b.columns) && w.end > b.columns[k+1].from)
}

// nearEdge is how many characters a blank may stand off the edge of a column
// at which it parts two cells.
const nearEdge = 3

// split cuts a word with blanks in it at those that part columns.
func (b *alignedBody) split(w word) []word {
	if !strings.Contains(w.text, " ") {
		return []word{w}
	}
	for k := len(b.columns) - 1; k > 0; k-- {
		edge := b.columns[k].from
		if w.start >= edge || w.end <= edge {
			continue
		}
		whole := chunk{text: w.text, start: w.start, end: w.end}
		one, two := cutNear(whole, edge)
		cut := w.start + whole.width(one)
		if two == "" || abs(cut-edge) > nearEdge {
			continue
		}
		left, right := w, w
		left.text, left.end = one, cut
		right.text, right.start, right.firm = two, cut+1, false
		return append(b.split(left), right)
	}
	return []word{w}
}
