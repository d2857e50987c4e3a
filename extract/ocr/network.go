package ocr

import (
	"errors"
	"fmt"
	"image"
	"os"
	"sync"
	"sync/atomic"
	"time"

	onnx "github.com/yalue/onnxruntime_go"

	"mubiao/extract/ocr/graph"
)

// runtimeLoading guards ONNX Runtime's environment, of which a process has one. It
// stays loaded once it is: threads that the library started may outlive any
// engine.
var runtimeLoading sync.Mutex

// loadRuntime loads ONNX Runtime. Once it is loaded, path is not looked at.
func loadRuntime(path string) error {
	runtimeLoading.Lock()
	defer runtimeLoading.Unlock()
	if onnx.IsInitialized() {
		return nil
	}
	onnx.SetSharedLibraryPath(path)
	if err := onnx.InitializeEnvironment(onnx.WithLogLevelError()); err != nil {
		return fmt.Errorf("load %s: %w", path, err)
	}
	return nil
}

// A network is a loaded model of one input. It is safe for concurrent use.
type network struct {
	path    string
	session *onnx.DynamicAdvancedSession
	results int          // how many it has
	running atomic.Int64 // nanoseconds that it ran, in all goroutines
}

// A rewriting makes of a model one that says the same in less time.
type rewriting func(model []byte) (graph.Network, error)

// loadNetwork loads a model that runs on the thread of its caller.
func loadNetwork(path string, rewrite rewriting) (*network, error) {
	model, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	simple, err := rewrite(model)
	if err != nil {
		return nil, fmt.Errorf("load %s: %w", path, err)
	}
	if len(simple.Inputs) != 1 {
		return nil, fmt.Errorf("load %s: %d inputs, not one", path, len(simple.Inputs))
	}
	options, err := onnx.NewSessionOptions()
	if err != nil {
		return nil, err
	}
	defer options.Destroy()
	if err := options.SetIntraOpNumThreads(1); err != nil {
		return nil, err
	}
	// A pattern is kept for each width of a picture, and there are as many widths
	// as lines. Without them it takes less memory and as much time.
	if err := options.SetMemPattern(false); err != nil {
		return nil, err
	}
	session, err := onnx.NewDynamicAdvancedSessionWithONNXData(simple.Model, simple.Inputs, simple.Outputs, options)
	if err != nil {
		return nil, fmt.Errorf("load %s: %w", path, err)
	}
	return &network{path: path, session: session, results: len(simple.Outputs)}, nil
}

// run feeds the network one picture of three planes, since all of these
// networks were made for colour, and hands its result to use, which must not
// keep it.
func (n *network) run(planes []float32, width, height int, use func(out []float32, shape []int64)) error {
	return n.feed(planes, width, height, func(results []onnx.Value) error {
		out, ok := results[0].(*onnx.Tensor[float32])
		if !ok {
			return errResult
		}
		use(out.GetData(), out.GetShape())
		return nil
	})
}

// likeliest is run for a network by graph.Likeliest: use is handed the
// likeliest class of each step and its probability.
func (n *network) likeliest(planes []float32, width, height int, use func(p []float32, classes []int64)) error {
	return n.feed(planes, width, height, func(results []onnx.Value) error {
		p, floats := results[0].(*onnx.Tensor[float32])
		classes, whole := results[len(results)-1].(*onnx.Tensor[int64])
		if !floats || !whole {
			return errResult
		}
		use(p.GetData(), classes.GetData())
		return nil
	})
}

var errResult = errors.New("its result is of another kind")

// feed runs the network and hands its results to use.
func (n *network) feed(planes []float32, width, height int, use func(results []onnx.Value) error) error {
	in, err := onnx.NewTensor(onnx.NewShape(1, colourPlanes, int64(height), int64(width)), planes)
	if err != nil {
		return err
	}
	defer in.Destroy()
	results := make([]onnx.Value, n.results)
	begun := time.Now()
	if err := n.session.Run([]onnx.Value{in}, results); err != nil {
		return fmt.Errorf("%s: %w", n.path, err)
	}
	n.running.Add(int64(time.Since(begun)))
	defer func() {
		for _, r := range results {
			r.Destroy()
		}
	}()
	if err := use(results); err != nil {
		return fmt.Errorf("%s: %w", n.path, err)
	}
	return nil
}

// colourPlanes are how many planes a network takes.
const colourPlanes = 3

// planes are the input of a network, to be used again.
type planes struct{ values []float32 }

var allPlanes = sync.Pool{New: func() any { return new(planes) }}

// planesOf are three planes, of full × height, of a picture at a width. What is
// beyond holds 0, the middle grey, with which PaddleOCR fills up the pictures
// that it trains with. They are to be put back to allPlanes.
func planesOf(picture *image.Gray, width, full, height int) *planes {
	p := allPlanes.Get().(*planes)
	size := full * height
	p.values = sized(p.values, colourPlanes*size)
	first := p.values[:size]
	clear(first)
	resizeInto(first, full, picture, width, height)
	for at := size; at < len(p.values); at += size {
		copy(p.values[at:], first)
	}
	return p
}

func (n *network) close() error { return n.session.Destroy() }
