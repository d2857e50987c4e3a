package ocr

import (
	"math/rand/v2"
	"testing"
)

func TestASignThatStandsAloneIsReadFromThePicture(t *testing.T) {
	var right, wrong, lost, all int
	r := rand.New(rand.NewPCG(12, 12))
	for _, f := range typefaces(t, true) {
		for _, p := range printings() {
			for _, text := range []string{">=", "<=", "="} {
				if !f.has(text) {
					continue
				}
				picture := p.print(t, f, text, r)
				all++
				switch got := Comparators(picture, Line{}); {
				case got.Text == text:
					right++
				case len(got.Runes) == 0:
					lost++
				case got.Runes[0].P > besideUnread:
					wrong++
					t.Logf("%s, %v: %s read as %s", f.name, p, text, got.Text)
				}
			}
		}
	}
	if all == 0 {
		t.Skip("no face with Han characters")
	}
	t.Logf("of %d: %d right, %d wrong, %d lost", all, right, wrong, lost)
	if 20*lost > all || 50*wrong > all || 10*right < 8*all {
		t.Errorf("of %d signs %d are right, %d wrong, %d lost", all, right, wrong, lost)
	}
}

func TestWhatIsNoSignStays(t *testing.T) {
	r := rand.New(rand.NewPCG(13, 13))
	for _, f := range typefaces(t, true) {
		for _, p := range officePrintings() {
			for _, text := range []string{"≥", "≤", ">", "<", "/", "-", "A", "K", "E", "H", "二", "三", "工"} {
				if !f.has(text) {
					continue
				}
				picture := p.print(t, f, text, r)
				got := Comparators(picture, Line{Runes: []Rune{{Text: text, P: 0.6, X1: float64(picture.Rect.Dx()), center: float64(picture.Rect.Dx()) / 2}}})
				if len([]rune(got.Text)) != 1 || got.Text == "=" {
					t.Errorf("%s, %v: %s read as %s", f.name, p, text, got.Text)
				}
			}
		}
	}
}
