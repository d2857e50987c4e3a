package graph

import "errors"

// A Network is one as ONNX Runtime takes it.
type Network struct {
	Model           []byte // a ModelProto
	Inputs, Outputs []string
}

// Simplify returns the network of a model, a ModelProto, made to compute the
// same, up to rounding, in fewer steps. The error says that it holds none.
func Simplify(model []byte) (Network, error) {
	all, err := fields(model)
	if err != nil {
		return Network{}, err
	}
	out := Network{Model: make([]byte, 0, len(model)+len(model)/sizeMore)}
	for _, f := range all {
		if f.number != modelGraph {
			out.Model = append(out.Model, f.whole...)
			continue
		}
		g, err := read(f.bytes)
		if err != nil {
			return Network{}, err
		}
		for _, rule := range rules {
			g.apply(rule)
		}
		out.Model = appendBytes(out.Model, modelGraph, g.encode(len(f.bytes)))
		out.Inputs, out.Outputs = g.inputs, g.results
	}
	if len(out.Outputs) == 0 {
		return Network{}, errNoNetwork
	}
	return out, nil
}

var errNoNetwork = errors.New("not a network in ONNX format")

// A rule replaces steps of which a node is the first or the middle one, and
// reports whether it did.
type rule func(*network, *node) bool

// rules are all of them, in their order: each leaves more to the next.
var rules = []rule{hardSwish, foldBehind, foldBefore, normalization}

// apply applies a rule until it finds nothing more.
func (g *network) apply(replace rule) {
	for changed := true; changed; {
		changed = false
		for _, n := range g.nodes {
			changed = n.op != "" && replace(g, n) || changed
		}
		g.index()
	}
}
