package ocr

import (
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"

	onnx "github.com/yalue/onnxruntime_go"

	"mubiao/extract/ocr/graph"
)

// TestSimplifiedNetworksSayTheSame runs each network as it was downloaded and as
// it is loaded.
func TestSimplifiedNetworksSayTheSame(t *testing.T) {
	files := installedEngine(t).files
	for _, c := range []struct {
		path          string
		width, height int
	}{
		{files.Recognition, 48, inputHeight},
		{files.Recognition, 333, inputHeight},
		{files.Direction, directionWidth, directionHeight},
	} {
		t.Run(filepath.Base(c.path), func(t *testing.T) {
			model, err := os.ReadFile(c.path)
			if err != nil {
				t.Fatal(err)
			}
			simple, err := graph.Simplify(model)
			if err != nil {
				t.Fatal(err)
			}
			picture := noise(3 * c.width * c.height)
			want := outputOf(t, model, simple, picture, c.width, c.height)
			got := outputOf(t, simple.Model, simple, picture, c.width, c.height)
			most := 0.0
			for i := range want {
				most = math.Max(most, math.Abs(float64(got[i]-want[i])))
			}
			if most > 1e-4 {
				t.Errorf("probabilities differ by up to %g", most)
			}
		})
	}
}

// noise is a picture of strokes and paper, as a network takes it.
func noise(size int) []float32 {
	r := rand.New(rand.NewPCG(3, 3))
	picture := make([]float32, size)
	for i := range picture {
		picture[i] = float32(2*r.IntN(2) - 1)
	}
	return picture
}

// outputOf is what a model makes of a picture; names are those of its inputs and
// outputs.
func outputOf(t *testing.T, model []byte, names graph.Network, picture []float32, width, height int) []float32 {
	t.Helper()
	n := networkOf(t, model, names)
	var out []float32
	if err := n.run(picture, width, height, func(result []float32, _ []int64) { out = append(out, result...) }); err != nil {
		t.Fatal(err)
	}
	return out
}

func networkOf(t *testing.T, model []byte, names graph.Network) *network {
	t.Helper()
	session, err := onnx.NewDynamicAdvancedSessionWithONNXData(model, names.Inputs, names.Outputs, nil)
	if err != nil {
		t.Fatal(err)
	}
	n := &network{session: session, results: len(names.Outputs)}
	t.Cleanup(func() {
		if err := n.close(); err != nil {
			t.Error(err)
		}
	})
	return n
}

// TestLikeliestAreTheGreatest holds what a network says of its likeliest classes
// against the probabilities of all.
func TestLikeliestAreTheGreatest(t *testing.T) {
	model, err := os.ReadFile(installedEngine(t).files.Recognition)
	if err != nil {
		t.Fatal(err)
	}
	whole, err := graph.Simplify(model)
	if err != nil {
		t.Fatal(err)
	}
	short, err := graph.Likeliest(model)
	if err != nil {
		t.Fatal(err)
	}
	const width = 200
	picture := noise(3 * width * inputHeight)
	all := outputOf(t, whole.Model, whole, picture, width, inputHeight)
	err = networkOf(t, short.Model, short).likeliest(picture, width, inputHeight, func(p []float32, classes []int64) {
		if len(p) != len(classes) || len(p) == 0 {
			t.Fatalf("%d probabilities and %d classes", len(p), len(classes))
		}
		each := len(all) / len(p)
		for step := range p {
			of := all[step*each:][:each]
			if of[classes[step]] != p[step] || slices.Max(of) != p[step] {
				t.Errorf("step %d: class %d of %g, want the one of %g", step, classes[step], p[step], slices.Max(of))
			}
		}
	})
	if err != nil {
		t.Error(err)
	}
}
