// Package formgen turns a seed into target forms (绩效目标表) and into the PDF
// that shows them, so that a reader can be held against what it should have
// read. A Form is wording and truth, a Style is how it is set and ruled, Draw
// sets forms in a style. New makes the plain annual form, NewFamily the
// layouts of the other families; features vary both. Every place, office,
// project and figure is invented.
package formgen

import "mubiao/normalize"

// A Form is the wording of one form, cell by cell, and the record that a
// reader must make of it.
type Form struct {
	Truth normalize.Record

	Above   []Line    // lines above the table, top to bottom
	Fields  [][]Field // header rows, one or two fields each
	Funds   FundsBlock
	Goals   GoalsBlock
	Spine   string    // 绩效指标
	Columns [4]string // 一级指标 二级指标 三级指标 指标值
	Level1  []Level1
	Below   []string // notes under the table

	// Kept are labelled values that a record may hold in its header or leave
	// out: the contract has no word for them.
	Kept map[string]string

	// Sections are the table of a form of another layout, in place of what
	// stands from Fields to Level1.
	Sections []Section
	// Prose are the paragraphs of a form without a table, in place of Sections.
	Prose []string
	// Listing are the records of a table of many projects, in place of
	// Truth, where Listed.
	Listing []normalize.Record
	Listed  bool
}

// A Line is text outside the table.
type Line struct {
	Text  string
	Scale float64 // of the body's font size
	Align Align
	// Repeats says that the line is printed again on each page that the
	// table goes on to, where the style repeats the title.
	Repeats bool
}

// A Field is a label of the form's head and what is filled in.
type Field struct{ Label, Value string }

// A FundsBlock is the rows of 项目资金.
type FundsBlock struct {
	Label string
	Rows  []Field
	// Joined prints label and amount in one cell (年度资金总额:16).
	Joined bool
}

// A GoalsBlock is the cell of goals, a paragraph a goal.
type GoalsBlock struct {
	Label      string
	Paragraphs []string
}

// A Level1 is a 一级指标 with its groups.
type Level1 struct {
	Print  string
	Level2 []Level2
}

// A Level2 is a 二级指标 with its rows.
type Level2 struct {
	Print string
	Rows  []Row
}

// A Row is the printed 三级指标 and 指标值. The value is also held as 指标性质,
// number and 度量单位, for forms that print these apart.
type Row struct {
	Name, Value          string
	Nature, Number, Unit string
	// Indicator is where the truth has the row, counted from 1; 0 for a row
	// that is no indicator.
	Indicator int
}

// records are the records that a reader must make of the form.
func (f Form) records() []normalize.Record {
	if f.Listed {
		return f.Listing
	}
	return []normalize.Record{f.Truth}
}

// rows counts the rows of all groups.
func (l Level1) rows() int {
	n := 0
	for _, g := range l.Level2 {
		n += len(g.Rows)
	}
	return n
}

// Align is how a line stands in its cell.
type Align int

// The alignments.
const (
	Left Align = iota
	Center
	Right
)
