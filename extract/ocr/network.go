package ocr

import (
	"fmt"
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

// A network is a loaded model of one input and one output. It is safe for
// concurrent use.
type network struct {
	path    string
	session *onnx.DynamicAdvancedSession
	running atomic.Int64 // nanoseconds that it ran, in all goroutines
}

// loadNetwork loads a model that runs on the thread of its caller.
func loadNetwork(path string) (*network, error) {
	model, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	simple, err := graph.Simplify(model)
	if err != nil {
		return nil, fmt.Errorf("load %s: %w", path, err)
	}
	if len(simple.Inputs) != 1 || len(simple.Outputs) != 1 {
		return nil, fmt.Errorf("load %s: %d inputs and %d outputs, not one of each", path, len(simple.Inputs), len(simple.Outputs))
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
	return &network{path: path, session: session}, nil
}

// run feeds the network one picture of three planes, since all of these
// networks were made for colour, and hands its output to use, which must not
// keep it.
func (n *network) run(planes []float32, width, height int, use func(out []float32, shape []int64)) error {
	in, err := onnx.NewTensor(onnx.NewShape(1, 3, int64(height), int64(width)), planes)
	if err != nil {
		return err
	}
	defer in.Destroy()
	outputs := []onnx.Value{nil}
	begun := time.Now()
	if err := n.session.Run([]onnx.Value{in}, outputs); err != nil {
		return fmt.Errorf("%s: %w", n.path, err)
	}
	n.running.Add(int64(time.Since(begun)))
	defer outputs[0].Destroy()
	out, ok := outputs[0].(*onnx.Tensor[float32])
	if !ok {
		return fmt.Errorf("%s: its output holds no float32", n.path)
	}
	use(out.GetData(), out.GetShape())
	return nil
}

// thrice repeats a grey plane for each of three colours.
func thrice(plane []float32) []float32 {
	planes := make([]float32, 0, 3*len(plane))
	for range 3 {
		planes = append(planes, plane...)
	}
	return planes
}

func (n *network) close() error { return n.session.Destroy() }
