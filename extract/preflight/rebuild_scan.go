package preflight

import (
	"bytes"
	"errors"
)

// maxObject bounds the bytes of one object, without its stream. The longest
// are arrays of character widths and of kids, some hundred KiB.
const maxObject = 1 << 20

// patience is how often, on average, a byte may be read in vain before a file
// is given up: one that is nothing but objects that never end would be read
// from each of them to its end.
const patience = 4

// scan finds the objects of a file by their marks, and the trailers between
// them.
func (s *salvage) scan(file []byte) error {
	s.patience = patience*len(file) + maxObject
	for at := 0; s.patience > 0; {
		start, mark, body := nextObject(file, at)
		s.takeTrailers(file[at:start])
		if body == len(file) {
			return nil
		}
		o, end, ok := s.read(file, body)
		if !ok {
			at = body
			continue
		}
		o.num, o.gen, o.order = mark.num, mark.gen, s.order
		s.order++
		if o.dict()["Type"] == name("XRef") {
			s.takeTrailer(o.dict())
		} else {
			s.add(o)
		}
		at = end
	}
	return errors.New("too damaged")
}

// parse reads the object that b begins with, if it can.
func (s *salvage) parse(b []byte) (v any, rest []byte, ok bool) {
	limited := b[:min(len(b), maxObject)]
	v, left, err := parse(limited)
	if err != nil {
		s.patience -= len(limited) - len(left)
		if errors.Is(err, errShort) {
			s.patience -= len(left)
		}
		return nil, b, false
	}
	return v, b[len(limited)-len(left):], true
}

// nextObject finds the next "n g obj" from at on: where it starts, what it
// says, and what follows it. Without one, start and body are the file's end.
func nextObject(file []byte, at int) (start int, mark ref, body int) {
	for from := at; ; {
		i := bytes.Index(file[from:], []byte("obj"))
		if i < 0 {
			return len(file), ref{}, len(file)
		}
		word := from + i
		from = word + len("obj")
		start := backOver(file, at, backOver(file, at, word))
		if start == word {
			continue
		}
		if num, gen, rest, ok := parseObjectMark(file[start:min(len(file), from+1)]); ok {
			return start, ref{num, gen}, min(len(file), from+1) - len(rest)
		}
	}
}

// backOver steps back from i over white space and the digits before it, not
// further than to least; it returns i when there are none.
func backOver(file []byte, least, i int) int {
	j := i
	for j > least && isSpace(file[j-1]) {
		j--
	}
	end := j
	for j > least && file[j-1] >= '0' && file[j-1] <= '9' {
		j--
	}
	if j == end {
		return i
	}
	return j
}

// read reads the object at body, with its stream if it has one.
func (s *salvage) read(file []byte, body int) (o *salvaged, end int, ok bool) {
	v, rest, ok := s.parse(file[body:])
	if !ok {
		return nil, 0, false
	}
	end = len(file) - len(rest)
	o = &salvaged{value: v, raw: bytes.TrimSpace(file[body:end])}
	if o.dict() == nil {
		return o, end, true
	}
	if begin, ok := streamAfter(file, end); ok {
		o.data, end = streamData(file, begin, o.dict())
	}
	return o, end, true
}

// streamAfter returns where the data of the stream begins whose dictionary
// ends at off. White space after the word is forgiven.
func streamAfter(file []byte, off int) (int, bool) {
	rest := skipSpace(file[off:])
	if !bytes.HasPrefix(rest, []byte("stream")) {
		return 0, false
	}
	rest = bytes.TrimLeft(rest[len("stream"):], " ")
	switch {
	case bytes.HasPrefix(rest, []byte("\r\n")):
		rest = rest[2:]
	case len(rest) > 0 && isEOL(rest[0]):
		rest = rest[1:]
	}
	return len(file) - len(rest), true
}

// streamData returns the data of the stream that begins at begin, and where
// its end mark begins. /Length is taken if the mark is there, else the next
// mark counts; a stream without one goes to the end of the file.
func streamData(file []byte, begin int, d dict) ([]byte, int) {
	mark := []byte("endstream")
	if n, ok := d["Length"].(int64); ok && n >= 0 && n <= int64(len(file)-begin) {
		end := begin + int(n)
		if bytes.HasPrefix(skipSpace(file[end:]), mark) {
			return file[begin:end:end], end
		}
	}
	end := bytes.Index(file[begin:], mark)
	if end < 0 {
		return file[begin:], len(file)
	}
	end += begin
	data := bytes.TrimSuffix(file[begin:end], []byte("\n"))
	data = bytes.TrimSuffix(data, []byte("\r"))
	return data, end
}

// takeTrailers reads the trailers in what stands between two objects.
func (s *salvage) takeTrailers(gap []byte) {
	word := []byte("trailer")
	for {
		at := bytes.Index(gap, word)
		if at < 0 || s.patience < 0 {
			return
		}
		gap = gap[at+len(word):]
		v, rest, ok := s.parse(gap)
		if d, isDict := v.(dict); ok && isDict {
			s.takeTrailer(d)
			gap = rest
		}
	}
}

// takeTrailer lets d, which stands later in the file, override what earlier
// trailers said.
func (s *salvage) takeTrailer(d dict) {
	if d["Root"] == nil {
		return
	}
	for _, key := range []name{"Root", "Info", "Encrypt", "ID"} {
		if d[key] != nil {
			s.trailer[key] = d[key]
		}
	}
}
