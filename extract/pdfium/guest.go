package pdfium

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"strings"

	gopdfium "github.com/klippa-app/go-pdfium"
	"github.com/tetratelabs/wazero/api"
)

// A guest is an instance of PDFium with a memory of its own. Its functions
// are called directly: the wrappers of go-pdfium make a handle and a result of
// each, which on a full page costs more than the calls.
//
// The first call that fails ends the guest, as there is no telling what state
// it is in. From then on calls do nothing and return 0.
type guest struct {
	err error // why it ended

	instance  gopdfium.Pdfium
	exports   exporter
	memory    *memory
	functions [functions]api.Function // looked up when first called
	stack     [8]uint64               // of the call being made
	scratch   uint32                  // a place for results
}

// An exporter has the functions of a WebAssembly module by name. The
// implementation behind an instance of go-pdfium is one.
type exporter interface {
	Fn(name string) api.Function
}

// scratchSize is the size of the place for results, in bytes.
const scratchSize = 64

func newGuest(instance gopdfium.Pdfium, m *memory) (*guest, error) {
	exports, ok := instance.GetImplementation().(exporter)
	if !ok {
		return nil, errors.New("start pdfium: this go-pdfium does not give its functions away")
	}
	g := &guest{instance: instance, exports: exports, memory: m}
	g.scratch = g.allocate(scratchSize)
	return g, g.err
}

// end frees the guest and its memory. Only Kill lets go of all that go-pdfium
// keeps for an instance.
func (g *guest) end() { _ = g.instance.Kill() }

// call calls a function and returns its result, if it has one.
func (g *guest) call(f function, args ...uint64) uint64 {
	if g.err != nil {
		return 0
	}
	fn := g.functions[f]
	if fn == nil {
		if fn = g.exports.Fn(names[f]); fn == nil {
			g.err = fmt.Errorf("pdfium has no function %s", names[f])
			return 0
		}
		g.functions[f] = fn
	}
	copy(g.stack[:], args)
	if err := fn.CallWithStack(context.Background(), g.stack[:]); err != nil {
		reason, _, _ := strings.Cut(err.Error(), "\n") // and not the stack
		g.err = fmt.Errorf("pdfium broke, with %d MiB, in %s: %s", len(g.memory.bytes)>>20, names[f], reason)
		return 0
	}
	return g.stack[0]
}

// pointer calls a function that returns an address, 0 for none.
func (g *guest) pointer(f function, args ...uint64) uint64 {
	return uint64(uint32(g.call(f, args...)))
}

// count calls a function that returns a number, which is taken for 0 when it
// is negative.
func (g *guest) count(f function, args ...uint64) int {
	return max(0, int(int32(g.call(f, args...))))
}

// ok calls a function that returns whether it did what it was asked for.
func (g *guest) ok(f function, args ...uint64) bool { return uint32(g.call(f, args...)) != 0 }

// allocate reserves memory; without room left it ends the guest.
func (g *guest) allocate(size int) uint32 {
	at := uint32(g.call(malloc, uint64(size)))
	if at == 0 && g.err == nil {
		g.err = errFull
	}
	return at
}

var errFull = errors.New("pdfium: out of memory")

// out is the address of the i-th result of so many bytes in the scratch place.
func (g *guest) out(i, size int) uint64 { return uint64(g.scratch) + uint64(i*size) }

// float is the i-th of the floats in the scratch place.
func (g *guest) float(i int) float64 {
	return float64(math.Float32frombits(g.word(i)))
}

// double is the i-th of the doubles in the scratch place.
func (g *guest) double(i int) float64 {
	at := int(g.scratch) + 8*i
	if g.err != nil {
		return 0
	}
	return math.Float64frombits(binary.LittleEndian.Uint64(g.memory.bytes[at:]))
}

// word is the i-th of the 32-bit integers in the scratch place.
func (g *guest) word(i int) uint32 {
	at := int(g.scratch) + 4*i
	if g.err != nil {
		return 0
	}
	return binary.LittleEndian.Uint32(g.memory.bytes[at:])
}

// view is so many bytes of the guest's memory, until its next call.
func (g *guest) view(at uint32, size int) []byte {
	if end := int(at) + size; g.err == nil && (size < 0 || end > len(g.memory.bytes)) {
		g.err = errors.New("pdfium: an address beyond its memory")
	}
	if g.err != nil {
		return nil
	}
	return g.memory.bytes[at : int(at)+size]
}
