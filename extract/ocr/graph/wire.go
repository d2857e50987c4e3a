package graph

import "google.golang.org/protobuf/encoding/protowire"

// Numbers of the fields of ONNX's messages that are looked into (onnx.proto3).
// All others are passed on.
const (
	modelGraph     = 7
	modelOperators = 8

	operatorsDomain  = 1
	operatorsVersion = 2

	graphNode        = 1
	graphInitializer = 5
	graphInput       = 11
	graphOutput      = 12

	valueName       = 1
	valueType       = 2
	valueTypeTensor = 1
	valueElements   = 1

	nodeInput     = 1
	nodeOutput    = 2
	nodeOp        = 4
	nodeAttribute = 5

	attributeName   = 1
	attributeFloat  = 2
	attributeWord   = 3
	attributeTensor = 5
	attributeInts   = 8
	attributeType   = 20

	tensorDims   = 1
	tensorType   = 2
	tensorFloats = 4
	tensorWords  = 7
	tensorName   = 8
	tensorRaw    = 9
)

// Values of those fields.
const (
	typeFloat  = 1 // of an attribute
	typeWord   = 2
	typeTensor = 4
	float32s   = 1 // of a tensor
	int64s     = 7
)

// A field is one of a message.
type field struct {
	number protowire.Number
	whole  []byte // with its number
	bytes  []byte // of a string, a message or a packed list
	word   uint64 // of any other
}

// fields splits a message.
func fields(message []byte) ([]field, error) {
	var all []field
	for len(message) > 0 {
		number, kind, tag := protowire.ConsumeTag(message)
		if tag < 0 {
			return nil, errNoNetwork
		}
		size := protowire.ConsumeFieldValue(number, kind, message[tag:])
		if size < 0 {
			return nil, errNoNetwork
		}
		f := field{number: number, whole: message[:tag+size]}
		value := message[tag : tag+size]
		switch kind {
		case protowire.BytesType:
			f.bytes, _ = protowire.ConsumeBytes(value)
		case protowire.VarintType:
			f.word, _ = protowire.ConsumeVarint(value)
		case protowire.Fixed32Type:
			word, _ := protowire.ConsumeFixed32(value)
			f.word = uint64(word)
		}
		all = append(all, f)
		message = message[tag+size:]
	}
	return all, nil
}

func appendBytes(b []byte, number protowire.Number, value []byte) []byte {
	return protowire.AppendBytes(protowire.AppendTag(b, number, protowire.BytesType), value)
}

func appendWord(b []byte, number protowire.Number, value uint64) []byte {
	return protowire.AppendVarint(protowire.AppendTag(b, number, protowire.VarintType), value)
}

func appendFloat(b []byte, number protowire.Number, bits uint32) []byte {
	return protowire.AppendFixed32(protowire.AppendTag(b, number, protowire.Fixed32Type), bits)
}

// integers are the values of a repeated field of whole numbers, packed or not.
func integers(all []field, number protowire.Number) []int {
	var out []int
	for _, f := range all {
		if f.number != number {
			continue
		}
		if f.bytes == nil {
			out = append(out, int(f.word))
			continue
		}
		for rest := f.bytes; len(rest) > 0; {
			v, n := protowire.ConsumeVarint(rest)
			if n < 0 {
				break
			}
			out = append(out, int(v))
			rest = rest[n:]
		}
	}
	return out
}
