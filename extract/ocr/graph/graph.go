package graph

import (
	"fmt"
	"maps"
	"slices"
)

// A node is a step of a network.
type node struct {
	op         string // empty for one that is gone
	inputs     []string
	outputs    []string
	attributes []attribute
	rest       []byte // other fields
}

// An attribute is a setting of a node.
type attribute struct {
	name   string
	fields []field
	whole  []byte // as a message
}

// A network is a graph of nodes.
type network struct {
	nodes     []*node
	constants map[string][]byte // of any type, as messages
	lasting   map[string][]byte // initializers, as messages
	order     []string          // of the initializers
	inputs    []string          // of the graph, but for initializers
	results   []string          // outputs of the graph
	shown     []byte            // likewise, as fields
	rest      []byte            // other fields
	operators uint64            // version of ONNX's

	added    map[string]*tensor // constants, each with one use
	producer map[string]*node
	users    map[string][]*node
}

// read reads a GraphProto.
func read(message []byte) (*network, error) {
	all, err := fields(message)
	if err != nil {
		return nil, err
	}
	g := &network{constants: map[string][]byte{}, lasting: map[string][]byte{}, added: map[string]*tensor{}}
	for _, f := range all {
		switch f.number {
		case graphNode:
			err = g.addNode(f.bytes)
		case graphInitializer:
			g.addInitializer(f.bytes)
		case graphInput:
			g.inputs = append(g.inputs, nameOf(f.bytes, valueName))
			g.rest = append(g.rest, f.whole...)
		case graphOutput:
			g.results = append(g.results, nameOf(f.bytes, valueName))
			g.shown = append(g.shown, f.whole...)
		default:
			g.rest = append(g.rest, f.whole...)
		}
		if err != nil {
			return nil, err
		}
	}
	g.inputs = slices.DeleteFunc(g.inputs, func(name string) bool {
		delete(g.constants, name) // an initializer that is an input too is no constant
		return g.lasting[name] != nil
	})
	g.index()
	return g, nil
}

func (g *network) addNode(message []byte) error {
	all, err := fields(message)
	if err != nil {
		return err
	}
	n := &node{}
	for _, f := range all {
		switch f.number {
		case nodeInput:
			n.inputs = append(n.inputs, string(f.bytes))
		case nodeOutput:
			n.outputs = append(n.outputs, string(f.bytes))
		case nodeOp:
			n.op = string(f.bytes)
		case nodeAttribute:
			a, err := readAttribute(f.bytes)
			if err != nil {
				return err
			}
			n.attributes = append(n.attributes, a)
		default:
			n.rest = append(n.rest, f.whole...)
		}
	}
	if n.op == "" || len(n.outputs) == 0 {
		return errNoNetwork
	}
	g.nodes = append(g.nodes, n)
	if n.op != "Constant" {
		return nil
	}
	for _, a := range n.attributes {
		for _, f := range a.fields {
			if f.number == attributeTensor {
				g.constants[n.outputs[0]] = f.bytes
			}
		}
	}
	return nil
}

func readAttribute(message []byte) (attribute, error) {
	all, err := fields(message)
	return attribute{nameOf(message, attributeName), all, message}, err
}

func (g *network) addInitializer(message []byte) {
	name := nameOf(message, tensorName)
	g.lasting[name], g.constants[name] = message, message
	g.order = append(g.order, name)
}

// floats is a constant; nil for what is none, or not one of floats.
func (g *network) floats(name string) *tensor {
	if t, ok := g.added[name]; ok {
		return t
	}
	if message, ok := g.constants[name]; ok {
		return readTensor(message)
	}
	return nil
}

// numberSize is the most bytes that a constant of one number takes.
const numberSize = 256

// number is a constant of one number.
func (g *network) number(name string) (float32, bool) {
	if len(g.constants[name]) > numberSize {
		return 0, false
	}
	t := g.floats(name)
	if t == nil || len(t.values) != 1 {
		return 0, false
	}
	return t.values[0], true
}

// nameOf is a field of a message that is a string.
func nameOf(message []byte, number int32) string {
	all, _ := fields(message)
	for _, f := range all {
		if int32(f.number) == number {
			return string(f.bytes)
		}
	}
	return ""
}

// encode is the network as a GraphProto, without what nothing uses; it takes
// about as many bytes as size.
func (g *network) encode(size int) []byte {
	g.index()
	b := make([]byte, 0, size+size/sizeMore)
	for _, name := range slices.Sorted(maps.Keys(g.added)) { // before all that uses it
		if g.isUsed(name) {
			b = appendBytes(b, graphNode, constantNode(name, g.added[name]))
		}
	}
	for _, n := range g.nodes {
		if n.op != "Constant" || g.isUsed(n.outputs[0]) {
			b = appendBytes(b, graphNode, n.encode())
		}
	}
	for _, name := range g.order {
		if g.isUsed(name) {
			b = appendBytes(b, graphInitializer, g.lasting[name])
		}
	}
	b = append(b, g.shown...)
	return append(b, g.rest...)
}

// sizeMore is one part in so many by which a network may grow.
const sizeMore = 16

func (g *network) isUsed(name string) bool {
	return slices.Contains(g.results, name) || len(g.users[name]) > 0
}

func (n *node) encode() []byte {
	var b []byte
	for _, name := range n.inputs {
		b = appendBytes(b, nodeInput, []byte(name))
	}
	for _, name := range n.outputs {
		b = appendBytes(b, nodeOutput, []byte(name))
	}
	b = appendBytes(b, nodeOp, []byte(n.op))
	for _, a := range n.attributes {
		b = appendBytes(b, nodeAttribute, a.whole)
	}
	return append(b, n.rest...)
}

// index drops the nodes that are gone and notes who makes and uses what.
func (g *network) index() {
	g.nodes = slices.DeleteFunc(g.nodes, func(n *node) bool { return n.op == "" })
	g.producer, g.users = map[string]*node{}, map[string][]*node{}
	for _, n := range g.nodes {
		for _, name := range n.outputs {
			g.producer[name] = n
		}
		for _, name := range n.inputs {
			g.users[name] = append(g.users[name], n)
		}
	}
}

// follower is the only node that uses what n makes; nil if there are more, or
// the graph's caller does too.
func (g *network) follower(n *node) *node {
	if len(n.outputs) != 1 || slices.Contains(g.results, n.outputs[0]) || len(g.users[n.outputs[0]]) != 1 {
		return nil
	}
	return g.users[n.outputs[0]][0]
}

// add adds a constant and returns its name.
func (g *network) add(t *tensor) string {
	for i := len(g.added); ; i++ {
		name := fmt.Sprintf("mubiao.constant.%d", i)
		if g.constants[name] == nil && g.producer[name] == nil {
			g.added[name] = t
			return name
		}
	}
}

// byNumber tells of a node that combines a tensor with a number which of its
// inputs is the tensor, and the number.
func (g *network) byNumber(n *node, op string) (x string, number float32, ok bool) {
	if n == nil || n.op != op || len(n.inputs) != 2 {
		return "", 0, false
	}
	for i, name := range n.inputs {
		if number, ok := g.number(name); ok && (i == 1 || op != "Div") {
			return n.inputs[1-i], number, true
		}
	}
	return "", 0, false
}

// become makes a node another one that has the same output.
func (n *node) become(op string, inputs []string, attributes ...attribute) {
	*n = node{op: op, inputs: inputs, outputs: n.outputs, attributes: attributes}
}
