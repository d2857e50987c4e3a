package graph

// hardSwish makes x·clip(x+3, 0, 6)/6 out of four steps x·HardSigmoid(x), two.
// n is the step in the middle.
func hardSwish(g *network, n *node) bool {
	if n.op != "Clip" || len(n.inputs) == 0 || !g.clips(n, 0, 6) {
		return false
	}
	shift := g.producer[n.inputs[0]]
	x, by, ok := g.byNumber(shift, "Add")
	if !ok || by != 3 || g.follower(shift) != n {
		return false
	}
	gate := g.follower(n)
	if gate == nil || gate.op != "Mul" || !multiplies(gate, x, n.outputs[0]) {
		return false
	}
	sixth := g.follower(gate)
	if _, by, ok := g.byNumber(sixth, "Div"); !ok || by != 6 {
		return false
	}
	n.become("HardSigmoid", []string{x}, floatAttribute("alpha", 1.0/6), floatAttribute("beta", 0.5))
	sixth.become("Mul", []string{x, n.outputs[0]})
	shift.op, gate.op = "", ""
	return true
}

func multiplies(n *node, a, b string) bool {
	return len(n.inputs) == 2 && (n.inputs[0] == a && n.inputs[1] == b || n.inputs[0] == b && n.inputs[1] == a)
}

// clips reports whether a Clip keeps what lies between two numbers. They are
// inputs from version 11 of ONNX's operators on, attributes before.
func (g *network) clips(n *node, least, most float32) bool {
	bound := func(at int, name string) (float32, bool) {
		if len(n.inputs) <= at {
			return n.float(name, 0), n.has(name)
		}
		return g.number(n.inputs[at])
	}
	low, found := bound(1, "min")
	high, both := bound(2, "max")
	return found && both && low == least && high == most
}
