package ocr

import (
	"image"
	"image/draw"
	"math/rand/v2"
	"strings"
	"testing"
)

// readOnly is a line of which the network read the first characters, one for
// each stretch of ink.
func readOnly(picture *image.Gray, text string) Line {
	s := newSearch(picture, nil)
	var runes []Rune
	for i, c := range []rune(text) {
		from, to := float64(s.spans[i].from), float64(s.spans[i].to)
		runes = append(runes, Rune{Text: string(c), P: 0.99, X0: from, X1: to, center: (from + to) / 2})
	}
	return newLine(runes)
}

func TestAPercentSignThatWasDroppedIsPutBack(t *testing.T) {
	faces, found := typefaces(t, false), 0
	for _, f := range faces {
		picture := f.typeset(t, "95%", 32, 0)
		if len(newSearch(picture, nil).spans) < 3 {
			continue // its figures touch
		}
		line := Lookalikes(picture, readOnly(picture, "95"))
		switch {
		case line.Text == "95%":
			found++
		case line.Runes[1].P > doubtful:
			t.Errorf("%s: %q, and nothing is doubted", f.name, line.Text)
		}
	}
	if 2*found < len(faces) {
		t.Errorf("%% was put back in %d of %d faces", found, len(faces))
	}
}

func TestCharactersBesideUnreadInkAreDoubted(t *testing.T) {
	for _, f := range typefaces(t, false) {
		picture := f.typeset(t, "1580", 32, 0)
		if len(newSearch(picture, nil).spans) != 4 {
			continue
		}
		if whole := Lookalikes(picture, readOnly(picture, "1580")); whole.Runes[0].P <= doubtful || whole.Runes[3].P <= doubtful {
			t.Errorf("%s: a number that was read is doubted", f.name)
		}
		if part := Lookalikes(picture, readOnly(picture, "158")); part.Runes[2].P > doubtful {
			t.Errorf("%s: a lost figure was not noticed", f.name)
		}
	}
}

// strokesAt is a line's picture with black boxes in it.
func strokesAt(width, height int, boxes ...image.Rectangle) *image.Gray {
	g := image.NewGray(image.Rect(0, 0, width, height))
	draw.Draw(g, g.Rect, image.White, image.Point{}, draw.Src)
	for _, b := range boxes {
		draw.Draw(g, b, image.Black, image.Point{}, draw.Src)
	}
	return g
}

func TestTwoFlatStrokesAreSurelyEqual(t *testing.T) {
	equal := []Rune{{Text: "=", P: 0.4, X0: 4, X1: 30, center: 17}}
	sure := Lookalikes(strokesAt(34, 30, image.Rect(6, 10, 28, 13), image.Rect(6, 18, 28, 21)), newLine(equal))
	if sure.Runes[0].P < equalP {
		t.Errorf("P is %v", sure.Runes[0].P)
	}
	doubt := Lookalikes(strokesAt(34, 30, image.Rect(6, 10, 28, 13), image.Rect(6, 18, 12, 21)), newLine(equal))
	if doubt.Runes[0].P != 0.4 {
		t.Errorf("strokes of two lengths: P is %v", doubt.Runes[0].P)
	}
}

func TestASemicolonIsToldByItsTail(t *testing.T) {
	// Characters fill 20 pixels; the mark is the 10th.
	var boxes []image.Rectangle
	var runes []Rune
	for i := range 12 {
		x := 4 + 22*i
		text := "考"
		if i == 9 {
			text = "："
		} else {
			boxes = append(boxes, image.Rect(x, 4, x+20, 24))
		}
		runes = append(runes, Rune{Text: text, P: 0.95, X0: float64(x), X1: float64(x + 22), center: float64(x + 10)})
	}
	x := 4 + 22*9
	upper := image.Rect(x+4, 9, x+7, 12)
	for want, lower := range map[string]image.Rectangle{"；": image.Rect(x+4, 18, x+7, 24), "：": image.Rect(x+4, 18, x+7, 21)} {
		line := Lookalikes(strokesAt(4+22*12, 28, append([]image.Rectangle{upper, lower}, boxes...)...), newLine(runes))
		if got := line.Runes[9].Text; got != want {
			t.Errorf("it was read as %s, want %s", got, want)
		}
	}
}

func TestNoSignIsFoundWithinANumber(t *testing.T) {
	for _, f := range typefaces(t, false) {
		if !f.has("8≥5") {
			continue
		}
		picture := f.typeset(t, "8 ≥ 5", 32, 0)
		s := newSearch(picture, nil)
		if len(s.spans) != 3 {
			continue
		}
		line := readOnly(picture, "8≥5")
		line.Runes = append(line.Runes[:1:1], line.Runes[2])
		if got := Comparators(picture, newLine(line.Runes)); got.Text != "85" {
			t.Errorf("%s: %s", f.name, got.Text)
		}
	}
}

func TestAPercentSignReadAsAnotherCharacterIsRead(t *testing.T) {
	r := rand.New(rand.NewPCG(14, 14))
	var right, all, wrong, figures int
	for _, f := range typefaces(t, true) {
		for _, p := range officePrintings() {
			for printed, read := range map[string]string{"9 5 %": "958", "9 4 %": `94"`, "9 5 8": "958", "4 5 5": "455", "2 0 1": "201", "2 4 7": "247", "3 2 2": "322", "6 0 0": "600", "5 G": "5G", "9 X": "9X"} {
				picture := p.print(t, f, printed, r)
				line, ok := apart(picture, read)
				if !ok {
					continue
				}
				got := Lookalikes(picture, line).Text
				if strings.HasSuffix(printed, "%") {
					all++
					right += len(got) - len(strings.TrimSuffix(got, "%"))
					continue
				}
				figures++
				if got != read {
					wrong++
					t.Logf("%s, %v: %s read as %s", f.name, p, printed, got)
				}
			}
		}
	}
	if all == 0 {
		t.Skip("no face with Han characters")
	}
	t.Logf("of %d signs %d are read; of %d figures %d are taken for one", all, right, figures, wrong)
	if 4*right < 3*all || 500*wrong > figures {
		t.Errorf("of %d signs %d are read; of %d figures %d are taken for one", all, right, figures, wrong)
	}
}
