package text

import (
	"context"
	"fmt"
	"slices"

	"mubiao/extract"
	"mubiao/extract/text/lex"
	"mubiao/extract/text/object"
)

// An interpreter reads one page at a time. Its buffers serve page after page.
type interpreter struct {
	doc    *Document
	ctx    context.Context
	limits Limits

	out     extract.Page
	view    extract.Rect // the page, in its own coordinates
	base    matrix       // default user space to page coordinates
	content []byte       // of the page, its streams joined

	*run         // the stream being read
	runs  []*run // one for each level of forms, made as needed
	depth int    // of forms

	state state
	stack []state
	extra int // q beyond Limits.Nesting, whose Q are to be passed over

	tm, tlm     matrix       // text matrix, text line matrix
	textClip    extract.Rect // what the clipping modes have shown since BT
	path        path
	pieces      []piece
	grounds     []ground
	overpainted int // boxes that were looked at for grounds
	marks       []mark
	hidden      int // marks and forms around us whose content is switched off
	actual      int // marks around us with an ActualText
	twins       twins

	disputes []Dispute
	unseen   int // characters switched off
	covers   int // opaque pictures that text was looked for under

	operators, decoded int
	problems           int
	exceeded           error // the first limit that was reached
	stopped            bool  // by a limit or the context
	args               [6]float64
}

// A run is the reading of one content stream.
type run struct {
	lex       lex.Lexer
	operands  []lex.Token // a container is followed by its Span tokens
	container int         // the last container not inside another; -1 if none
	open      []int       // containers not closed yet
	resources *resources
	form      uint64 // the ID of the form XObject; 0 for a page
	floor     int    // the graphics states saved outside
	marked    int    // the marks open outside
}

// contextInterval is after how many operators ctx is looked at; they take
// less than a millisecond.
const contextInterval = 2048

func (in *interpreter) page(ctx context.Context, dict object.Value) (*extract.Page, error) {
	in.reset(ctx, dict)
	in.runPage(dict)
	in.runAnnotations(dict)
	in.joinPieces()
	in.ruleGrounds()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if more := in.problems - in.limits.Problems; more > 0 {
		in.out.Problems = append(in.out.Problems, fmt.Errorf("%d more problems", more))
	}
	in.exceed(in.doc.objs.Exceeded())
	if in.exceeded != nil {
		in.out.Problems = slices.Insert(in.out.Problems, 0, in.exceeded)
	}
	return &in.out, nil
}

func (in *interpreter) reset(ctx context.Context, dict object.Value) {
	sheet := sheetOf(dict)
	in.ctx = ctx
	in.limits = in.doc.Limits.withDefaults()
	in.out = extract.Page{
		Width: sheet.width, Height: sheet.height,
		Glyphs: in.out.Glyphs[:0], Rulings: in.out.Rulings[:0], Pictures: in.out.Pictures[:0],
	}
	in.view = extract.Rect{X1: sheet.width, Y1: sheet.height}
	in.base = sheet.base
	in.state = initialState(in.base, in.view)
	in.stack = in.stack[:0]
	in.pieces = in.pieces[:0]
	in.grounds, in.overpainted = in.grounds[:0], 0
	in.marks = in.marks[:0]
	in.path.reset()
	in.twins.reset()
	in.depth, in.extra, in.hidden, in.actual = 0, 0, 0, 0
	in.operators, in.decoded, in.problems = 0, 0, 0
	in.exceeded, in.stopped = nil, false
	in.disputes, in.unseen, in.covers = nil, 0, 0
}

// runPage runs the page's content.
func (in *interpreter) runPage(dict object.Value) {
	in.content = in.content[:0]
	contents := dict.Key("Contents")
	switch contents.Kind() {
	case object.Stream:
		in.load(contents)
	case object.Array:
		for i := range contents.Len() {
			in.load(contents.Index(i))
			in.content = append(in.content, '\n') // streams join as tokens, not as bytes (7.8.2)
		}
	case object.Null:
		for _, k := range dict.Keys() {
			if k == "Contents" {
				in.fault("cannot be read")
			}
		}
	}
	in.interpret(in.content, in.doc.resourcesOf(dict.Key("Resources"), nil), 0)
}

// An appender is a stream that decodes into a buffer of its caller's, so that
// what is read once is not kept.
type appender interface {
	AppendData(dst []byte) ([]byte, error)
}

// load adds a stream to the page's content.
func (in *interpreter) load(stream object.Value) {
	if in.decoded > in.limits.Decoded {
		return
	}
	var err error
	before := len(in.content)
	if a, ok := stream.(appender); ok {
		in.content, err = a.AppendData(in.content)
	} else {
		var data []byte
		data, err = stream.Data()
		in.content = append(in.content, data...)
	}
	if err != nil {
		in.fault("decode: %w", err)
	}
	in.spend(len(in.content) - before)
}

// spend counts decoded bytes against their limit.
func (in *interpreter) spend(bytes int) {
	if in.decoded += bytes; in.decoded > in.limits.Decoded {
		in.stop(in.limits.tooMuchContent())
	}
}

// stop ends the reading of the page, which is beyond a limit.
func (in *interpreter) stop(reason error) {
	in.exceed(reason)
	in.stopped = true
}

// exceed notes that a limit was reached; nil for none.
func (in *interpreter) exceed(reason error) {
	if in.exceeded == nil {
		in.exceeded = reason
	}
}

