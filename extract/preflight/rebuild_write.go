package preflight

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strconv"
)

// write makes a file of the objects, in the order of their numbers.
func (s *salvage) write() []byte {
	var out bytes.Buffer
	out.WriteString(strictHeader)
	numbers := slices.Sorted(maps.Keys(s.objects))
	offsets := make(map[int64]int, len(numbers))
	for _, num := range numbers {
		offsets[num] = out.Len()
		writeObject(&out, s.objects[num])
	}
	start := out.Len()
	out.WriteString("xref\n0 1\n0000000000 65535 f \n")
	for len(numbers) > 0 {
		n := runLength(numbers)
		fmt.Fprintf(&out, "%d %d\n", numbers[0], n)
		for _, num := range numbers[:n] {
			fmt.Fprintf(&out, "%010d %05d n \n", offsets[num], s.objects[num].gen)
		}
		numbers = numbers[n:]
	}
	trailer := maps.Clone(s.trailer)
	trailer["Size"] = s.size()
	out.WriteString("trailer\n")
	out.Write(appendValue(nil, trailer))
	fmt.Fprintf(&out, "\nstartxref\n%d\n%%%%EOF\n", start)
	return out.Bytes()
}

// size is one more than the largest object number.
func (s *salvage) size() int64 {
	most := int64(0)
	for num := range s.objects {
		most = max(most, num)
	}
	return most + 1
}

// runLength is how many numbers follow each other without a gap.
func runLength(numbers []int64) int {
	n := 1
	for n < len(numbers) && numbers[n] == numbers[n-1]+1 {
		n++
	}
	return n
}

func writeObject(out *bytes.Buffer, o *salvaged) {
	fmt.Fprintf(out, "%d %d obj\n", o.num, o.gen)
	switch {
	case o.data != nil:
		d := maps.Clone(o.dict())
		d["Length"] = int64(len(o.data))
		out.Write(appendValue(nil, d))
		out.WriteString("\nstream\n")
		out.Write(o.data)
		out.WriteString("\nendstream")
	case o.raw != nil:
		out.Write(o.raw)
	default:
		out.Write(appendValue(nil, o.value))
	}
	out.WriteString("\nendobj\n")
}

// appendValue writes an object as the parser reads it.
func appendValue(b []byte, v any) []byte {
	switch v := v.(type) {
	case nil:
		return append(b, "null"...)
	case bool:
		return strconv.AppendBool(b, v)
	case int64:
		return strconv.AppendInt(b, v, 10)
	case real:
		return append(b, v...)
	case text:
		return append(b, v...)
	case name:
		return appendName(b, v)
	case ref:
		return fmt.Appendf(b, "%d %d R", v.num, v.gen)
	case array:
		b = append(b, '[')
		for _, x := range v {
			b = append(appendValue(b, x), ' ')
		}
		return append(b, ']')
	case dict:
		b = append(b, "<<"...)
		for _, key := range slices.Sorted(maps.Keys(v)) {
			b = append(appendName(b, key), ' ')
			b = append(appendValue(b, v[key]), ' ')
		}
		return append(b, ">>"...)
	}
	return b
}

func appendName(b []byte, n name) []byte {
	b = append(b, '/')
	for i := range len(n) {
		if c := n[i]; isRegular(c) && c != '#' && c > ' ' && c < 0x7f {
			b = append(b, c)
		} else {
			b = fmt.Appendf(b, "#%02x", c)
		}
	}
	return b
}
