package text

// An operator is one of ISO 32000-1, annex A.
type operator struct {
	name    string
	numbers int // how many numbers it ends with, put into interpreter.args
	run     func(*interpreter)
}

// operators are all that leave a trace in what is read. Those that only
// change colours to come or curves' flatness stand there too, to be known.
var operators = []operator{
	{"q", 0, (*interpreter).save},
	{"Q", 0, (*interpreter).restore},
	{"cm", 6, (*interpreter).concat},
	{"w", 1, func(in *interpreter) { in.state.lineWidth = in.args[0] }},
	{"J", 1, func(in *interpreter) { in.state.butt = in.args[0] == 0 }},
	{"j", 1, nothing},
	{"M", 1, nothing},
	{"d", 1, nothing}, // a dashed line is one ruling
	{"ri", 0, nothing},
	{"i", 1, nothing},
	{"gs", 0, (*interpreter).setExtState},

	{"m", 2, (*interpreter).moveTo},
	{"l", 2, (*interpreter).lineTo},
	{"c", 6, func(in *interpreter) { in.curveTo(3) }},
	{"v", 4, func(in *interpreter) { in.curveTo(2) }},
	{"y", 4, func(in *interpreter) { in.curveTo(2) }},
	{"h", 0, func(in *interpreter) { in.path.close() }},
	{"re", 4, (*interpreter).rectangle},

	{"S", 0, func(in *interpreter) { in.paint(false, true) }},
	{"s", 0, func(in *interpreter) { in.path.close(); in.paint(false, true) }},
	{"f", 0, func(in *interpreter) { in.paint(true, false) }},
	{"F", 0, func(in *interpreter) { in.paint(true, false) }},
	{"f*", 0, func(in *interpreter) { in.paint(true, false) }},
	{"B", 0, func(in *interpreter) { in.paint(true, true) }},
	{"B*", 0, func(in *interpreter) { in.paint(true, true) }},
	{"b", 0, func(in *interpreter) { in.path.close(); in.paint(true, true) }},
	{"b*", 0, func(in *interpreter) { in.path.close(); in.paint(true, true) }},
	{"n", 0, func(in *interpreter) { in.paint(false, false) }},
	{"W", 0, func(in *interpreter) { in.path.clips = true }},
	{"W*", 0, func(in *interpreter) { in.path.clips = true }},

	{"BT", 0, (*interpreter).beginText},
	{"ET", 0, (*interpreter).endText},
	{"Tc", 1, func(in *interpreter) { in.state.text.charSpace = in.args[0] }},
	{"Tw", 1, func(in *interpreter) { in.state.text.wordSpace = in.args[0] }},
	{"Tz", 1, func(in *interpreter) { in.state.text.stretch = in.args[0] / 100 }},
	{"TL", 1, func(in *interpreter) { in.state.text.leading = in.args[0] }},
	{"Tf", 1, (*interpreter).setFont},
	{"Tr", 1, func(in *interpreter) { in.state.text.mode = int(in.args[0]) }},
	{"Ts", 1, func(in *interpreter) { in.state.text.rise = in.args[0] }},
	{"Td", 2, func(in *interpreter) { in.moveLine(in.args[0], in.args[1]) }},
	{"TD", 2, func(in *interpreter) { in.state.text.leading = -in.args[1]; in.moveLine(in.args[0], in.args[1]) }},
	{"Tm", 6, (*interpreter).setTextMatrix},
	{"T*", 0, func(in *interpreter) { in.moveLine(0, -in.state.text.leading) }},
	{"Tj", 0, (*interpreter).showLast},
	{"'", 0, func(in *interpreter) { in.moveLine(0, -in.state.text.leading); in.showLast() }},
	{"\"", 0, (*interpreter).showSpaced},
	{"TJ", 0, (*interpreter).showArray},

	{"g", 1, func(in *interpreter) { in.state.fill.set(grays, in.args[:1]) }},
	{"G", 1, func(in *interpreter) { in.state.stroke.set(grays, in.args[:1]) }},
	{"rg", 3, func(in *interpreter) { in.state.fill.set(rgbs, in.args[:3]) }},
	{"RG", 3, func(in *interpreter) { in.state.stroke.set(rgbs, in.args[:3]) }},
	{"k", 4, func(in *interpreter) { in.state.fill.set(cmyks, in.args[:4]) }},
	{"K", 4, func(in *interpreter) { in.state.stroke.set(cmyks, in.args[:4]) }},
	{"cs", 0, func(in *interpreter) { in.setColorSpace(&in.state.fill) }},
	{"CS", 0, func(in *interpreter) { in.setColorSpace(&in.state.stroke) }},
	{"sc", 0, func(in *interpreter) { in.setColor(&in.state.fill) }},
	{"scn", 0, func(in *interpreter) { in.setColor(&in.state.fill) }},
	{"SC", 0, func(in *interpreter) { in.setColor(&in.state.stroke) }},
	{"SCN", 0, func(in *interpreter) { in.setColor(&in.state.stroke) }},

	{"Do", 0, (*interpreter).paintXObject},
	{"sh", 0, func(in *interpreter) { in.ink(in.state.clip, &in.state.shade) }},
	{"BI", 0, (*interpreter).inlineImage},
	{"ID", 0, nothing},
	{"EI", 0, nothing},

	{"BMC", 0, func(in *interpreter) { in.beginMark(mark{}) }},
	{"BDC", 0, (*interpreter).beginMarked},
	{"EMC", 0, (*interpreter).endMarked},
	{"MP", 0, nothing},
	{"DP", 0, nothing},
	{"BX", 0, nothing},
	{"EX", 0, nothing},
	{"d0", 0, nothing},
	{"d1", 0, nothing},
}

func nothing(*interpreter) {}

// operatorsBy finds operators of one and two letters by these, the second
// one 0 where there is none; all letters of operators are below 128. The few
// of three letters have a place of their own.
var (
	operatorsBy   [128][128]*operator
	longOperators []*operator
)

func init() {
	for i := range operators {
		switch op := &operators[i]; len(op.name) {
		case 1:
			operatorsBy[op.name[0]][0] = op
		case 2:
			operatorsBy[op.name[0]][op.name[1]] = op
		default:
			longOperators = append(longOperators, op)
		}
	}
}

// longestOperator is the length of SCN.
const longestOperator = 3

// findOperator looks an operator up; nil if there is none of that name.
func findOperator(name []byte) *operator {
	switch {
	case len(name) == 1 && name[0] < 128:
		return operatorsBy[name[0]][0]
	case len(name) == 2 && name[0] < 128 && name[1] < 128:
		return operatorsBy[name[0]][name[1]]
	case len(name) == longestOperator:
		for _, op := range longOperators {
			if op.name == string(name) {
				return op
			}
		}
	}
	return nil
}

// gluedOperator finds out whether word is nothing but operators and numbers
// written without blanks ("ETQ", "q1"), and returns the length of the first
// operator; 0 if it is not.
func gluedOperator(word []byte) int {
	const wordMost = 12
	if len(word) > wordMost {
		return 0
	}
	for n := min(longestOperator, len(word)); n > 0; n-- {
		if findOperator(word[:n]) == nil {
			continue
		}
		rest := word[n:]
		for len(rest) > 0 && (rest[0] >= '0' && rest[0] <= '9' || rest[0] == '-' || rest[0] == '.') {
			rest = rest[1:]
		}
		if len(rest) == 0 || findOperator(rest) != nil || gluedOperator(rest) > 0 {
			return n
		}
	}
	return 0
}
