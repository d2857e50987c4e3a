package graph

import (
	"math"
	"slices"
	"strings"
	"testing"

	"google.golang.org/protobuf/encoding/protowire"
)

// block is what PaddleOCR's networks repeat: a convolution, a scale and a
// shift, an activation, a scale and a shift, and a convolution that has a kernel
// of so many pixels.
func block(kernel int) []*node {
	constant := func(name string, t tensor) *node {
		value := appendBytes(appendBytes(nil, attributeName, []byte("value")), attributeTensor, t.encode())
		return &node{op: "Constant", outputs: []string{name}, attributes: []attribute{newAttribute("value", value)}}
	}
	number := func(name string, v float32) *node { return constant(name, tensor{[]int{1}, []float32{v}}) }
	step := func(op, out string, in ...string) *node { return &node{op: op, inputs: in, outputs: []string{out}} }
	pointwise := step("Conv", "a", "x", "w1")
	pointwise.attributes = []attribute{intsAttribute("pads", 0, 0, 0, 0)}
	clip := step("Clip", "e", "d")
	clip.attributes = []attribute{floatAttribute("min", 0), floatAttribute("max", 6)}
	last := step("Conv", "y", "i", "w2", "b2")
	last.attributes = []attribute{intsAttribute("pads", kernel/2, kernel/2, kernel/2, kernel/2)}
	return []*node{
		constant("w1", tensor{[]int{2, 1, 1, 1}, []float32{3, 5}}),
		constant("w2", tensor{[]int{1, 2, kernel, kernel}, slices.Repeat([]float32{7}, 2*kernel*kernel)}),
		constant("b2", tensor{[]int{1}, []float32{11}}),
		number("half", 0.5), number("two", 2), number("three", 3), number("four", 4), number("six", 6),
		pointwise, step("Mul", "b", "half", "a"), step("Add", "c", "b", "two"),
		step("Add", "d", "c", "three"), clip, step("Mul", "f", "c", "e"), step("Div", "g", "f", "six"),
		step("Mul", "h", "four", "g"), step("Add", "i", "h", "half"), last,
	}
}

func intsAttribute(name string, values ...int) attribute {
	b := appendBytes(nil, attributeName, []byte(name))
	for _, v := range values {
		b = appendWord(b, attributeInts, uint64(v))
	}
	return newAttribute(name, b)
}

// model is a ModelProto of nodes with the input x and the output y.
func model(nodes []*node) []byte {
	var b []byte
	for _, n := range nodes {
		b = appendBytes(b, graphNode, n.encode())
	}
	b = appendBytes(b, graphInput, appendBytes(nil, valueName, []byte("x")))
	b = appendBytes(b, graphOutput, appendBytes(nil, valueName, []byte("y")))
	return appendBytes(appendWord(nil, 1, 8), modelGraph, b)
}

// simplified are the nodes, but for constants, that are left of some.
func simplified(t *testing.T, nodes []*node) (*network, []*node) {
	t.Helper()
	out, err := Simplify(model(nodes))
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(out.Inputs, []string{"x"}) || !slices.Equal(out.Outputs, []string{"y"}) {
		t.Errorf("inputs %q and outputs %q, want x and y", out.Inputs, out.Outputs)
	}
	all, err := fields(out.Model)
	if err != nil {
		t.Fatal(err)
	}
	g, err := read(all[slices.IndexFunc(all, func(f field) bool { return f.number == modelGraph })].bytes)
	if err != nil {
		t.Fatal(err)
	}
	return g, slices.DeleteFunc(slices.Clone(g.nodes), func(n *node) bool { return n.op == "Constant" })
}

func ops(nodes []*node) string {
	var all []string
	for _, n := range nodes {
		all = append(all, n.op)
	}
	return strings.Join(all, " ")
}

func TestScalesAndShiftsGoIntoConvolutions(t *testing.T) {
	g, nodes := simplified(t, block(1))
	if got, want := ops(nodes), "Conv HardSigmoid Mul Conv"; got != want {
		t.Fatalf("left is %q, want %q", got, want)
	}
	// One pixel x = 2 through both.
	weights, bias := g.convolution(nodes[0])
	end, last := g.convolution(nodes[3])
	got, want := last.values[0], float32(11)
	for channel, w := range []float32{3, 5} {
		v := 2*weights.values[channel] + bias.values[channel]
		got += end.values[channel] * v * clip(v/6+0.5, 0, 1)
		v = 2*w*0.5 + 2
		want += 7 * (4*v*clip(v+3, 0, 6)/6 + 0.5)
	}
	if math.Abs(float64(got-want)) > 1e-3 {
		t.Errorf("the network makes %v of a pixel, want %v", got, want)
	}
}

