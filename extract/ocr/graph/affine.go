package graph

import "slices"

// foldBehind makes a scale or a shift behind a convolution a part of it.
func foldBehind(g *network, n *node) bool {
	next := g.follower(n)
	_, scale, scales := g.byNumber(next, "Mul")
	_, shift, shifts := g.byNumber(next, "Add")
	if !scales && !shifts {
		return false
	}
	weights, bias := g.convolution(n)
	if weights == nil {
		return false
	}
	if scales {
		weights.multiply(scale)
		bias.multiply(scale)
	} else {
		bias.shift(shift)
	}
	n.outputs, next.op = next.outputs, ""
	return true
}

// foldBefore makes a scale and a shift before a convolution a part of it. What
// pads its input with zeros after the shift cannot take it.
func foldBefore(g *network, n *node) bool {
	x, scale, shift, last := g.affine(n)
	if last == nil {
		return false
	}
	next := g.follower(last)
	if next == nil || next.inputs[0] != last.outputs[0] || g.pads(next) {
		return false
	}
	weights, bias := g.convolution(next)
	if weights == nil {
		return false
	}
	each := len(weights.values) / weights.dims[0]
	for i := range bias.values {
		for _, w := range weights.values[i*each:][:each] {
			bias.values[i] += w * shift
		}
	}
	weights.multiply(scale)
	next.inputs[0] = x
	n.op, last.op = "", ""
	return true
}

// normalization makes a scale and a shift one step: a batch normalization with
// the same numbers for all channels.
func normalization(g *network, n *node) bool {
	x, scale, shift, last := g.affine(n)
	if last == nil {
		return false
	}
	channels := g.channels(x)
	if channels == 0 {
		return false
	}
	inputs := []string{x}
	for _, number := range []float32{scale, shift, 0, 1} { // mean and variance come last
		inputs = append(inputs, g.add(repeated(channels, number)))
	}
	last.become("BatchNormalization", inputs, floatAttribute("epsilon", 0))
	n.op = ""
	return true
}

// affine are a scale by a number, which is n, and a shift by one, which is
// last, of x; last is nil if n is none.
func (g *network) affine(n *node) (x string, scale, shift float32, last *node) {
	x, scale, ok := g.byNumber(n, "Mul")
	if !ok {
		return "", 0, 0, nil
	}
	last = g.follower(n)
	if _, shift, ok = g.byNumber(last, "Add"); !ok {
		return "", 0, 0, nil
	}
	return x, scale, shift, last
}

// convolution are the weights and the bias of one, to be changed: constants
// that nothing else uses. They are nil for another node.
func (g *network) convolution(n *node) (weights, bias *tensor) {
	weights = g.weights(n)
	if weights == nil {
		return nil, nil
	}
	bias = repeated(weights.dims[0], 0)
	if len(n.inputs) > 2 {
		bias = g.floats(n.inputs[2])
	}
	if bias == nil || len(bias.values) != weights.dims[0] {
		return nil, nil
	}
	if g.added[n.inputs[1]] == nil {
		n.inputs = []string{n.inputs[0], g.add(weights), g.add(bias)}
	}
	return weights, bias
}

// weights are those of a convolution; nil for another node.
func (g *network) weights(n *node) *tensor {
	if n == nil || n.op != "Conv" || len(n.inputs) < 2 {
		return nil
	}
	w := g.floats(n.inputs[1])
	if w == nil || len(w.dims) != 4 || len(w.values) == 0 {
		return nil
	}
	return w
}

// pads reports whether a convolution may see more than its input.
func (g *network) pads(n *node) bool {
	return n.has("auto_pad") || slices.ContainsFunc(n.ints("pads"), func(p int) bool { return p != 0 })
}

// channels is how many channels there are in what a convolution made or what
// was made of that number by number; 0 where that is not known.
func (g *network) channels(name string) int {
	n := g.producer[name]
	for n != nil && len(n.inputs) > 0 && slices.Contains([]string{"Mul", "HardSigmoid", "Clip", "Relu", "BatchNormalization"}, n.op) {
		n = g.producer[n.inputs[0]]
	}
	if weights := g.weights(n); weights != nil {
		return weights.dims[0]
	}
	return 0
}
