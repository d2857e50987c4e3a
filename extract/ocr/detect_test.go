package ocr

import (
	"image"
	"image/draw"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestBoxesAreGrownAroundConnectedText(t *testing.T) {
	const width, height = 60, 40
	text := make([]float32, width*height)
	fill := func(box image.Rectangle, p float32) {
		for y := box.Min.Y; y < box.Max.Y; y++ {
			for x := box.Min.X; x < box.Max.X; x++ {
				text[y*width+x] = p
			}
		}
	}
	fill(image.Rect(10, 25, 40, 31), 0.9)
	fill(image.Rect(10, 10, 30, 14), 0.75)
	fill(image.Rect(50, 10, 58, 14), 0.5)  // unsure
	fill(image.Rect(50, 20, 52, 30), 0.9)  // thin
	fill(image.Rect(0, 36, 60, 40), 0.875) // at the edge
	want := []image.Rectangle{image.Rect(7, 7, 33, 17), image.Rect(6, 21, 44, 35), image.Rect(0, 33, 60, 40)}
	var got []image.Rectangle
	for _, b := range textBoxes(text, width, height) {
		got = append(got, b.Rectangle)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestDetectionKeepsProportionsAndMultiples(t *testing.T) {
	for _, test := range []struct{ size, want image.Point }{
		{image.Pt(1654, 2339), image.Pt(896, 1280)},
		{image.Pt(300, 40), image.Pt(288, 32)},
		{image.Pt(5, 5), image.Pt(32, 32)},
	} {
		if width, height := detectionSize(test.size); image.Pt(width, height) != test.want {
			t.Errorf("%v: got %d × %d, want %v", test.size, width, height, test.want)
		}
	}
}

// page sets lines one below the other, em pixels to an em, and returns where.
func page(t testing.TB, f typeface, em float64, lines ...string) (*image.Gray, []image.Rectangle) {
	t.Helper()
	sheet := image.NewGray(image.Rect(0, 0, int(24*em), int(3*em)*(len(lines)+1)))
	draw.Draw(sheet, sheet.Rect, image.White, image.Point{}, draw.Src)
	var boxes []image.Rectangle
	for i, text := range lines {
		line := f.typeset(t, text, em, 0)
		box := line.Rect.Add(image.Pt(int(2*em), int(3*em)*i+int(2*em)))
		draw.Draw(sheet, box, line, image.Point{}, draw.Src)
		boxes = append(boxes, box)
	}
	return sheet, boxes
}

func firstFace(t testing.TB) typeface {
	t.Helper()
	faces := append(typefaces(t, false), typefaces(t, true)...)
	if len(faces) == 0 {
		t.Skip("no face with Han characters")
	}
	return faces[0]
}

func TestFindsTheLinesOfAPicture(t *testing.T) {
	e := installedEngine(t)
	lines := []string{"年度总体目标", "完成全县12个乡镇农村公路养护", "服务对象满意度≥95%"}
	picture, want := page(t, firstFace(t), 28, lines...)
	got, err := e.Detect(t.Context(), picture)
	if err != nil {
		t.Fatal(err)
	}
	if len(got) != len(want) {
		t.Fatalf("got %d boxes, want %d: %v", len(got), len(want), got)
	}
	for i, b := range got {
		common := b.Intersect(want[i])
		if 10*common.Dx()*common.Dy() < 8*want[i].Dx()*want[i].Dy() || b.Dy() > 2*want[i].Dy() {
			t.Errorf("%s stands in %v, found in %v", lines[i], want[i], b.Rectangle)
		}
		read, err := e.Read(t.Context(), picture.SubImage(b.Rectangle).(*image.Gray))
		if err != nil || read.Text != lines[i] {
			t.Errorf("got %q, %v; want %q", read.Text, err, lines[i])
		}
	}
	if boxes, err := e.Detect(t.Context(), image.NewGray(image.Rect(0, 0, 0, 9))); err != nil || len(boxes) > 0 {
		t.Errorf("a picture without size has %v, %v", boxes, err)
	}
}

func TestTellsLinesUpsideDown(t *testing.T) {
	e := installedEngine(t)
	face := firstFace(t)
	var upright, turned []*image.Gray
	for _, text := range []string{"年度总体目标", "完成全县12个乡镇农村公路养护工作，保障群众出行", "95%"} {
		line := face.typeset(t, text, 28, 0)
		upright, turned = append(upright, line), append(turned, halfTurn(line))
	}
	if p, err := e.UpsideDown(t.Context(), upright); err != nil || p > 0.05 {
		t.Errorf("upright lines: %g, %v", p, err)
	}
	if p, err := e.UpsideDown(t.Context(), turned); err != nil || p < 0.95 {
		t.Errorf("turned lines: %g, %v", p, err)
	}
	if p, err := e.UpsideDown(t.Context(), nil); err != nil || p != 0.5 {
		t.Errorf("no lines: %g, %v", p, err)
	}
}

func halfTurn(g *image.Gray) *image.Gray {
	out := image.NewGray(g.Rect)
	for i, v := range g.Pix {
		out.Pix[len(g.Pix)-1-i] = v
	}
	return out
}
