package normalize

import (
	"math"
	"slices"
	"strings"
	"unicode"

	"mubiao/extract/grid"
)

// LowConfidence is the confidence below which a value read from a picture is
// doubted. It is where doubts begin to fall on more right values than a reader
// puts up with: on forms of our own making in eight faces it points at 3 % of the
// right values, at 0.94 at 5 %, and finds hardly more of the wrong ones.
const LowConfidence = 0.9

// certain is the confidence in a value that rules bear out: a level of the
// vocabulary, or a total that is the sum of its parts.
const certain = 0.99

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
	borne, rough := d.borneOut(), d.roughness()
	for _, pointer := range d.Evidence.Pointers() {
		lines, ok := d.lines[pointer]
		if !ok {
			continue
		}
		place := d.Evidence[pointer]
		c := confidenceIn(pointer, lines, rough)
		if borne[pointer] {
			c = math.Max(c, certain)
		}
		c = math.Round(c*1000) / 1000
		place.Confidence, place.Raw = &c, rawText(lines)
		d.Evidence[pointer] = place
		if c < LowConfidence {
			d.doubt("low-confidence", Warning, pointer, "it was read with a confidence of %.2f", c)
		}
	}
}

// isUnreadSign reports whether the cell of a sign holds letters or marks that are
// none: the words that may stand there instead (定性, 正向) are Chinese.
func isUnreadSign(text string) bool {
	return text != "" && !isEmptyMark(text) && !isSign(text) && !strings.ContainsFunc(text, func(c rune) bool { return unicode.Is(unicode.Han, c) })
}

// doubtSign doubts a target whose sign was read in a picture as none.
func (d *draft) doubtSign(at string, sign *box) {
	if _, ok := d.lines[at+"/op"]; !ok {
		return
	}
	for _, column := range []string{"op", "target"} {
		d.doubt("sign-unread", Warning, at+"/"+column, "its sign was read as %q", shorten(sign.text, 10))
	}
}

// unsteady is the confidence below which a character counts for roughness.
const unsteady = 0.9

// roughness is the share of the characters of a form that the reader of pictures
// was not quite sure of: how badly its pages were scanned. On a bad page those
// are wrong too, more often, that it was sure of.
func (d *draft) roughness() float64 {
	unsure, all := 0, 0
	for _, lines := range d.lines {
		for _, l := range lines {
			for _, p := range l.Sure {
				all++
				unsure += btoi(p < unsteady)
			}
		}
	}
	return float64(unsure) / float64(max(1, all))
}

// confidenceIn is the confidence in a value that was read from some lines of a
// form: what the least sure of the characters that tell it makes likely.
func confidenceIn(pointer string, lines []grid.Line, rough float64) float64 {
	text, sure := joined(lines)
	from, to := tellingPart(pointer[strings.LastIndexByte(pointer, '/')+1:], text)
	least := 1.0
	for i := from; i < to; i++ {
		least = math.Min(least, float64(sure[i]))
	}
	return calibrated(least, to-from, rawText(lines) != "", rough)
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
	case value == "op": // up to the first figure, before which a sign may be lost
		return 0, first + 1
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
