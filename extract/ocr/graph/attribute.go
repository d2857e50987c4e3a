package graph

import "math"

func floatAttribute(name string, value float32) attribute {
	b := appendBytes(nil, attributeName, []byte(name))
	b = appendFloat(b, attributeFloat, math.Float32bits(value))
	return newAttribute(name, appendWord(b, attributeType, typeFloat))
}

func wordAttribute(name string, value int) attribute {
	b := appendBytes(nil, attributeName, []byte(name))
	b = appendWord(b, attributeWord, uint64(value))
	return newAttribute(name, appendWord(b, attributeType, typeWord))
}

func tensorAttribute(name string, message []byte) attribute {
	b := appendBytes(nil, attributeName, []byte(name))
	b = appendBytes(b, attributeTensor, message)
	return newAttribute(name, appendWord(b, attributeType, typeTensor))
}

// constantNode is a node, as a message, that makes a constant.
func constantNode(name string, t *tensor) []byte {
	value := appendBytes(nil, attributeName, []byte("value"))
	value = appendBytes(value, attributeTensor, t.encode())
	value = appendWord(value, attributeType, typeTensor)
	b := appendBytes(make([]byte, 0, len(value)+numberSize), nodeOutput, []byte(name))
	b = appendBytes(b, nodeOp, []byte("Constant"))
	return appendBytes(b, nodeAttribute, value)
}

func newAttribute(name string, whole []byte) attribute { return attribute{name: name, whole: whole} }

// float is an attribute of a node that is a number; without it, missing.
func (n *node) float(name string, missing float32) float32 {
	for _, a := range n.attributes {
		for _, f := range a.fields {
			if a.name == name && f.number == attributeFloat {
				return math.Float32frombits(uint32(f.word))
			}
		}
	}
	return missing
}

// ints is an attribute of a node that is a list of whole numbers; nil without it.
func (n *node) ints(name string) []int {
	for _, a := range n.attributes {
		if a.name == name {
			return integers(a.fields, attributeInts)
		}
	}
	return nil
}

// has reports whether a node has an attribute.
func (n *node) has(name string) bool {
	for _, a := range n.attributes {
		if a.name == name {
			return true
		}
	}
	return false
}
