package pdfcpuobj

import (
	"bytes"
	"compress/flate"
	"compress/zlib"
	"errors"
	"fmt"
	"io"

	"mubiao/extract/text/object"
)

// inflate is the FlateDecode filter. What comes before the damage of a damaged
// stream is returned with the error.
func inflate(data []byte, meter *object.Meter) ([]byte, error) {
	var r io.Reader
	z, err := zlib.NewReader(bytes.NewReader(data))
	switch {
	case err == nil:
		r = z
	case errors.Is(err, zlib.ErrHeader) && len(data) > 2:
		// Some writers get the two header bytes wrong, and readers let them.
		r = flate.NewReader(bytes.NewReader(data[2:]))
	default:
		return nil, err
	}
	var out bytes.Buffer
	most := int64(meter.Stream())
	n, err := io.Copy(&out, io.LimitReader(r, most+1))
	if n > most {
		return out.Bytes()[:most], meter.TooLarge()
	}
	return out.Bytes(), err
}

// maxColumns bounds the pixels of a row.
const maxColumns = 1 << 20

const (
	predictNone = 1
	predictTIFF = 2
	predictPNG  = 10 // and above: each row says which
)

// undoPredictor undoes the prediction that parms state (ISO 32000-1, 7.4.4.4).
// It passes err on, so that it can follow a filter that returned part.
func undoPredictor(data []byte, err error, parms value) ([]byte, error) {
	kind := intOr(parms, "Predictor", predictNone)
	if kind <= predictNone || len(data) == 0 {
		return data, err
	}
	colors, bits := intOr(parms, "Colors", 1), intOr(parms, "BitsPerComponent", 8)
	columns := intOr(parms, "Columns", 1)
	if colors < 1 || colors > 64 || bits < 1 || bits > 16 || columns < 1 || columns > maxColumns {
		return nil, fmt.Errorf("predictor of %d colours, %d bits, %d columns", colors, bits, columns)
	}
	row, pixel := min(int((colors*bits*columns+7)/8), len(data)), int(max(1, colors*bits/8))
	if kind >= predictPNG {
		out, pngErr := undoPNG(data, row, pixel)
		return out, errors.Join(err, pngErr)
	}
	if bits != 8 {
		return nil, fmt.Errorf("predictor %d with %d bits", kind, bits)
	}
	undoTIFF(data, row, int(colors))
	return data, err
}

func intOr(parms value, key string, otherwise int64) int64 {
	if v := parms.Key(key); v.Kind() != 0 {
		return v.Int()
	}
	return otherwise
}

// undoPNG decodes rows of which each begins with its filter (RFC 2083, 6). A
// last row may be cut short.
func undoPNG(data []byte, row, pixel int) ([]byte, error) {
	out := make([]byte, 0, len(data))
	above := make([]byte, row)
	for len(data) > 1 {
		n := min(row, len(data)-1)
		tag, cur := data[0], data[1:1+n]
		if tag > 4 {
			return out, fmt.Errorf("row with predictor %d", tag)
		}
		undoRow(tag, cur, above, pixel)
		out = append(out, cur...)
		above = append(above[:0], cur...)
		above = append(above, make([]byte, row-n)...)
		data = data[1+n:]
	}
	return out, nil
}

func undoRow(tag byte, cur, above []byte, pixel int) {
	for i := range cur {
		var left, corner byte
		if i >= pixel {
			left, corner = cur[i-pixel], above[i-pixel]
		}
		switch tag {
		case 1:
			cur[i] += left
		case 2:
			cur[i] += above[i]
		case 3:
			cur[i] += byte((int(left) + int(above[i])) / 2)
		case 4:
			cur[i] += paeth(left, above[i], corner)
		}
	}
}

// paeth is the neighbour nearest to left+above-corner.
func paeth(left, above, corner byte) byte {
	p := int(left) + int(above) - int(corner)
	dl, da, dc := distance(p, left), distance(p, above), distance(p, corner)
	switch {
	case dl <= da && dl <= dc:
		return left
	case da <= dc:
		return above
	}
	return corner
}

func distance(p int, b byte) int {
	if d := p - int(b); d >= 0 {
		return d
	}
	return int(b) - p
}

// undoTIFF adds to each sample the one to its left, in place.
func undoTIFF(data []byte, row, colors int) {
	for len(data) > 0 {
		n := min(row, len(data))
		for i := colors; i < n; i++ {
			data[i] += data[i-colors]
		}
		data = data[n:]
	}
}
