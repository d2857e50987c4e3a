package formgen

import (
	"math/rand/v2"

	"mubiao/internal/pdfwrite"
)

// A Style is how forms are set: paper, type, cells, rules and page breaks.
// Lengths are points.
type Style struct {
	Width, Height float64 // of the page as displayed
	Margin        float64 // on all sides
	Frame         pdfwrite.Frame
	File          pdfwrite.Options

	Encoding pdfwrite.Encoding
	Size     float64 // font size of the table
	Leading  float64 // distance of lines, in font sizes
	Placing  Placing
	Order    Order
	Bold     bool // labels are drawn twice, a hair apart
	Justify  bool // full lines of a paragraph are spaced out to the cell's width
	AnyBreak bool // numbers may be broken at the end of a line, as narrow cells do
	Kinsoku  bool // no line begins with a closing mark

	// Columns are the shares of the table's width of the spine and the four
	// columns; Head are those of label, value, label, value in the header
	// rows. Label is the width that the labels of funds and goals take, and
	// Amounts where the amounts begin.
	Columns [5]float64
	Head    [4]float64
	Label   float64
	Amounts float64

	PadX, PadY float64
	RowAlign   Align // of the 三级指标 cells
	ValueAlign Align // of 指标值 and the amounts
	Top        bool  // text at the top of its cell, not in the middle
	Indent     bool  // 其他资金 is set in by two characters

	Rules     Rules
	Thickness float64
	Dash      []float64
	Gap       float64 // Double: between the two lines
	Sloppy    float64 // rules miss their places and ends by up to this
	Shade     bool    // label cells stand on grey
	OmitSides bool    // no rule at the left and right end
	OmitFoot  bool    // no rule under the last 一级 and 二级 cells
	OmitLevel bool    // no rule between two 二级 cells of one 一级

	RepeatLevel1 bool // 一级指标 in every row in place of a merged cell
	RepeatLevel2 bool // 二级指标 likewise

	OneAPage    bool // each form begins a page
	SplitRows   bool // a row may be cut by the page's end
	OpenBreak   bool // no rule where the page cuts a row or a merged cell
	CenterBreak bool // a merged cell's text stands in its larger part, not its first
	Repeat      Repeat
	Footer      Footer
}

// Placing is how many characters one operator shows.
type Placing int

// The placings.
const (
	ByLine Placing = iota
	ByRun          // a run of Han, a run of ASCII
	ByGlyph
)

// Order is how the cells follow one another in the content stream.
type Order int

// The orders.
const (
	ByRow Order = iota
	ByColumn
	Shuffled
)

// Rules is how rules are drawn.
type Rules int

// The ways to rule a table.
const (
	LongLines Rules = iota // strokes, each as long as it goes
	CellLines              // four strokes a cell
	CellBoxes              // a stroked rectangle a cell
	ThinFills              // filled rectangles as thin as a rule
	Double                 // two strokes side by side
	NoRules
)

// Repeat is what a page shows again when a table goes on.
type Repeat int

// The repetitions.
const (
	RepeatNothing Repeat = iota
	RepeatColumns        // the row 一级指标 … 指标值
	RepeatTitle          // title and that row
	RepeatTitleAlone
)

// Footer is what stands at the foot of each page.
type Footer int

// The footers.
const (
	NoFooter     Footer = iota
	DashedNumber        // — 3 —
	OfPages             // 第3页 共9页
	BareNumber          // 3
)

// A4 in points.
const (
	a4Short = 595.28
	a4Long  = 841.89
)

// RandomStyle draws a plain style: everything varies that varies between
// two exports of one form, nothing is missing or in the wrong place. Each
// form begins a page; only one that is longer goes on to the next.
func RandomStyle(r *rand.Rand) Style {
	s := Style{
		Width: a4Short, Height: a4Long,
		Margin:     between(r, 36, 80),
		Encoding:   pick(r, pdfwrite.UniGBUCS2, pdfwrite.UniGBUTF16, pdfwrite.GBKEUC, pdfwrite.MadeUpCIDs),
		File:       pdfwrite.Options{Compress: chance(r, 0.5)},
		Size:       pick(r, 7.5, 9, 9, 10.5, 10.5, 12),
		Leading:    between(r, 1.1, 1.7),
		Placing:    pick(r, ByLine, ByLine, ByRun, ByGlyph),
		Kinsoku:    chance(r, 0.7),
		Label:      between(r, 0.11, 0.2),
		Amounts:    between(r, 0.45, 0.7),
		PadX:       between(r, 1.5, 5.4),
		PadY:       between(r, 1, 5),
		RowAlign:   pick(r, Left, Left, Center),
		ValueAlign: pick(r, Center, Center, Left, Right),
		Top:        chance(r, 0.15),
		Indent:     chance(r, 0.5),
		Rules:      LongLines,
		Thickness:  pick(r, 0, 0.24, 0.48, 0.5, 0.75, 1, 1.5),
		OneAPage:   true,
		OpenBreak:  chance(r, 0.5),
		Footer:     pick(r, NoFooter, DashedNumber, OfPages, BareNumber),
	}
	s.Columns = s.columns(r)
	s.Head = headColumns(r, s.Columns)
	return s
}

// columns draws widths under which the narrow columns hold what they must:
// the spine one character, 一级 two and 二级 three to a line.
func (s Style) columns(r *rand.Rand) [5]float64 {
	width := s.Width - 2*s.Margin
	chars := func(low, high float64) float64 { return (between(r, low, high)*s.Size + 2*s.PadX) / width }
	c := [5]float64{chars(1.2, 3), chars(2.2, 5), chars(3.2, 7)}
	value := chars(4.5, 8)
	rest := 1 - c[0] - c[1] - c[2]
	c[4] = min(value, rest*0.45)
	c[3] = rest - c[4]
	return c
}

// headColumns are the widths in the header rows: those of the columns below
// in half of all cases, as in a table drawn at one go, and their own in the
// others.
func headColumns(r *rand.Rand, c [5]float64) [4]float64 {
	if chance(r, 0.5) {
		return [4]float64{c[0] + c[1], c[2], c[3], c[4]}
	}
	label, value := between(r, 0.14, 0.2), between(r, 0.28, 0.36)
	second := between(r, 0.12, 0.18)
	return [4]float64{label, value, second, 1 - label - value - second}
}