func clip(v, least, most float32) float32 { return max(least, min(most, v)) }

func TestAShiftBeforePaddingStays(t *testing.T) {
	g, nodes := simplified(t, block(3))
	if got, want := ops(nodes), "Conv HardSigmoid Mul BatchNormalization Conv"; got != want {
		t.Fatalf("left is %q, want %q", got, want)
	}
	normalization := nodes[3]
	for i, want := range []float32{4, 0.5, 0, 1} {
		if got := g.floats(normalization.inputs[1+i]); got == nil || !slices.Equal(got.values, []float32{want, want}) {
			t.Errorf("input %d of the normalization is %v, want %v for both channels", 1+i, got, want)
		}
	}
}

// Each change makes the block one that must be left as it is, from somewhere
// on.
func TestWhatIsUsedTwiceOrOtherwiseStays(t *testing.T) {
	for name, c := range map[string]struct {
		change func([]*node) []*node
		want   string
	}{
		"the result of a convolution is used elsewhere": {
			func(all []*node) []*node {
				return append(all, &node{op: "Relu", inputs: []string{"a"}, outputs: []string{"z"}})
			},
			"Conv BatchNormalization HardSigmoid Mul Conv Relu",
		},
		"another bound": {
			func(all []*node) []*node {
				find(all, "Clip").attributes = []attribute{floatAttribute("min", 0), floatAttribute("max", 5)}
				return all
			},
			"Conv Add Clip Mul Div Conv",
		},
		"weights that are computed": {
			func(all []*node) []*node {
				*all[0] = node{op: "Relu", inputs: []string{"x"}, outputs: []string{"w1"}}
				return all
			},
			"Relu Conv Mul Add HardSigmoid Mul Conv",
		},
	} {
		t.Run(name, func(t *testing.T) {
			if _, nodes := simplified(t, c.change(block(1))); ops(nodes) != c.want {
				t.Errorf("left is %q, want %q", ops(nodes), c.want)
			}
		})
	}
}

func find(all []*node, op string) *node {
	return all[slices.IndexFunc(all, func(n *node) bool { return n.op == op })]
}

func TestBytesThatAreNoNetworkAreRefused(t *testing.T) {
	whole := model(block(3))
	for _, content := range [][]byte{nil, []byte("no network"), whole[:len(whole)/2], protowire.AppendTag(nil, 1, protowire.BytesType)} {
		if _, err := Simplify(content); err == nil {
			t.Errorf("%d bytes were taken for a network", len(content))
		}
	}
}

func FuzzSimplify(f *testing.F) {
	f.Add(model(block(1)))
	f.Add(model(block(3)))
	f.Fuzz(func(t *testing.T, content []byte) {
		once, err := Simplify(content)
		if err != nil {
			return
		}
		twice, err := Simplify(once.Model)
		if err != nil {
			t.Fatal("what was simplified is no network: ", err)
		}
		if len(twice.Model) > len(once.Model) {
			t.Errorf("simplified twice it grows from %d to %d bytes", len(once.Model), len(twice.Model))
		}
	})
}

// TopK takes the number of what it is to find as an attribute in older versions
// of ONNX's operators, as an input in later ones.
func TestLikeliestInEachVersion(t *testing.T) {
	for version, inputs := range map[uint64]int{9: 1, 10: 2} {
		set := appendWord(appendBytes(nil, operatorsDomain, nil), operatorsVersion, version)
		out, err := Likeliest(appendBytes(model(block(1)), modelOperators, set))
		if err != nil {
			t.Fatal(err)
		}
		all, err := fields(out.Model)
		if err != nil {
			t.Fatal(err)
		}
		g, err := read(all[slices.IndexFunc(all, func(f field) bool { return f.number == modelGraph })].bytes)
		if err != nil {
			t.Fatal(err)
		}
		last := g.nodes[len(g.nodes)-1]
		if last.op != "TopK" || len(last.inputs) != inputs || last.inputs[0] != "y" || last.has("k") != (inputs == 1) {
			t.Errorf("version %d: the last step is %s of %q", version, last.op, last.inputs)
		}
		if !slices.Equal(g.results, out.Outputs) || !slices.Equal(g.results, last.outputs) {
			t.Errorf("version %d: results %q of %q", version, out.Outputs, last.outputs)
		}
	}
}