// fault records a problem at the place that is being read.
func (in *interpreter) fault(format string, args ...any) {
	if in.problems++; in.problems > in.limits.Problems {
		return
	}
	place := "content"
	if in.run != nil {
		place = fmt.Sprintf("content, byte %d", in.lex.Pos)
		if in.form != 0 {
			place = fmt.Sprintf("form %d, byte %d", in.form, in.lex.Pos)
		}
	}
	in.out.Problems = append(in.out.Problems, fmt.Errorf(place+": "+format, args...))
}

// interpret runs a content stream with its resources, inside the form of that
// ID. It leaves the graphics state stack and the marked content as deep as it
// found them.
func (in *interpreter) interpret(content []byte, res *resources, form uint64) {
	outer := in.run
	if in.depth == len(in.runs) {
		in.runs = append(in.runs, new(run))
	}
	in.run = in.runs[in.depth]
	in.lex.Reset(content)
	in.resources, in.form = res, form
	in.clearOperands()
	in.open = in.open[:0]
	in.floor = len(in.stack)
	in.marked = len(in.marks)
	extra := in.extra
	in.extra = 0
	for !in.stopped && in.step() {
	}
	for len(in.marks) > in.marked {
		in.endMark()
	}
	if len(in.stack) > in.floor {
		in.state = in.stack[in.floor]
		in.stack = in.stack[:in.floor]
	}
	in.extra = extra
	in.run = outer
}

// step reads one token and runs it if it is an operator. It reports false at
// the end.
func (in *interpreter) step() bool {
	r := in.run
	n := len(r.operands)
	if n == cap(r.operands) {
		r.operands = append(r.operands, lex.Token{})
	}
	r.operands = r.operands[:n+1] // the token is read to where it belongs
	t := &r.operands[n]
	r.lex.Read(t)
	if r.lex.Fault != "" {
		in.fault("%s", r.lex.Fault)
	}
	switch t.Kind {
	case lex.Integer, lex.Real, lex.String, lex.Name:
	case lex.Keyword:
		r.operands = r.operands[:n]
		in.keyword(t.Bytes)
		return true
	case lex.ArrayOpen, lex.DictOpen:
		if len(r.open) == 0 {
			r.container = n
		}
		r.open = append(r.open, n)
	case lex.ArrayClose, lex.DictClose:
		r.operands = r.operands[:n]
		if len(r.open) == 0 {
			in.fault("stray closing bracket")
			return true
		}
		in.closeContainer()
	case lex.End:
		return false
	}
	if n > operandsMost {
		in.fault("%d operands without an operator", n)
		r.open = r.open[:0]
		in.clearOperands()
	}
	return true
}

// operandsMost bounds the operands of one operator; an array for TJ, the
// longest there is, has a few elements for each character of a line.
const operandsMost = 1 << 18

func (in *interpreter) closeContainer() {
	top := in.open[len(in.open)-1]
	in.open = in.open[:len(in.open)-1]
	in.operands[top].Span = int32(len(in.operands) - top - 1)
}

func (in *interpreter) clearOperands() {
	in.operands = in.operands[:0]
	in.container = -1
	in.lex.Forget()
}

// keyword runs an operator, or keeps true, false and null as operands.
func (in *interpreter) keyword(word []byte) {
	op := findOperator(word)
	if op == nil {
		in.unknown(word)
		return
	}
	if len(in.open) > 0 {
		in.fault("%s inside an array or dictionary", op.name)
		for len(in.open) > 0 {
			in.closeContainer()
		}
	}
	if in.operators++; in.operators%contextInterval == 0 && in.ctx.Err() != nil {
		in.stopped = true
		return
	}
	if in.operators > in.limits.Operators {
		in.stop(in.limits.tooManyOperators())
		return
	}
	if in.numbers(op) {
		op.run(in)
	}
	in.clearOperands()
}

// numbers puts the last operands of op into args; any before them are
// passed over. It reports false if there are too few or they are no numbers.
func (in *interpreter) numbers(op *operator) bool {
	rest := len(in.operands) - op.numbers
	if rest < 0 {
		in.fault("operands of %s missing", op.name)
		return false
	}
	for i := range op.numbers {
		t := &in.operands[rest+i]
		if !t.Number() {
			in.fault("operand of %s is not a number", op.name)
			return false
		}
		in.args[i] = t.Num
	}
	return true
}

// unknown handles a word that is no operator: a literal, or operators that
// were written without a blank between them, or something to pass over.
func (in *interpreter) unknown(word []byte) {
	if literal(word) {
		in.operands = append(in.operands, lex.Token{Kind: lex.Keyword, Bytes: word})
		return
	}
	if n := gluedOperator(word); n > 0 {
		in.fault("no blank inside %.20q", word)
		in.lex.Pos -= len(word) - n
		in.keyword(word[:n])
		return
	}
	in.fault("unknown operator %.20q", word)
	if len(in.open) == 0 {
		in.clearOperands()
	}
}

// literal reports whether word is an operand and no operator.
func literal(word []byte) bool {
	switch string(word) {
	case "true", "false", "null":
		return true
	}
	return false
}

// name is the operand at i from the end (1 is the last), as a name.
func (in *interpreter) name(i int) ([]byte, bool) {
	if i > len(in.operands) || in.operands[len(in.operands)-i].Kind != lex.Name {
		in.fault("operand is not a name")
		return nil, false
	}
	return in.operands[len(in.operands)-i].Bytes, true
}

// elements are the tokens inside the last container, flat.
func (in *interpreter) elements() []lex.Token {
	if in.container < 0 {
		return nil
	}
	first := in.container + 1
	return in.operands[first : first+int(in.operands[in.container].Span)]
}
