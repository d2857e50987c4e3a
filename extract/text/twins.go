package text

import (
	"math"

	"mubiao/extract"
)

// How far a character may be moved to be the one before drawn again, as for
// fake bold and shadows: in parts of its own advance, and of the em square.
// Producers shift by 1/30 to 1/10 em. Two characters of one text, "11" or 人人,
// are a whole advance apart, and even condensed by half they stay clear of the
// first; the second is for fonts that state a full advance for narrow letters,
// of which l has the least, 0.22 em.
const (
	twinShift   = 0.3
	twinShiftEm = 0.2
)

// twins finds characters that are drawn twice in one place. It is a hash
// table over cells of the page whose size follows the character's, so that
// only four cells need a look.
type twins struct {
	taken [twinBits / 64]uint64 // a bit for the cells in use, to look no further
	slots []twin
	used  int
	page  uint32 // slots of other pages are free
}

type twin struct {
	page uint32
	text uint32 // hash of the text, the size and whether it is hidden
	cell uint32 // hash of text and cell
	x, y float32
}

// twinSlots is the size of the table at first; it holds half as many.
// twinBits is that of the filter before it: a full page of 2,000 characters
// takes one bit in 16.
const (
	twinSlots = 4096
	twinBits  = 32768
)

func (t *twins) reset() {
	if t.slots == nil {
		t.slots = make([]twin, twinSlots)
	}
	t.page++
	if t.page == 0 { // 2³² pages later old slots would look new
		clear(t.slots)
		t.page = 1
	}
	t.used = 0
	clear(t.taken[:])
}

// repeats reports whether the character was drawn before in the same place,
// and remembers it otherwise.
func (t *twins) repeats(text string, box *extract.Rect, advance float64, p *pen) bool {
	reach := min(twinShift*advance, twinShiftEm*p.size)
	if !(reach > 0) {
		return false
	}
	x, y := box.Center()
	// Neighbouring cells overlap nothing: each is twice as wide as the reach,
	// so that what is in reach is in this cell or the nearer neighbour.
	cx, nx := cells(x / (2 * reach))
	cy, ny := cells(y / (2 * reach))
	h := hashText(text, p)
	for _, cell := range [...]uint32{
		hashCell(h, cx, cy), hashCell(h, nx, cy), hashCell(h, cx, ny), hashCell(h, nx, ny),
	} {
		if t.holds(cell, h, x, y, reach) {
			return true
		}
	}
	t.add(twin{page: t.page, text: h, cell: hashCell(h, cx, cy), x: float32(x), y: float32(y)})
	return false
}

// cells is the number of the cell that v lies in and that of the neighbour
// nearer to it.
func cells(v float64) (in, near int32) {
	f := math.Floor(v)
	in = int32(f)
	if v-f < 0.5 {
		return in, in - 1
	}
	return in, in + 1
}

func hashText(text string, p *pen) uint32 {
	const sizeSteps = 20 // a twentieth of a point apart is the same size
	h := uint32(math.Round(p.size*sizeSteps)) * 2654435761
	if p.hidden {
		h ^= 0x5bd1e995
	}
	for i := range len(text) {
		h = (h ^ uint32(text[i])) * 16777619
	}
	return h
}

func hashCell(h uint32, x, y int32) uint32 {
	h ^= uint32(x)*0x85ebca6b ^ uint32(y)*0xc2b2ae35
	h ^= h >> 15
	return h * 0x27d4eb2f
}

func (t *twins) holds(cell, text uint32, x, y, reach float64) bool {
	if bit := cell % twinBits; t.taken[bit/64]&(1<<(bit%64)) == 0 {
		return false
	}
	mask := uint32(len(t.slots) - 1)
	for i := (cell ^ cell>>16) & mask; t.slots[i].page == t.page; i = (i + 1) & mask {
		s := &t.slots[i]
		if s.cell == cell && s.text == text &&
			math.Abs(float64(s.x)-x) < reach && math.Abs(float64(s.y)-y) < reach {
			return true
		}
	}
	return false
}

func (t *twins) add(s twin) {
	if 2*(t.used+1) > len(t.slots) {
		old := t.slots
		t.slots = make([]twin, 2*len(old))
		t.used = 0
		for _, o := range old {
			if o.page == t.page {
				t.add(o)
			}
		}
	}
	mask := uint32(len(t.slots) - 1)
	i := (s.cell ^ s.cell>>16) & mask
	for t.slots[i].page == t.page {
		i = (i + 1) & mask
	}
	t.slots[i] = s
	t.used++
	bit := s.cell % twinBits
	t.taken[bit/64] |= 1 << (bit % 64)
}
