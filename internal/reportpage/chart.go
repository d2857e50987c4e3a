package reportpage

import (
	"fmt"
	"math"
	"strings"
)

// A series is a kind of thing that charts tell apart. Its colour is that of
// the class in page.css.
type series struct{ Name, Class string }

// A bar is a horizontal stack. All bars of a chart are to one scale.
type bar struct {
	Alternative string // what it shows, in words
	Segments    []segment
}

// A segment is a part of a stack, in percent of the length of the chart.
type segment struct {
	Class    string
	At, Size float64
}

// leastSegment is that of a value which is not 0, in percent: it is seen.
const leastSegment = 0.8

// newBar stacks values, one for each series, on a scale that ends at most.
func newBar(label string, all []series, values []int, most int) bar {
	b := bar{Alternative: label + ": " + inWords(all, values)}
	sizes := sizesOf(values, most)
	at := 0.0
	for i, size := range sizes {
		if size > 0 {
			b.Segments = append(b.Segments, segment{all[i].Class, at, size})
			at += size
		}
	}
	return b
}

// sizesOf are the lengths of values on a scale, in percent. What makes small
// ones seen is taken from the largest, so that the stack is as long as its sum.
func sizesOf(values []int, most int) []float64 {
	sizes, largest, added := make([]float64, len(values)), 0, 0.0
	for i, v := range values {
		if v == 0 {
			continue
		}
		exact := 100 * float64(v) / float64(most)
		sizes[i] = max(leastSegment, exact)
		added += sizes[i] - exact
		if v > values[largest] {
			largest = i
		}
	}
	sizes[largest] = max(sizes[largest]-added, min(sizes[largest], leastSegment))
	return sizes
}

// inWords says what the values of a stack are.
func inWords(all []series, values []int) string {
	var parts []string
	for i, v := range values {
		switch name := all[i].Name; {
		case v == 1:
			parts = append(parts, "1 "+strings.TrimSuffix(name, "s"))
		case v > 1:
			parts = append(parts, grouped(v)+" "+name)
		}
	}
	if parts == nil {
		return "none"
	}
	return strings.Join(parts, ", ")
}

// Columns are stacks beside one another, along the years.
type columns struct {
	Alternative string
	Ticks       []tick
	Stacks      []stack
	Height      float64 // of the chart, pixels
	Base        float64 // where the columns stand
	Width       float64 // of a column, percent
}

// A tick is a line across the chart at a number.
type tick struct {
	Y     float64 // pixels
	Label string
}

// A stack is one column.
type stack struct {
	Label   string
	Shown   bool    // its label; of many years some alone
	X, Left float64 // its middle and its left edge, percent
	Parts   []part
}

// A part of a column, in pixels from the top.
type part struct {
	Class     string
	Y, Height float64
}

// Measures of a chart of columns.
const (
	plotTop     = 18.0  // pixels above the highest tick, for its label
	plotHeight  = 180.0 // pixels
	plotBelow   = 26.0  // pixels for the labels of the columns
	plotLeft    = 9.0   // percent, for the labels of the ticks
	columnShare = 0.62  // of the way from one column to the next
	columnMost  = 9.0   // percent
	labelsMost  = 12    // labels that fit side by side on a telephone
)

// newColumns draws a column for each label.
func newColumns(title string, all []series, labels []string, values [][]int) columns {
	c := columns{Height: plotTop + plotHeight + plotBelow, Base: plotTop + plotHeight}
	most, said := 0, make([]string, len(labels))
	for i, stack := range values {
		most = max(most, sum(stack))
		said[i] = labels[i] + ": " + inWords(all, stack)
	}
	c.Alternative = title + ". " + strings.Join(said, "; ") + "."
	step := niceStep(most)
	top := step * math.Ceil(float64(most)/step)
	for v := 0.0; v <= top; v += step {
		c.Ticks = append(c.Ticks, tick{c.Base - plotHeight*v/top, grouped(int(v))})
	}
	pitch := (100 - plotLeft) / float64(max(1, len(labels)))
	c.Width = min(columnMost, pitch*columnShare)
	every := (len(labels) + labelsMost - 1) / labelsMost
	for i, stacked := range values {
		x := plotLeft + pitch*(float64(i)+0.5)
		s := stack{Label: labels[i], Shown: i%every == 0, X: x, Left: x - c.Width/2}
		y := c.Base
		for j, v := range stacked {
			if v > 0 {
				height := plotHeight * float64(v) / top
				y -= height
				s.Parts = append(s.Parts, part{all[j].Class, y, height})
			}
		}
		c.Stacks = append(c.Stacks, s)
	}
	return c
}

func sum(values []int) (n int) {
	for _, v := range values {
		n += v
	}
	return n
}

// niceStep is the distance of four to eight ticks up to a number: 1, 2 or 5
// times a power of ten.
func niceStep(most int) float64 {
	const ticks = 5
	rough := float64(most) / ticks
	power := math.Pow(10, math.Floor(math.Log10(max(rough, 1))))
	for _, step := range []float64{1, 2, 5} {
		if step*power >= rough {
			return step * power
		}
	}
	return 10 * power
}

// px writes pixels or percent as short as they need be.
func px(v float64) string {
	return strings.TrimSuffix(strings.TrimRight(fmt.Sprintf("%.2f", v), "0"), ".")
}
