package ocr

import (
	"context"
	"errors"
	"image"
	"math"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestGoroutinesShareAnEngine(t *testing.T) {
	e := installedEngine(t)
	face := firstFace(t)
	texts := []string{"年度资金总额", "≥95%", "完成全县12个乡镇农村公路养护工作", "数量指标"}
	var wait sync.WaitGroup
	for range 3 {
		for _, text := range texts {
			picture := face.typeset(t, text, 28, 0)
			wait.Go(func() {
				line, err := e.Read(t.Context(), picture)
				if err != nil || line.Text != text {
					t.Errorf("got %q, %v; want %q", line.Text, err, text)
				}
			})
		}
	}
	wait.Wait()
}

func TestReadsALineLongerThanTheNetworkTakes(t *testing.T) {
	e := installedEngine(t)
	text := strings.Repeat("完成全县乡镇农村公路养护工作保障群众出行安全", 3)
	line, err := e.Recognize(t.Context(), firstFace(t).typeset(t, text, 28, 0))
	if err != nil || line.Text != text {
		t.Errorf("got %q, %v; want %q", line.Text, err, text)
	}
	last := 0.0
	for _, r := range line.Runes {
		if r.X0 < last || r.X1 < r.X0 {
			t.Fatalf("%s stands at %g to %g, the one before ends at %g", r.Text, r.X0, r.X1, last)
		}
		last = r.X1
	}
}

func TestBlankPicturesHaveNoText(t *testing.T) {
	e := installedEngine(t)
	white := image.NewGray(image.Rect(0, 0, 300, 40))
	for i := range white.Pix {
		white.Pix[i] = 250
	}
	for _, picture := range []*image.Gray{white, image.NewGray(image.Rectangle{})} {
		if line, err := e.Read(t.Context(), picture); err != nil || line.Text != "" {
			t.Errorf("%v: got %q, %v", picture.Rect, line.Text, err)
		}
	}
}

func TestReadingCanBeInterrupted(t *testing.T) {
	e := installedEngine(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := e.Read(ctx, goFace(t).typeset(t, "95", 28, 0)); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestAlphabetIsTheDictionaryBetweenNothingAndTheBlank(t *testing.T) {
	path := filepath.Join(t.TempDir(), "keys.txt")
	if err := os.WriteFile(path, []byte("一\r\n二\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	got, err := readAlphabet(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"", "一", "二", " "}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if err := os.WriteFile(path, []byte("一\n\n二\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := readAlphabet(path); err == nil {
		t.Error("an empty line shifts all classes behind it, and passes")
	}
}

func TestStepsOfOneCharacterAreOne(t *testing.T) {
	p, classes := []float32{0.9, 0.6, 0.8, 0.9, 0.7, 0.9}, []int64{0, 2, 2, 0, 2, 3}
	want := []peak{
		{class: 2, p: 0.8, firstStep: 1, afterStep: 3, center: 2},
		{class: 2, p: 0.7, firstStep: 4, afterStep: 5, center: 4.5},
		{class: 3, p: 0.9, firstStep: 5, afterStep: 6, center: 5.5},
	}
	near := cmp.Comparer(func(a, b float32) bool { return math.Abs(float64(a-b)) < 1e-6 })
	if diff := cmp.Diff(want, decode(p, classes), cmp.AllowUnexported(peak{}), near); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestResizingKeepsTheShade(t *testing.T) {
	g := image.NewGray(image.Rect(0, 0, 50, 30))
	for i := range g.Pix {
		g.Pix[i] = 51 // of 255: -0.6 in [-1, 1]
	}
	part := g.SubImage(image.Rect(7, 3, 40, 28)).(*image.Gray)
	for _, size := range []image.Point{{20, 10}, {33, 25}, {90, 70}, {1, 1}} {
		plane := resize(part, size.X, size.Y)
		for _, v := range plane {
			if math.Abs(float64(v)+0.6) > 1e-5 {
				t.Fatalf("%v: got a shade of %g, want -0.6", size, v)
			}
		}
		if len(plane) != size.X*size.Y {
			t.Errorf("%v: %d pixels", size, len(plane))
		}
	}
}

func TestPiecesAreCutBetweenCharacters(t *testing.T) {
	line := image.NewGray(image.Rect(0, 0, 4000, 48))
	for i := range line.Pix {
		if x := i % 4000; x%40 >= 6 {
			line.Pix[i] = 0 // ink but for the first columns of each forty
		} else {
			line.Pix[i] = 255
		}
	}
	x := 0
	for _, piece := range pieces(line, line.Rect) {
		if piece.Min.X != x || piece.Dx() > longest*inputHeight {
			t.Errorf("piece %v begins or ends where it must not", piece)
		}
		if x > 0 && x%40 >= 6 {
			t.Errorf("a character is cut at %d", x)
		}
		x = piece.Max.X
	}
	if x != 4000 {
		t.Errorf("pieces end at %d", x)
	}
}

func firstFace(t testing.TB) typeface {
	t.Helper()
	faces := append(typefaces(t, false), typefaces(t, true)...)
	if len(faces) == 0 {
		t.Skip("no face with Han characters")
	}
	return faces[0]
}
