package spoil

import (
	"image"
	"math"
	"math/rand/v2"
	"slices"
)

// A plane is a picture in shades from 0 (black) to 255.
type plane struct {
	width, height int
	pix           []float32
}

func newBlank(width, height int) *plane {
	p := &plane{width: width, height: height, pix: make([]float32, width*height)}
	for i := range p.pix {
		p.pix[i] = white
	}
	return p
}

func newPlane(g *image.Gray) *plane {
	p := newBlank(g.Rect.Dx(), g.Rect.Dy())
	for y := range p.height {
		for x, v := range g.Pix[y*g.Stride:][:p.width] {
			p.pix[y*p.width+x] = float32(v)
		}
	}
	return p
}

func (p *plane) clone() *plane {
	return &plane{p.width, p.height, slices.Clone(p.pix)}
}

func (p *plane) gray() *image.Gray {
	g := image.NewGray(image.Rect(0, 0, p.width, p.height))
	for i, v := range p.pix {
		g.Pix[i] = uint8(max(0, min(white, v)) + 0.5)
	}
	return g
}

// at is the shade between pixels, white outside.
func (p *plane) at(x, y float64) float32 {
	x0, y0 := math.Floor(x), math.Floor(y)
	i, j := int(x0), int(y0)
	if i < 0 || j < 0 || i+1 >= p.width || j+1 >= p.height {
		return white
	}
	wx, wy := float32(x-x0), float32(y-y0)
	a, b := p.pix[j*p.width+i:], p.pix[(j+1)*p.width+i:]
	top := a[0] + (a[1]-a[0])*wx
	bottom := b[0] + (b[1]-b[0])*wx
	return top + (bottom-top)*wy
}

// blur blurs by a Gaussian of the given deviation.
func (p *plane) blur(deviation float64) {
	if deviation <= 0 {
		return
	}
	reach := int(3*deviation + 1)
	kernel := make([]float32, 2*reach+1)
	sum := float32(0)
	for i := range kernel {
		x := float64(i-reach) / deviation
		kernel[i] = float32(math.Exp(-x * x / 2))
		sum += kernel[i]
	}
	for i := range kernel {
		kernel[i] /= sum
	}
	convolve(p.pix, kernel, p.width, p.height, p.width, 1)
	convolve(p.pix, kernel, p.height, p.width, 1, p.width)
}

// convolve weighs the n pixels of each of many lines; line and next are the
// steps from one line and one pixel to the next.
func convolve(pix, kernel []float32, n, lines, line, next int) {
	reach := len(kernel) / 2
	from := make([]float32, n+2*reach)
	for l := range lines {
		for i := range from {
			from[i] = pix[l*line+max(0, min(n-1, i-reach))*next]
		}
		for i := range n {
			sum := float32(0)
			for k, w := range kernel {
				sum += w * from[i+k]
			}
			pix[l*line+i*next] = sum
		}
	}
}

// fade makes the print in a round patch pale.
func (p *plane) fade(r *rand.Rand) {
	const paler = 0.6
	x, y := r.Float64()*float64(p.width), r.Float64()*float64(p.height)
	radius := (0.03 + 0.05*r.Float64()) * float64(p.width)
	p.disc(x, y, radius, func(distance float64, v float32) float32 {
		return white - (white-v)*float32(1-paler*(1-distance))
	})
}

// disc changes the pixels in a circle; the distance from its middle is in
// radii.
func (p *plane) disc(x, y, radius float64, change func(distance float64, v float32) float32) {
	for j := max(0, int(y-radius)); j < min(p.height, int(y+radius)+1); j++ {
		for i := max(0, int(x-radius)); i < min(p.width, int(x+radius)+1); i++ {
			if d := math.Hypot(float64(i)-x, float64(j)-y) / radius; d <= 1 {
				v := &p.pix[j*p.width+i]
				*v = change(d, *v)
			}
		}
	}
}

// shade darkens the paper towards a corner.
func (p *plane) shade(r *rand.Rand, depth float64) {
	angle := 2 * math.Pi * r.Float64()
	sin, cos := math.Sincos(angle)
	for y := range p.height {
		for x := range p.width {
			along := 0.5 + 0.5*(cos*(2*float64(x)/float64(p.width)-1)+sin*(2*float64(y)/float64(p.height)-1))/math.Sqrt2
			p.pix[y*p.width+x] *= float32(1 - depth*along*along)
		}
	}
}

func (p *plane) noise(r *rand.Rand, deviation float64) {
	for i := range p.pix {
		p.pix[i] += float32(deviation * r.NormFloat64())
	}
}

// dust puts specks of one to four pixels on the page, one in four of them
// white.
func (p *plane) dust(r *rand.Rand, share float64) {
	for range int(share * float64(len(p.pix))) {
		x, y, size := r.IntN(p.width-1), r.IntN(p.height-1), 1+r.IntN(2)
		shade := float32(30 * r.Float64())
		if r.IntN(4) == 0 {
			shade = white
		}
		for j := range size {
			for i := range size {
				p.pix[(y+j)*p.width+x+i] = shade
			}
		}
	}
}

// cut makes the picture black and white.
func (p *plane) cut(threshold float32) {
	for i, v := range p.pix {
		p.pix[i] = 0
		if v >= threshold {
			p.pix[i] = white
		}
	}
}

func (p *plane) turn(quarters int) *plane {
	for range quarters & 3 {
		out := newBlank(p.height, p.width)
		for y := range p.height {
			for x := range p.width {
				out.pix[x*out.width+p.height-1-y] = p.pix[y*p.width+x]
			}
		}
		p = out
	}
	return p
}
