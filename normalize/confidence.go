package normalize

import (
	"maps"
	"math"
	"slices"
	"strings"
	"unicode"

	"mubiao/extract/grid"
)

// LowConfidence is the confidence below which a value read from a picture is
// doubted. On forms and faces that confidences were not fitted on, each wrong
// value that it finds beyond a line of 0.5 costs four right ones; a higher line
// would cost more than twenty for each (docs/confidence.md).
const LowConfidence = 0.9

// certain is the confidence from which on rules that look for figures alike, or
// numbers out of order, leave a value alone: they are wrong more often than it is.
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
// a picture, and as what where it was mended since. Rules about pictures look at
// it; weighDoubts lowers it by what they say.
func (d *draft) settleConfidence() {
	if d.lines == nil {
		return
	}
	d.signs = map[string]Signs{}
	borne, rough := d.borneOut(), d.roughness()
	for pointer, place := range d.Evidence {
		lines, ok := d.lines[pointer]
		if !ok {
			continue
		}
		signs := signsOf(pointer, lines)
		signs.Rough, signs.BorneOut = rough, borne[pointer]
		d.signs[pointer] = signs
		place.Raw = rawText(lines)
		d.Evidence[pointer] = place
		d.claim(pointer)
	}
}

// claim states in the evidence how likely a value is right by its signs.
func (d *draft) claim(pointer string) float64 {
	c := math.Round(1000*calibration.Confidence(d.signs[pointer])) / 1000
	place := d.Evidence[pointer]
	place.Confidence = &c
	d.Evidence[pointer] = place
	return c
}

// weighDoubts lowers the confidence in values that rules doubt, and doubts those
// below the line that none does.
func (d *draft) weighDoubts() {
	if d.signs == nil {
		return
	}
	doubted, suspected, loose := d.doubts()
	low := map[string]float64{}
	for pointer, signs := range d.signs {
		signs.Doubted, signs.Suspected, signs.LooseEnds = about(doubted, pointer), about(suspected, pointer), loose
		signs.BorneOut = signs.BorneOut && !signs.Doubted
		d.signs[pointer] = signs
		if c := d.claim(pointer); c < LowConfidence && !d.pointedAt(pointer) {
			low[pointer] = c
		}
	}
	d.spreadDoubt(low)
	for _, pointer := range slices.Sorted(maps.Keys(low)) {
		d.doubt("low-confidence", Warning, pointer, "it was read with a confidence of %.2f", low[pointer])
	}
}

// spreadDoubt lays the doubt about a target that holds figures and of which no
// number was made on its parts: 90%1以.上 hides all of them.
func (d *draft) spreadDoubt(low map[string]float64) {
	for i, in := range d.Indicators {
		c, doubted := low[indicatorPath(i, "target")]
		if !doubted || len(in.Value) > 0 || !strings.ContainsAny(in.Target, "0123456789") {
			continue
		}
		for _, part := range []string{"op", "value", "unit"} {
			pointer := indicatorPath(i, part)
			if own, known := low[pointer]; !d.pointedAt(pointer) && (!known || c < own) {
				low[pointer] = c
			}
		}
	}
}

// suspicions are the codes of doubts that leave most of the values right that
// they are about: one of several is wrong and it is not known which, or something
// about them is odd. Other doubts are about wrong ones, nine times out of ten.
var suspicions = []string{"funds-sum", "weights-sum", "figures-alike", "level-ambiguous", "number-misread", "prose-split", "row-uncertain", "sign-unread"}

// doubts are the values that issues are about, and the number of those that
// found no place for something.
func (d *draft) doubts() (doubted, suspected map[string]bool, loose int) {
	doubted, suspected = map[string]bool{}, map[string]bool{}
	for _, i := range d.Issues {
		switch {
		case i.Severity == Info || i.Path == "":
		case strings.HasSuffix(i.Path, "/-"):
			loose++
		case slices.Contains(suspicions, i.Code):
			suspected[i.Path] = true
		default:
			doubted[i.Path] = true
		}
	}
	return doubted, suspected, loose
}

// about reports whether a value or its row is among some pointers.
func about(pointers map[string]bool, pointer string) bool {
	return pointers[pointer] || pointers[pointer[:strings.LastIndexByte(pointer, '/')]]
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

// signsOf are the signs of a value in the lines that it was read from.
func signsOf(pointer string, lines []grid.Line) Signs {
	name := pointer[strings.LastIndexByte(pointer, '/')+1:]
	text, sure := joined(lines)
	from, to := tellingPart(name, text)
	s := Signs{Kind: kindOfValue(name), Least: 1, Characters: to - from, Mended: rawText(lines) != "", Stroke: isStroke(text)}
	for _, p := range sure[from:to] {
		s.Least = math.Min(s.Least, float64(p))
	}
	return s
}

// isStroke reports whether a text is a single stroke: a 一, a figure, a letter,
// a mark for nothing or the remains of a rule, which look alike.
func isStroke(text []rune) bool {
	return len(text) == 1 && strings.ContainsRune("一1Il|/-_丨", text[0])
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
