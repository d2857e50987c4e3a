package normalize

import (
	"strings"

	"mubiao/normalize/zh"
)

// Plain text is another tool's dump of a form: cells in reading order, broken
// where their lines broke, with blanks between cells of one line and blank
// lines anywhere. What parts the cells is the vocabulary: labels, levels and
// the prefix 指标N：.

// A token is a run of text between blanks.
type token struct {
	text string
	line int  // counts all lines of the form
	last bool // of its line
}

// readPlain reads the forms in the pages of a text file; whole is false where
// one of them has columns that reading order does not keep apart.
func readPlain(pages [][]string) (out []*draft, whole bool) {
	lines := withoutFolios(pages)
	whole = true
	starts := plainStarts(lines)
	for i, start := range starts {
		end := len(lines)
		if i+1 < len(starts) {
			end = starts[i+1]
		}
		forms, ok := readPlainForms(lines[start:end])
		out = append(out, forms...)
		whole = whole && ok
	}
	return out, whole
}

// readPlainForms reads the form under a title and those behind it that have
// none; whole is false where one of them shows and could not be read.
func readPlainForms(lines []string) (out []*draft, whole bool) {
	whole = true
	var title string
	for first := true; lines != nil; first = false {
		r := newPlainReader(lines)
		d := r.read()
		switch {
		case d == nil:
			whole = whole && !showsRows(lines[:r.end])
		case !first:
			r.untitled(title)
			fallthrough
		default:
			out = append(out, d)
		}
		title = r.nextTitle
		if r.end == len(lines) {
			return out, whole
		}
		lines = append([]string{title}, lines[r.end:]...)
	}
	return out, whole
}

// A plainReader reads one form from tokens.
type plainReader struct {
	d      *draft
	lines  []string
	tokens []token
	i      int // the next token
	// achieved says that the form tells what was achieved.
	achieved bool
	transfer bool  // a label is one of transfer payments
	whole    bool  // a label is one of a whole department's form
	inFunds  bool  // labels of funds are to be expected
	wide     bool  // the heads have more columns than levels, name and target
	field    field // whose value is being read
	order    readingOrder
	lost     lostLevels
	// end is the line at which another form begins, without a title of its own
	// before it; nextTitle is one that stood among the rows.
	end       int
	nextTitle string
}

func newPlainReader(lines []string) *plainReader {
	r := &plainReader{d: newDraft(), lines: lines, end: len(lines)}
	r.d.Title = zh.Squeeze(zh.Radicals(lines[0]))
	if y, ok := FiscalYear(lines[0]); ok {
		r.d.FiscalYear = y
	}
	for n, l := range lines[1:] {
		fields := rejoin(strings.Fields(zh.Radicals(l)))
		for k, f := range fields {
			r.tokens = append(r.tokens, token{f, n + 1, k == len(fields)-1})
		}
	}
	return r
}

// read reads the form, nil where there is none or reading order does not tell
// its columns apart.
func (r *plainReader) read() *draft {
	if !r.readTop() {
		return nil
	}
	r.readIndicators()
	if r.wide {
		return nil
	}
	if len(r.d.Indicators) == 0 || r.order.broken() {
		return nil
	}
	r.d.doubtParents()
	r.doubtSides()
	r.d.settle()
	r.d.Form = r.kind()
	return r.d
}

// kind tells what the form is for.
func (r *plainReader) kind() Kind {
	title := r.d.Title
	switch {
	case r.transfer || strings.Contains(title, "转移支付") || strings.Contains(title, "区域绩效"):
		return TransferTarget
	case strings.Contains(title, "部门整体") || r.d.Project == "" && r.whole:
		return DepartmentTarget
	}
	return ProjectTarget
}

// btoi is 1 for what holds, else 0.
func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}
