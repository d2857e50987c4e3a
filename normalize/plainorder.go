package normalize

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"mubiao/normalize/zh"
)

// A readingOrder collects the signs that a dump does not follow the rows of a
// table. Some tools write what looks like a column of text from top to bottom
// and then the next one: labels follow labels, and values stand far from them.
type readingOrder struct {
	head    bool // a head of the indicator columns is among the values above them
	unnamed bool // a label follows the label of the project's name
	child   bool // a level 1 follows a level 2 that belongs under it
	rows    int  // since the last level
	parent  bool // a level 1 stands behind the last row, and no level 2 yet
	alone   int  // levels 1 directly behind another one
	open    bool // the last level is of level 2
	bare    int  // levels 2 without a row
	number  int  // of the last row; 0 without one
	again   int  // rows that begin to count anew where no level stands
}

// broken reports whether the order is not that of the rows. A form may leave
// the rows of a level blank, and may count wrong once: one such sign alone is
// none.
func (o *readingOrder) broken() bool {
	return o.head || o.unnamed || o.child || o.alone > 1 || o.again > 1 || o.again > 0 && o.bare > 0
}

// columnHead is a head that only columns of indicators have.
var columnHead = regexp.MustCompile(`^[一二三]级指标$`)

// top looks at what was read as a value above the indicators.
func (o *readingOrder) top(lines ...string) {
	for _, l := range lines {
		for _, field := range strings.Fields(l) {
			o.head = o.head || columnHead.MatchString(zh.Label(field))
		}
	}
}

// level1 notes a label of level 1 behind one of level 2.
func (o *readingOrder) level1(one, two Name) {
	if o.rows == 0 && two != "" && Level2Parent(string(two)) == string(one) {
		o.child = true
	}
	o.alone += btoi(o.parent && o.rows == 0)
	o.leave()
	o.parent = true
}

// level2 notes a label of level 2.
func (o *readingOrder) level2() {
	o.leave()
	o.open, o.parent = true, false
}

// leave ends the rows of a level.
func (o *readingOrder) leave() {
	o.bare += btoi(o.open && o.rows == 0)
	o.rows, o.open, o.number = 0, false, 0
}

// row notes a row, with its number if it has one; it reports whether the row
// begins to count anew where no level stands.
func (o *readingOrder) row(number *int) (again bool) {
	o.rows++
	if number == nil {
		return false
	}
	again = *number <= 1 && o.number >= 1
	o.again += btoi(again)
	o.number = *number
	return again
}

// lostLevels tells which levels of the next rows are not known: the label was
// cut by the end of a page, or stands elsewhere.
type lostLevels struct{ one, two bool }

func (l lostLevels) doubtLevels(d *draft, at string) {
	const message = "a label of a level is cut or missing before this row"
	if l.one {
		d.doubt("level-ambiguous", Warning, at+"/level1", message)
	}
	if l.two {
		d.doubt("level-ambiguous", Warning, at+"/level2", message)
	}
}

// withoutPieces takes what is left of a level's label off the end of a row: a
// page that ends within a merged cell parts its lines. The levels of the rows
// behind it are then not known.
func (r *plainReader) withoutPieces(tokens []token) []token {
	tokens = r.withoutLeadingPiece(tokens)
	least := btoi(startsIndicator(tokens[0].text))
	for n := len(tokens); n > least; n-- {
		text := joinTokens(tokens[max(1, least):n])
		if n > 1 && isWholeTarget(text) || !isCutLevel(tokens[n-1].text) {
			return tokens[:n]
		}
		r.lost = lostLevels{true, true}
	}
	return tokens[:least]
}

// withoutLeadingPiece takes what is left of a level's label off the beginning
// of a row: a page that ends beside it may put its lines before and behind
// those of the row.
func (r *plainReader) withoutLeadingPiece(tokens []token) []token {
	if first := tokens[0].text; len(tokens) > 2 && !isPlaceholder(first) && isCutLevel(first) {
		r.lost = lostLevels{true, true}
		return tokens[1:]
	}
	return tokens
}

// isCutLevel reports whether a text is what one line holds of the label of a
// level, and not the whole.
func isCutLevel(s string) bool {
	n := utf8.RuneCountInString(s)
	if n > longestLevel || s == "满意度" || s == "成本" {
		return false
	}
	for _, names := range []map[string]string{level1Names, level2Names} {
		for name := range names {
			label := strings.TrimSuffix(name, "指标") + "指标"
			if s != label && (strings.HasSuffix(label, s) || n > 1 && strings.HasPrefix(label, s) || n > 2 && strings.Contains(label, s)) {
				return true
			}
		}
	}
	return false
}

// longestLevel is how many characters the label of a level has at most:
// 服务对象满意度指标 has nine.
const longestLevel = 9
