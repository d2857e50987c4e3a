package normalize

import (
	"strings"

	"mubiao/normalize/zh"
)

// A form begins with its title, and a label of its first field soon behind it.

// plainReach is how many lines after a title the first label of its form
// stands at most; a title followed by none is a mention in other text.
const plainReach = 12

// plainStarts are the lines that hold a form's title.
func plainStarts(lines []string) []int {
	var starts []int
	for i, l := range lines {
		if !isTitle(l) {
			continue
		}
		for k := i + 1; k < min(i+1+plainReach, len(lines)) && !isRowLine(lines[k]); k++ {
			if beginsFields(lines[k:]) {
				starts = append(starts, i)
				break
			}
		}
	}
	return starts
}

// isRowLine reports whether a line is one of a table of indicators: a title
// above it belongs to a form that begins behind the table's end.
func isRowLine(line string) bool {
	fields := strings.Fields(line)
	if len(fields) == 0 || isTitle(line) || isYearLine(line) || isUnitLine(line) || isTableNumber(line) {
		return false
	}
	return startsIndicator(fields[0]) || len(fields) > 1 && isWholeTarget(fields[len(fields)-1])
}

// beginsFields reports whether lines begin with the label of a field that may
// be the first of a form. It may be broken, with a line of its value between
// its own: 转移支付 / （项目） / 名称.
func beginsFields(lines []string) bool {
	joined := ""
	for _, l := range lines[:min(longestFirstLabel, len(lines))] {
		fields := strings.Fields(l)
		if len(fields) == 0 || !beginsFirstLabel(joined+fields[0]) {
			if joined == "" {
				return false
			}
			continue
		}
		joined += fields[0]
		if headerField(zh.Label(joined)).beginsForm() {
			return true
		}
	}
	return false
}

// beginsFirstLabel reports whether a text is a label of a form's first field
// or the beginning of one.
func beginsFirstLabel(s string) bool {
	s = noBrackets.Replace(zh.Label(s))
	if headerField(s).beginsForm() {
		return true
	}
	for label, f := range headerLabels {
		if f.beginsForm() && strings.HasPrefix(label, s) {
			return true
		}
	}
	return false
}

// longestFirstLabel is over how many lines the label of a form's first field
// is broken at most, with blank lines and those of its value: 项目名称 one
// character a line has four.
const longestFirstLabel = 7
