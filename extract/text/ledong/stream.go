package ledong

import (
	"bytes"
	"compress/flate"
	"errors"
	"fmt"
	"io"

	"github.com/ledongthuc/pdf"

	"mubiao/extract/text/object"
)

var errNoStream = errors.New("not a stream")

type stream struct {
	dict
	lib    pdf.Value
	offset int64 // of the first byte in the file
}

func (s *stream) Kind() object.Kind { return object.Stream }

// Data decodes the stream and keeps it within the document's budget.
func (s *stream) Data() ([]byte, error) {
	if b, ok := s.doc.data.Get(s.number); ok {
		return b, nil
	}
	b, err := s.AppendData(nil)
	if err == nil && s.number != 0 {
		s.doc.data.Put(s.number, b, len(b)+1)
	}
	return b, err
}

// AppendData decodes the stream to the end of dst and keeps nothing. With an
// error it appends what could be decoded.
func (s *stream) AppendData(dst []byte) ([]byte, error) {
	if !s.doc.encrypted {
		switch flate, ok := s.plain(); {
		case ok && flate:
			return s.inflate(dst)
		case ok:
			raw, err := s.raw(false)
			return append(dst, raw...), err
		}
	}
	return s.decode(dst)
}

// plain reports whether the stream is unfiltered, or deflated without a
// predictor: what most streams are and what is read without the library,
// because that makes a decoder of 40 kB for each.
func (s *stream) plain() (deflated, ok bool) {
	filter := s.Key("Filter")
	if filter.Kind() == object.Array && filter.Len() == 1 {
		filter = filter.Index(0)
	}
	parameters := s.Key("DecodeParms")
	if parameters.Kind() == object.Array {
		parameters = parameters.Index(0)
	}
	switch filter.Kind() {
	case object.Null:
		return false, true
	case object.Name:
		return true, (filter.Name() == "FlateDecode" || filter.Name() == "Fl") &&
			parameters.Key("Predictor").Int() <= 1
	}
	return false, false
}

const endMarker = "endstream"

// raw reads the undecoded bytes into a buffer that the next call reuses. A
// /Length that does not lead to the end marker is not believed: the bytes up
// to the marker are read instead; with beyond, even though it does.
func (s *stream) raw(beyond bool) ([]byte, error) {
	d := s.doc
	length := s.Key("Length").Int()
	if length >= 0 && length <= d.window.size-s.offset && !beyond {
		const margin = len("\r\n") + len(endMarker)
		b, err := s.read(length + int64(margin))
		if err != nil {
			return nil, err
		}
		body, rest := b[:min(length, int64(len(b)))], b[min(length, int64(len(b))):]
		if bytes.HasPrefix(bytes.TrimLeft(rest, "\r\n \t"), []byte(endMarker)) {
			return body, nil
		}
	}
	for n := max(int64(4096), length); ; n *= 4 {
		b, err := s.read(n)
		if err != nil {
			return nil, err
		}
		if i := bytes.Index(b, []byte(endMarker)); i >= 0 {
			return b[:i], nil
		}
		if int64(len(b)) < n {
			return b, errors.New("stream without an end")
		}
	}
}

// read reads up to n bytes of the file from the start of the stream.
func (s *stream) read(n int64) ([]byte, error) {
	d := s.doc
	n = min(n, d.window.size-s.offset)
	if n <= 0 {
		return nil, io.ErrUnexpectedEOF
	}
	b := d.raw
	if int64(cap(b)) < n {
		b = make([]byte, n+n/4)
		if n <= bytesKept {
			d.raw = b
		}
	}
	b = b[:n]
	got, err := d.window.file.ReadAt(b, s.offset)
	if err != nil && err != io.EOF {
		return nil, err
	}
	return b[:got], nil
}

// inflate decodes a deflated stream. The checksum at its end is not
// compared: a damaged byte shows as damaged text, and a wrong checksum over
// right data is more common.
func (s *stream) inflate(dst []byte) ([]byte, error) {
	raw, err := s.raw(false)
	if err != nil {
		return dst, err
	}
	start := len(dst)
	dst, err = s.doc.inflater.append(dst, raw, &s.doc.Meter)
	if errors.Is(err, io.ErrUnexpectedEOF) {
		longer, rawErr := s.raw(true)
		if rawErr == nil && len(longer) > len(raw) {
			dst, err = s.doc.inflater.append(dst[:start], longer, &s.doc.Meter)
		}
	}
	return dst, err
}

// An inflater is a decoder used again and again.
type inflater struct {
	source  bytes.Reader
	decoder io.ReadCloser
}

// headerLength is of the zlib header in front of the deflated data.
const headerLength = 2

func (f *inflater) append(dst, raw []byte, meter *object.Meter) ([]byte, error) {
	if len(raw) == 0 {
		return dst, nil
	}
	if len(raw) < headerLength || raw[0]&0x0f != 8 {
		return dst, errors.New("deflated stream without its header")
	}
	f.source.Reset(raw[headerLength:])
	if f.decoder == nil {
		f.decoder = flate.NewReader(&f.source)
	} else if err := f.decoder.(flate.Resetter).Reset(&f.source, nil); err != nil {
		return dst, err
	}
	return appendAll(dst, f.decoder, meter)
}

// appendAll reads r to its end, or as far as a stream may decode.
func appendAll(dst []byte, r io.Reader, meter *object.Meter) ([]byte, error) {
	start, most := len(dst), meter.Stream()
	for {
		if len(dst) == cap(dst) {
			dst = append(dst, 0)[:len(dst)]
		}
		n, err := r.Read(dst[len(dst):cap(dst)])
		dst = dst[:len(dst)+n]
		switch {
		case len(dst)-start > most:
			return dst[:start+most], meter.TooLarge()
		case err == io.EOF:
			return dst, nil
		case err != nil:
			return dst, err
		}
	}
}

// decode leaves the decoding to the library.
func (s *stream) decode(dst []byte) (out []byte, err error) {
	out = dst
	defer func() {
		if x := recover(); x != nil {
			err = fmt.Errorf("decode stream: %v", x)
		}
	}()
	s.doc.window.watched = 0
	s.doc.window.allow()
	r := s.lib.Reader()
	defer r.Close()
	out, err = appendAll(dst, r, &s.doc.Meter)
	return out, err
}
