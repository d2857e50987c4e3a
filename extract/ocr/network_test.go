package ocr

import (
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
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
		{files.Detection, 96, 64},
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
	session, err := onnx.NewDynamicAdvancedSessionWithONNXData(model, names.Inputs, names.Outputs, nil)
	if err != nil {
		t.Fatal(err)
	}
	n := network{session: session}
	defer n.close()
	var out []float32
	if err := n.run(picture, width, height, func(result []float32, _ []int64) { out = append(out, result...) }); err != nil {
		t.Fatal(err)
	}
	return out
}
