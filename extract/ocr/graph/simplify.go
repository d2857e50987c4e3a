package graph

import "errors"

// A Network is one as ONNX Runtime takes it.
type Network struct {
	Model           []byte // a ModelProto
	Inputs, Outputs []string
}

// Simplify returns the network of a model, a ModelProto, made to compute the
// same, up to rounding, in fewer steps. The error says that it holds none.
func Simplify(model []byte) (Network, error) { return rewrite(model) }

// Likeliest is Simplify for a network whose result holds the probabilities of
// classes, list after list. The results of what it returns are the greatest of
// each list, and its class: to hand out all of them, and to search them
// elsewhere, takes longer.
func Likeliest(model []byte) (Network, error) {
	return rewrite(model, (*network).keepLikeliest)
}

// rewrite applies the rules, and then further changes, to the graph of a model.
func rewrite(model []byte, further ...func(*network) error) (Network, error) {
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
		g.operators = operators(all)
		for _, rule := range rules {
			g.apply(rule)
		}
		for _, change := range further {
			if err := change(g); err != nil {
				return Network{}, err
			}
		}
		out.Model = appendBytes(out.Model, modelGraph, g.encode(len(f.bytes)))
		out.Inputs, out.Outputs = g.inputs, g.results
	}
	if len(out.Outputs) == 0 {
		return Network{}, errNoNetwork
	}
	return out, nil
}

// operators is the version of ONNX's own operators that a model is written in.
func operators(model []field) uint64 {
	for _, f := range model {
		if f.number != modelOperators || nameOf(f.bytes, operatorsDomain) != "" {
			continue
		}
		set, _ := fields(f.bytes)
		for _, s := range set {
			if s.number == operatorsVersion {
				return s.word
			}
		}
	}
	return 0
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
