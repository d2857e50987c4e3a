package graph

import (
	"encoding/binary"
	"math"
)

// A tensor is a constant of floats.
type tensor struct {
	dims   []int
	values []float32
}

// readTensor reads a TensorProto; nil for one that holds no floats.
func readTensor(message []byte) *tensor {
	all, err := fields(message)
	if err != nil {
		return nil
	}
	t, float := &tensor{dims: integers(all, tensorDims)}, false
	for _, f := range all {
		switch f.number {
		case tensorType:
			float = f.word == float32s
		case tensorFloats, tensorRaw: // both are little endian
			t.values = append(t.values, floatsOf(f)...)
		}
	}
	size := 1
	for _, d := range t.dims {
		size *= d
	}
	if !float || size != len(t.values) {
		return nil
	}
	return t
}

func floatsOf(f field) []float32 {
	if f.bytes == nil { // one that is not packed
		return []float32{math.Float32frombits(uint32(f.word))}
	}
	out := make([]float32, len(f.bytes)/4)
	for i := range out {
		out[i] = math.Float32frombits(binary.LittleEndian.Uint32(f.bytes[4*i:]))
	}
	return out
}

// encode is the TensorProto of a tensor.
func (t *tensor) encode() []byte {
	raw := make([]byte, 0, 4*len(t.values))
	for _, v := range t.values {
		raw = binary.LittleEndian.AppendUint32(raw, math.Float32bits(v))
	}
	b := make([]byte, 0, len(raw)+numberSize)
	for _, d := range t.dims {
		b = appendWord(b, tensorDims, uint64(d))
	}
	b = appendWord(b, tensorType, float32s)
	return appendBytes(b, tensorRaw, raw)
}

// multiply multiplies the values with a number.
func (t *tensor) multiply(by float32) {
	for i := range t.values {
		t.values[i] *= by
	}
}

// shift adds a number to the values.
func (t *tensor) shift(by float32) {
	for i := range t.values {
		t.values[i] += by
	}
}

// repeated is a list of n values that are the same.
func repeated(n int, value float32) *tensor {
	t := &tensor{[]int{n}, make([]float32, n)}
	t.shift(value)
	return t
}
