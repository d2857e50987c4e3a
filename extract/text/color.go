package text

import (
	"mubiao/extract/text/lex"
	"mubiao/extract/text/object"
)

// A paint is a current colour, reduced to whether it leaves ink on white
// paper.
type paint struct {
	space *colorSpace
	white bool
	clear bool // fully transparent
}

func (p *paint) invisible() bool { return p.white || p.clear }

func (p *paint) set(space *colorSpace, components []float64) {
	p.space = space
	p.white = space.white(components)
}

type family uint8

const (
	pattern     family = iota // and whatever is unknown: never white
	additive                  // gray, RGB: all components 1 are white
	subtractive               // CMYK, Separation, DeviceN: all components 0 are white
	lab
	indexed
)

// A colorSpace tells white from other colours.
type colorSpace struct {
	family  family
	first   float64 // what every component is at first
	base    *colorSpace
	width   int // components of a colour, in base for indexed
	palette []byte
}

var (
	grays    = &colorSpace{family: additive, width: 1}
	rgbs     = &colorSpace{family: additive, width: 3}
	cmyks    = &colorSpace{family: subtractive, width: 4}
	tints    = &colorSpace{family: subtractive, first: 1, width: 1}
	labs     = &colorSpace{family: lab, width: 3}
	patterns = &colorSpace{family: pattern}
)

// paperWhite is how near to white a component must come to leave no ink: half
// a step of the 100 that office programs let one choose from.
const paperWhite = 0.005

func (s *colorSpace) white(components []float64) bool {
	switch s.family {
	case additive:
		for _, c := range components {
			if c < 1-paperWhite {
				return false
			}
		}
	case subtractive:
		for _, c := range components {
			if c > paperWhite {
				return false
			}
		}
	case lab:
		return len(components) > 0 && components[0] >= 100*(1-paperWhite)
	case indexed:
		return len(components) > 0 && s.whiteEntry(int(components[0]))
	default:
		return false
	}
	return len(components) > 0
}

// whiteEntry looks a colour of an indexed space up.
func (s *colorSpace) whiteEntry(i int) bool {
	if i < 0 || s.width == 0 || (i+1)*s.width > len(s.palette) {
		return false
	}
	var buf [4]float64
	components := buf[:0]
	for _, b := range s.palette[i*s.width : (i+1)*s.width] {
		components = append(components, float64(b)/255)
	}
	return s.base.white(components)
}

// setColorSpace handles cs and CS: the colour becomes the space's first one.
func (in *interpreter) setColorSpace(p *paint) {
	name, ok := in.name(1)
	if !ok {
		return
	}
	space := in.resources.colorSpace(name)
	var first [4]float64
	for i := range first {
		first[i] = space.first
	}
	p.set(space, first[:max(1, min(space.width, len(first)))])
	if space.family == subtractive && space.first == 0 {
		p.white = false // CMYK begins with black: 0 0 0 1
	}
}

// setColor handles sc, scn and their like.
func (in *interpreter) setColor(p *paint) {
	var buf [32]float64
	components := buf[:0]
	for i := range in.operands {
		t := &in.operands[i]
		if t.Kind == lex.Name { // a pattern
			p.white = false
			return
		}
		if t.Number() && len(components) < len(buf) {
			components = append(components, t.Num)
		}
	}
	p.white = p.space.white(components)
}

// namedSpace is a colour space that needs no resource; nil if name is none.
func namedSpace(name string) *colorSpace {
	switch name {
	case "DeviceGray", "CalGray", "G":
		return grays
	case "DeviceRGB", "CalRGB", "RGB":
		return rgbs
	case "DeviceCMYK", "CMYK":
		return cmyks
	case "Pattern":
		return patterns
	}
	return nil
}

// spaceDepthMost bounds spaces based on one another; the standard allows
// Indexed over a special space over a device space.
const spaceDepthMost = 4

// readSpace reads a colour space (ISO 32000-1, 8.6).
func readSpace(v object.Value, depth int) *colorSpace {
	if v.Kind() == object.Name {
		if s := namedSpace(v.Name()); s != nil {
			return s
		}
	}
	if v.Kind() != object.Array || depth > spaceDepthMost {
		return patterns
	}
	switch name := v.Index(0).Name(); name {
	case "ICCBased":
		switch v.Index(1).Key("N").Int() {
		case 1:
			return grays
		case 3:
			return rgbs
		case 4:
			return cmyks
		}
	case "Lab":
		return labs
	case "Separation", "DeviceN":
		return tints
	case "Indexed", "I":
		return readIndexed(v, depth)
	default:
		if s := namedSpace(name); s != nil {
			return s
		}
	}
	return patterns
}

func readIndexed(v object.Value, depth int) *colorSpace {
	base := readSpace(v.Index(1), depth+1)
	palette := v.Index(3).Bytes()
	if v.Index(3).Kind() == object.Stream {
		palette, _ = v.Index(3).Data()
	}
	return &colorSpace{family: indexed, base: base, width: base.width, palette: palette}
}
