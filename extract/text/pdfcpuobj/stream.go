package pdfcpuobj

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"github.com/pdfcpu/pdfcpu/pkg/filter"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"

	"mubiao/extract/text/object"
)

// cacheBudget is what is kept of decoded streams, in bytes: the fonts and
// forms of a page many times over.
const cacheBudget = 64 << 20

// decoded is a stream as far as it could be decoded.
type decoded struct {
	data []byte
	err  error
}

// data decodes a stream, or finds it decoded.
func (f *File) data(id uint64, s *types.StreamDict) ([]byte, error) {
	if d, ok := f.streams.Get(id); ok && id != 0 {
		return d.data, d.err
	}
	data, err := f.decode(s)
	if id != 0 {
		f.streams.Put(id, decoded{data, err}, len(data))
	}
	return data, err
}

// decode undoes the filters of a stream. A stream that ends too early, but
// not in the file, is read up to its end mark: its /Length lies.
func (f *File) decode(s *types.StreamDict) ([]byte, error) {
	data, err := f.unfilter(s, s.Raw)
	if f.Encrypted() || err == nil && len(s.FilterPipeline) > 0 || f.endsThere(s) {
		return data, err
	}
	raw := f.upToMark(s.StreamOffset)
	if len(raw) <= len(s.Raw) {
		return data, err
	}
	if whole, err := f.unfilter(s, raw); len(whole) > len(data) {
		return whole, err
	}
	return data, err
}

const endMark = "endstream"

// endsThere reports whether the end mark follows where /Length says.
func (f *File) endsThere(s *types.StreamDict) bool {
	b := make([]byte, len(endMark)+2) // and a line end
	n, _ := f.source.ReadAt(b, s.StreamOffset+int64(len(s.Raw)))
	return bytes.HasPrefix(bytes.TrimLeft(b[:n], "\r\n"), []byte("endst"))
}

// upToMark returns the bytes from off to the next end mark, nil when there is
// none.
func (f *File) upToMark(off int64) []byte {
	if off <= 0 || off >= f.size {
		return nil
	}
	var raw []byte
	r := io.NewSectionReader(f.source, off, f.size-off)
	for piece := int64(64 << 10); piece <= int64(f.Stream()); piece *= 4 {
		searched := max(0, len(raw)-len(endMark))
		more, err := io.ReadAll(io.LimitReader(r, piece))
		raw = append(raw, more...)
		if at := bytes.Index(raw[searched:], []byte(endMark)); at >= 0 {
			return bytes.TrimRight(raw[:searched+at], "\r\n")
		}
		if err != nil || len(more) == 0 {
			return nil
		}
	}
	return nil
}

// unfilter applies the filters in turn; with an error it returns what came out
// of the last one that worked at all.
func (f *File) unfilter(s *types.StreamDict, raw []byte) (data []byte, err error) {
	defer recoverTo(&err)
	data = raw
	for _, stage := range s.FilterPipeline {
		next, err := f.unfilterOnce(stage, data)
		data = next
		if err != nil {
			return data, fmt.Errorf("%s: %w", stage.Name, err)
		}
	}
	return data, nil
}

func (f *File) unfilterOnce(stage types.PDFFilter, data []byte) ([]byte, error) {
	parms := value{f: f, obj: stage.DecodeParms}
	switch stage.Name {
	case filter.Flate:
		out, err := inflate(data, &f.Meter)
		return undoPredictor(out, err, parms)
	case filter.LZW:
		change := 1
		if v := parms.Key("EarlyChange"); v.Kind() == object.Integer {
			change = int(v.Int())
		}
		out, err := f.undo(filter.LZW, map[string]int{"EarlyChange": change}, data)
		return undoPredictor(out, err, parms)
	case filter.ASCII85, filter.ASCIIHex, filter.RunLength:
		return f.undo(stage.Name, nil, data)
	case "Crypt": // decrypted on reading
		return data, nil
	}
	return data, errors.New("unsupported filter")
}

// undo applies one of pdfcpu's filters.
func (f *File) undo(name string, parms map[string]int, data []byte) ([]byte, error) {
	fl, err := filter.NewFilter(name, parms, int64(f.Stream()))
	if err != nil {
		return nil, err
	}
	r, err := fl.Decode(bytes.NewReader(data))
	if r == nil || err != nil {
		return nil, beyond(err, &f.Meter)
	}
	return io.ReadAll(r)
}
