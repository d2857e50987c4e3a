package raster

import (
	"math/rand/v2"
	"slices"
	"testing"
)

func TestEightPixelsAtATime(t *testing.T) {
	for a := range 256 {
		for b := range 256 {
			// its neighbours must not matter
			x, y := uint64(a)<<16|0xFF<<24|0x80<<8, uint64(b)<<16|0x7F<<24|0xFF<<8
			if got := lighterOf(x, y) >> 16 & 0xFF; got != uint64(max(a, b)) {
				t.Fatalf("the lighter one of %d and %d is %d", a, b, got)
			}
			if got := darkerOf(x, y) >> 16 & 0xFF; got != uint64(min(a, b)) {
				t.Fatalf("the darker one of %d and %d is %d", a, b, got)
			}
			if got := atLeast(x, y)>>16&0x80 != 0; got != (a >= b) {
				t.Fatalf("%d at least %d: %v", a, b, got)
			}
		}
	}
}

func TestDarknessOfALine(t *testing.T) {
	for n := range 40 {
		g := noiseOf(max(1, n), 1)
		line := g.Pix[:n]
		got := make([]uint8, n+3)
		darken(got, line)
		for x, v := range line {
			if got[x] != white-v {
				t.Errorf("%d of %d: %d for a shade of %d", x, n, got[x], v)
			}
		}
		if got[n] != 0 {
			t.Errorf("%d: more than the line is set", n)
		}
	}
}

// TestSpansAreThoseOfEachPixel holds what is found eight pixels at a time against
// what is true of each.
func TestSpansAreThoseOfEachPixel(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for range 2000 {
		lines := make([][]uint8, 5)
		for i := range lines {
			lines[i] = make([]uint8, 1+r.IntN(60))
		}
		n := len(slices.MinFunc(lines, func(a, b []uint8) int { return len(a) - len(b) }))
		for i := range lines {
			lines[i] = lines[i][:n]
			for x := range lines[i] {
				lines[i][x] = uint8(r.UintN(256) * r.UintN(256) >> 8)
			}
		}
		const contrast = 22
		var want []bool
		for x := range n {
			beside := max(min(lines[1][x], lines[2][x]), min(lines[3][x], lines[4][x]))
			want = append(want, int(lines[0][x]) > contrast+int(beside))
		}
		got := make([]bool, n)
		for _, s := range spansAbove(lines[0], [2][]uint8(lines[1:3]), [2][]uint8(lines[3:5]), contrast, 0, nil) {
			for x := s.x0; x < s.x1; x++ {
				got[x] = true
			}
		}
		if !slices.Equal(got, want) {
			t.Fatalf("%v of %v, want %v", got, lines, want)
		}
	}
}
