package calibrate

import (
	"fmt"
	"math/rand/v2"

	"mubiao/internal/formgen"
	"mubiao/internal/press"
)

// A Set is forms of many seeds, printed in some faces. No seed and no face is in
// two sets.
type Set struct {
	Name  string
	Seed  uint64 // of the first form
	Faces []Face
}

// A Face is a type face of this machine, by the name that fontconfig knows it by.
type Face struct {
	Family string
	// Instead are characters that are printed in place of others, in pairs: ≥⩾
	// makes of any face one whose comparators have a slanted bar.
	Instead string
}

// Fit is what confidences are fitted on: a Song, a Kai and a Hei of two makers,
// some with slanted bars.
var Fit = Set{"fit", 700_000, []Face{
	{"AR PL SungtiL GB", "≥⩾≤⩽"},
	{"Noto Serif CJK SC", ""},
	{"AR PL KaitiM GB", "≥⩾≤⩽"},
	{"LXGW WenKai", ""},
	{"Noto Sans CJK SC", ""},
}}

// Check is what shows whether they hold: other forms in other faces, a FangSong
// among them. Where a face of Taiwan lacks a character of the mainland, another
// one of Taiwan has it.
var Check = Set{"check", 800_000, []Face{
	{"BabelStone Han", "≥⩾≤⩽"},
	{"cwTeXFangSong", ""},
	{"TW\\-Sung", ""},
	{"Droid Sans Fallback", ""},
	{"TW\\-Kai", "≥⩾≤⩽"},
	{"HanaMinA", "≥≧≤≦"},
}}

// A Sample is one document of a set: its forms, and how they are printed and
// scanned.
type Sample struct {
	Name    string
	Face    Face
	Way     string // one of press.Scanners; Scanner differs from it a little
	Scanner press.Scanner

	seed     uint64
	variant  *formgen.Variant // nil for the plain annual form
	features []formgen.Feature
}

// Sample is the i-th document of a set, from 0. The variants of all families
// take turns; faces, features and the way of scanning are left to chance.
func (s Set) Sample(i int) Sample {
	r := rand.New(rand.NewPCG(s.Seed+uint64(i), 1))
	out := Sample{Name: fmt.Sprintf("%s-%04d", s.Name, i), Face: oneOf(r, s.Faces), seed: s.Seed + uint64(i)}
	if i%plainEach != 0 {
		all := variants()
		out.variant = &all[(i-i/plainEach-1)%len(all)]
	}
	for range r.IntN(mostFeatures + 1) {
		out.features = append(out.features, oneOf(r, features()))
	}
	out.Way = oneOf(r, ways)
	out.Scanner = varied(r, press.Scanners[out.Way])
	return out
}

const (
	plainEach    = 4 // one in so many documents holds plain annual forms
	mostFeatures = 2 // of a document
)

// ways are the scanners that take part, offices' twice.
var ways = []string{"office", "clean", "fax", "feeder", "office", "bad"}

func variants() []formgen.Variant {
	var out []formgen.Variant
	for _, f := range formgen.Families() {
		out = append(out, f.Variants...)
	}
	return out
}

// features are those that leave nothing open on the page: what a reader may be
// wrong about says nothing of its confidence.
func features() []formgen.Feature {
	var out []formgen.Feature
	for _, f := range formgen.Features() {
		if !f.Doubtful {
			out = append(out, f)
		}
	}
	return out
}

func oneOf[T any](r *rand.Rand, of []T) T { return of[r.IntN(len(of))] }

// varied is a scanner with other settings: no two machines are set alike.
func varied(r *rand.Rand, s press.Scanner) press.Scanner {
	d := &s.Damage
	s.DPI *= between(r, 0.9, 1.15)
	d.Skew = between(r, -1.3, 1.3) * max(d.Skew, -d.Skew)
	d.Wave *= between(r, 0.3, 1.3)
	d.Blur *= between(r, 0.6, 1.3)
	d.Noise *= between(r, 0.4, 1.6)
	d.Shadow *= between(r, 0, 1.5)
	d.Specks *= between(r, 0, 1.5)
	d.Seal = d.Seal && r.IntN(4) > 0
	if d.Threshold > 0 {
		d.Threshold = uint8(between(r, 150, 190))
	}
	if d.Quality > 0 {
		d.Quality = min(95, int(float64(d.Quality)*between(r, 0.7, 1.4)))
	}
	return s
}

func between(r *rand.Rand, low, high float64) float64 { return low + (high-low)*r.Float64() }
