package normalize

import (
	"math"
	"slices"
	"strings"
	"unicode"

	"mubiao/extract/grid"
)

// confidenceLine is the confidence below which a value read from a picture is
// doubted: one in five of these is wrong or more. See calibrate.go for what it
// was found on.
const confidenceLine = 0.8

// certain is the confidence in a value that rules bear out: a level of the
// vocabulary, or a total that is the sum of its parts.
const certain = 0.99

// unlikely is the confidence in a value that a rule speaks against, however
// surely its characters were read. Of the few on scans of forms of our own
// making none was right.
const unlikely = 0.2

// read keeps the lines that the value at a pointer was read from, if they come
// from a picture.
func (d *draft) read(pointer string, lines []grid.Line) {
	if !slices.ContainsFunc(lines, func(l grid.Line) bool { return l.Sure != nil }) {
		return
	}
	if d.lines == nil {
		d.lines = map[string][]grid.Line{}
	}
	d.lines[pointer] = lines
}

// readParts is read for the lines of some cells.
func (d *draft) readParts(pointer string, cells []*grid.Cell) {
	lines := cells[0].Lines
	for _, c := range cells[1:] {
		lines = append(slices.Clip(lines), c.Lines...)
	}
	d.read(pointer, lines)
}

// settleConfidence states in the evidence how surely each value was read from
// a picture, and as what where it was mended since, and doubts those below the
// line.
func (d *draft) settleConfidence() {
	if d.lines == nil {
		return
	}
	borne, against := d.borneOut(), d.spokenAgainst()
	for _, pointer := range d.Evidence.Pointers() {
		lines, ok := d.lines[pointer]
		if !ok {
			continue
		}
		place := d.Evidence[pointer]
		c := confidenceIn(pointer, lines)
		if borne[pointer] {
			c = math.Max(c, certain)
		}
		if against[pointer] {
			c = math.Min(c, unlikely)
		}
		c = math.Round(c*1000) / 1000
		place.Confidence, place.Raw = &c, rawText(lines)
		d.Evidence[pointer] = place
		if c < confidenceLine {
			d.doubt("low-confidence", Warning, pointer, "it was read with a confidence of %.2f", c)
		}
	}
}

// confidenceIn is the confidence in a value that was read from some lines: what
// the least sure of the characters that tell it makes likely.
func confidenceIn(pointer string, lines []grid.Line) float64 {
	text, sure := joined(lines)
	from, to := tellingPart(pointer[strings.LastIndexByte(pointer, '/')+1:], text)
	least := 1.0
	for i := from; i < to; i++ {
		least = math.Min(least, float64(sure[i]))
	}
	return calibrated(least, to-from, rawText(lines) != "")
}

// joined puts lines together, with the confidence in each rune.
func joined(lines []grid.Line) (text []rune, sure []float32) {
	for _, l := range lines {
		n := len(text)
		text = append(text, []rune(l.Text)...)
		if len(l.Sure) == len(text)-n {
			sure = append(sure, l.Sure...)
			continue
		}
		for range len(text) - n {
			sure = append(sure, 1)
		}
	}
	return text, sure
}

// tellingPart is the part of a text that tells a value of a record: of ≥85%,
// the sign tells the operator, the figures the value, the rest the unit; of
// 指标1：名称, the figures tell the number and what follows them the name.
func tellingPart(value string, text []rune) (from, to int) {
	first, last := figures(text)
	prefixed := strings.HasPrefix(string(text), "指标") || strings.HasPrefix(string(text), "目标")
	switch {
	case first < 0:
		return 0, len(text)
	case value == "number":
		return firstNumber(text)
	case value == "op" && first > 0:
		return 0, first + 1
	case value == "op": // a sign may be lost, or stand in another cell
		return 0, len(text)
	case value == "value":
		return first, last
	case value == "unit" && last < len(text):
		return last, len(text)
	case prefixed && (value == "level3" || value == "text"):
		_, end := firstNumber(text)
		return end, len(text)
	}
	return 0, len(text)
}

// figures is the part of a text from its first figure to its last, -1 if it
// holds none.
func figures(text []rune) (first, end int) {
	first = -1
	for i, r := range text {
		if unicode.IsDigit(r) {
			if first < 0 {
				first = i
			}
			end = i + 1
		}
	}
	return first, end
}

// firstNumber is the first run of figures in a text that has some.
func firstNumber(text []rune) (from, to int) {
	from, _ = figures(text)
	to = from
	for to < len(text) && unicode.IsDigit(text[to]) {
		to++
	}
	return from, to
}

// borneOut lists the values that rules bear out.
func (d *draft) borneOut() map[string]bool {
	out := map[string]bool{}
	for i, in := range d.Indicators {
		if _, known := Level1(string(in.Level1)); known {
			out[indicatorPath(i, "level1")] = true
		}
		if _, known := Level2(string(in.Level2)); known {
			out[indicatorPath(i, "level2")] = true
		}
	}
	for i, f := range d.Funds {
		if f.Amount == nil {
			continue
		}
		total := d.total(f.Scope)
		if sum, parts := fundParts(d.Funds, f.Scope); total != nil && parts > 0 && sum == *total && *total != 0 {
			out[fundPath(i)] = true
		}
	}
	return out
}

// spokenAgainst lists the values that rules speak against: an indicator that is
// called like a level stands in the wrong column, beside a rule that the
// picture does not show.
func (d *draft) spokenAgainst() map[string]bool {
	out := map[string]bool{}
	for i, in := range d.Indicators {
		_, first := Level1(string(in.Level3))
		_, second := Level2(string(in.Level3))
		if (first || second) && strings.HasSuffix(string(in.Level3), "指标") {
			out[indicatorPath(i, "level3")] = true
		}
	}
	return out
}

// total is the total that a form states for a scope, nil if none.
func (d *draft) total(scope Scope) *Amount {
	for _, f := range d.Funds {
		if f.Item == FundTotal && f.Scope == scope {
			return f.Amount
		}
	}
	return nil
}

// rawText is what was read in a picture where some line was mended since.
func rawText(lines []grid.Line) string {
	var raw []string
	mended := false
	for _, l := range lines {
		if l.Raw == "" {
			raw = append(raw, l.Text)
			continue
		}
		mended = true
		raw = append(raw, l.Raw)
	}
	if !mended {
		return ""
	}
	return strings.Join(raw, "\n")
}
