package ocr

import (
	"image"
	"math/rand/v2"
	"strings"
	"testing"
)

func TestAPointWithATailIsAComma(t *testing.T) {
	for _, heldOut := range []bool{false, true} {
		var right, doubted, wrong int
		r := rand.New(rand.NewPCG(5, 5))
		for _, f := range typefaces(t, heldOut) {
			for _, p := range officePrintings() {
				for _, mark := range []string{",", "."} {
					picture := p.print(t, f, "9 4 "+mark+" 4 2 1", r)
					line, ok := apart(picture, "94.421")
					if !ok {
						continue // dust or blur makes other pieces of it
					}
					got := Lookalikes(picture, line)
					switch {
					case got.Runes[2].Text == mark:
						right++
					case got.Runes[2].P <= besideUnread:
						doubted++
					default:
						wrong++
						t.Logf("%s, %v dpi: %s", f.name, p.dpi, mark)
					}
				}
			}
		}
		all := right + doubted + wrong
		if all == 0 {
			t.Skip("no face with Han characters")
		}
		t.Logf("held out %v: of %d: %d right, %d doubted, %d wrong", heldOut, all, right, doubted, wrong)
		if 20*wrong > all {
			t.Errorf("held out %v: of %d %d are wrong", heldOut, all, wrong)
		}
	}
}

func TestDecimalsStand(t *testing.T) {
	for _, text := range []string{"9 4 , 4 2", "9 4 , 4 2 1 3"} {
		picture := goFace(t).typeset(t, text, 30, 0)
		read := strings.NewReplacer(" ", "", ",", ".").Replace(text)
		line, ok := apart(picture, read)
		if got := Lookalikes(picture, line); !ok || got.Text != read {
			t.Errorf("%s read as %s became %s", text, read, got.Text)
		}
	}
}

// apart is a line of characters that stand apart, small ones too; false if the
// ink is not in as many parts.
func apart(picture *image.Gray, read string) (Line, bool) {
	var parts []span
	for x, ink := range inkProfile(stretched(picture)) {
		n := len(parts)
		switch {
		case ink <= faintColumn:
		case n > 0 && x-parts[n-1].to < picture.Rect.Dy()/9:
			parts[n-1].to = x + 1
		default:
			parts = append(parts, span{from: x, to: x + 1})
		}
	}
	var runes []Rune
	for i, r := range []rune(read) {
		if len(parts) == len([]rune(read)) {
			c := parts[i]
			runes = append(runes, Rune{Text: string(r), P: 0.95, X0: float64(c.from), X1: float64(c.to), center: float64(c.from+c.to) / 2})
		}
	}
	return newLine(runes), runes != nil
}
