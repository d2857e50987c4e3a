package text_test

import (
	"bytes"
	"compress/zlib"
	"encoding/ascii85"
	"encoding/hex"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"math/rand/v2"
	"testing"
)

// bodies are images of random bytes in the forms that inline images come in.
// Each gives the dictionary and the body.
var bodies = []struct {
	name string
	make func(r *rand.Rand, width, height int, pixels []byte) (dict string, body []byte)
}{
	{"raw", func(r *rand.Rand, w, h int, pixels []byte) (string, []byte) {
		return fmt.Sprintf("/W %d/H %d/BPC 8/CS/G", w, h), pixels
	}},
	{"raw RGB, long names", func(r *rand.Rand, w, h int, pixels []byte) (string, []byte) {
		return fmt.Sprintf("/Width %d /Height %d /BitsPerComponent 8 /ColorSpace /DeviceRGB", w, h),
			bytes.Repeat(pixels, 3)
	}},
	{"mask", func(r *rand.Rand, w, h int, pixels []byte) (string, []byte) {
		return fmt.Sprintf("/W %d/H %d/IM true/D[1 0]", w, h), pixels[:(w+7)/8*h]
	}},
	{"indexed", func(r *rand.Rand, w, h int, pixels []byte) (string, []byte) {
		return fmt.Sprintf("/W %d/H %d/BPC 8/CS[/I/RGB 1<000000FFFFFF>]", w, h), pixels
	}},
	{"length given, format unknown", func(r *rand.Rand, w, h int, pixels []byte) (string, []byte) {
		return fmt.Sprintf("/W %d/H %d/BPC 1/F/CCF/DP<</K -1>>/L %d", w, h, len(pixels)), pixels
	}},
	{"deflated", func(r *rand.Rand, w, h int, pixels []byte) (string, []byte) {
		var b bytes.Buffer
		z := zlib.NewWriter(&b)
		z.Write(pixels)
		z.Close()
		return fmt.Sprintf("/W %d/H %d/BPC 8/CS/G/F/Fl", w, h), b.Bytes()
	}},
	{"deflated without a checksum", func(r *rand.Rand, w, h int, pixels []byte) (string, []byte) {
		var b bytes.Buffer
		z := zlib.NewWriter(&b)
		z.Write(pixels)
		z.Close()
		return fmt.Sprintf("/W %d/H %d/BPC 8/CS/G/F[/Fl]", w, h), b.Bytes()[:b.Len()-4]
	}},
	{"base 85", func(r *rand.Rand, w, h int, pixels []byte) (string, []byte) {
		b := make([]byte, ascii85.MaxEncodedLen(len(pixels)))
		return fmt.Sprintf("/W %d/H %d/BPC 8/CS/G/F[/A85]", w, h), append(b[:ascii85.Encode(b, pixels)], "~>"...)
	}},
	{"hexadecimal", func(r *rand.Rand, w, h int, pixels []byte) (string, []byte) {
		return fmt.Sprintf("/W %d/H %d/BPC 8/CS/G/F/AHx", w, h), []byte(hex.EncodeToString(pixels) + ">")
	}},
	{"run lengths", func(r *rand.Rand, w, h int, pixels []byte) (string, []byte) {
		var b []byte
		for p := range chunks(pixels, 100) {
			b = append(append(b, byte(len(p)-1)), p...)
		}
		return fmt.Sprintf("/W %d/H %d/BPC 8/CS/G/F/RL", w, h), append(b, 128)
	}},
	{"JPEG", func(r *rand.Rand, w, h int, pixels []byte) (string, []byte) {
		m := image.NewGray(image.Rect(0, 0, w, h))
		for i, p := range pixels {
			m.SetGray(i%w, i/w, color.Gray{Y: p})
		}
		var b bytes.Buffer
		jpeg.Encode(&b, m, nil)
		return fmt.Sprintf("/W %d/H %d/BPC 8/CS/G/F/DCT", w, h), b.Bytes()
	}},
}

// chunks yields b in pieces of n bytes at most.
func chunks(b []byte, n int) func(func([]byte) bool) {
	return func(yield func([]byte) bool) {
		for len(b) > 0 {
			k := min(n, len(b))
			if !yield(b[:k]) {
				return
			}
			b = b[k:]
		}
	}
}

func TestInlineImagesArePassedOver(t *testing.T) {
	for _, form := range bodies {
		t.Run(form.name, func(t *testing.T) {
			for seed := range uint64(100) {
				r := rand.New(rand.NewPCG(seed, 1))
				width, height := 1+r.IntN(60), 1+r.IntN(60)
				dict, body := form.make(r, width, height, hostilePixels(r, width*height))
				content := fmt.Sprintf("BT /F1 10 Tf 10 50 Td (a) Tj ET q 9 0 0 9 0 0 cm BI%s ID %s\nEI Q BT 10 30 Td (b) Tj ET", dict, body)
				page := sketch{content: content}.read(t)
				if got := glyphs(page); got != "a@10,50 b@10,70" || len(page.Problems) > 0 {
					t.Fatalf("seed %d: got %s, %v", seed, got, page.Problems)
				}
				if len(page.Pictures) != 1 || page.Pictures[0].Width != width || page.Pictures[0].Height != height {
					t.Fatalf("seed %d: pictures %v", seed, page.Pictures)
				}
			}
		})
	}
}

// hostilePixels are random bytes with ends of inline images and operators
// strewn in.
func hostilePixels(r *rand.Rand, n int) []byte {
	b := make([]byte, n)
	for i := range b {
		b[i] = byte(r.Uint32())
	}
	for _, s := range []string{" EI ", "\nEI\nQ\n", " EI q 1 0 0 1 0 0 cm BT (x) Tj", "~>", "\xff\xd9"} {
		if n > len(s) {
			copy(b[r.IntN(n-len(s)):], s)
		}
	}
	return b
}

func TestInlineImageOfUnknownLengthEndsBeforeContent(t *testing.T) {
	for _, body := range []string{
		"abc", "abc EI \x80\x81 ", "a EIx EI\x01", "EI ) EI <zz", "",
	} {
		content := "q BI /W 9 /H 9 /BPC 1 /F /CCF ID " + body + "\nEI Q BT /F1 10 Tf 10 50 Td (a) Tj ET"
		page := sketch{content: content}.read(t)
		if got := glyphs(page); got != "a@10,50" {
			t.Errorf("%q: got %s, %v", body, got, page.Problems)
		}
	}
}

func TestInlineImageWithAWrongLengthIsFound(t *testing.T) {
	content := "q BI /W 9 /H 9 /BPC 8 /CS /G /L 4000 ID abcdefgh\nEI Q BT /F1 10 Tf 10 50 Td (a) Tj ET"
	page := sketch{content: content}.read(t)
	if got := glyphs(page); got != "a@10,50" {
		t.Errorf("got %s, %v", got, page.Problems)
	}
}
