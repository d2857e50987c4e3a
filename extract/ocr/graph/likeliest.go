package graph

import "errors"

var errResults = errors.New("a network with more than one result")

// lastAxis is the dimension that TopK looks along: the last one.
const lastAxis = -1

// countIsInput is the version of ONNX's operators from which on TopK takes how
// many it is to find as an input, and not as an attribute.
const countIsInput = 10

// keepLikeliest replaces the network's result, a tensor of probabilities, by
// the greatest of each list along its last dimension and its place there.
func (g *network) keepLikeliest() error {
	if len(g.results) != 1 {
		return errResults
	}
	const p, class, one = "mubiao.p", "mubiao.class", "mubiao.one"
	top := &node{op: "TopK", inputs: g.results, outputs: []string{p, class}, attributes: []attribute{wordAttribute("axis", lastAxis)}}
	if g.operators < countIsInput {
		top.attributes = append(top.attributes, wordAttribute("k", 1))
	} else {
		top.inputs = append(top.inputs, one)
		g.nodes = append(g.nodes, &node{op: "Constant", outputs: []string{one}, attributes: []attribute{tensorAttribute("value", oneWord(1))}})
	}
	g.nodes = append(g.nodes, top)
	g.results = []string{p, class}
	g.shown = appendBytes(nil, graphOutput, valueOf(p, float32s))
	g.shown = appendBytes(g.shown, graphOutput, valueOf(class, int64s))
	return nil
}

// oneWord is the TensorProto of a list of one whole number.
func oneWord(value uint64) []byte {
	b := appendWord(nil, tensorDims, 1)
	b = appendWord(b, tensorType, int64s)
	return appendWord(b, tensorWords, value)
}

// valueOf is the ValueInfoProto of a tensor of any shape.
func valueOf(name string, elements uint64) []byte {
	tensor := appendBytes(nil, valueTypeTensor, appendWord(nil, valueElements, elements))
	return appendBytes(appendBytes(nil, valueName, []byte(name)), valueType, tensor)
}
