package ocr

import (
	"image"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"mubiao/internal/spoil"
)

// dropped is a line as the network reads it that sees every character but
// some: middles are where they are printed, an em apart.
func dropped(picture *image.Gray, text, without string, em float64) Line {
	first := inkBox(stretched(picture), picture.Rect).Min.X
	var runes []Rune
	for i, r := range []rune(text) {
		middle := float64(first) + em*(float64(i)+0.45)
		if !strings.ContainsRune(without, r) {
			runes = append(runes, Rune{Text: string(r), P: 0.99, X0: middle - em/2, X1: middle + em/2, center: middle})
		}
	}
	return newLine(runes)
}

// centredMarks are faces that set marks in the middle of the em, as is done
// where traditional characters are printed, but not on the mainland.
var centredMarks = []string{"cwTeX", "UMing", "UKai"}

// officePrintings are ways of printing without dust.
func officePrintings() []printing {
	var all []printing
	for _, dpi := range []float64{150, 200, 300} {
		all = append(all,
			printing{10.5, dpi, spoil.Damage{}},
			printing{10.5, dpi, spoil.Damage{Blur: 0.6 * dpi / 200, Noise: 6, Quality: 60}},
			printing{10.5, dpi, spoil.Damage{Blur: 0.5 * dpi / 200, Noise: 6, Threshold: 150}})
	}
	return all
}

func TestMarksThatWereDroppedAreFoundOrDoubted(t *testing.T) {
	for _, heldOut := range []bool{false, true} {
		var right, wrong, doubted, silent int
		r := rand.New(rand.NewPCG(7, 7))
		for _, f := range typefaces(t, heldOut) {
			if slices.ContainsFunc(centredMarks, func(name string) bool { return strings.Contains(f.name, name) }) {
				continue
			}
			for _, p := range officePrintings() {
				for mark, text := range map[string]string{"、": "保安全、促有序", "，": "建立台账，落实保障", "·": "千克·平方米", "。": "群众生活水平不断提高。"} {
					if !f.has(text) {
						continue
					}
					em := p.points * p.dpi / 72
					picture := p.print(t, f, text, r)
					got := Gaps(picture, dropped(picture, text, mark, em))
					switch {
					case got.Text == text:
						right++
					case len([]rune(got.Text)) == len([]rune(text)):
						wrong++
						t.Logf("%s, %v dpi: %s", f.name, p.dpi, got.Text)
					case slices.ContainsFunc(got.Runes, func(r Rune) bool { return r.P <= besideUnread }):
						doubted++
					default:
						silent++
						t.Logf("%s, %v dpi: %s silent", f.name, p.dpi, mark)
					}
				}
			}
		}
		all := right + wrong + doubted + silent
		if all == 0 {
			t.Skip("no face with Han characters")
		}
		t.Logf("held out %v: of %d: %d put back, %d as another mark, %d doubted, %d neither", heldOut, all, right, wrong, doubted, silent)
		if 100*wrong > all || 2*right < all || 5*silent > all {
			t.Errorf("held out %v: of %d marks %d put back, %d as another, %d neither", heldOut, all, right, wrong, silent)
		}
	}
}

func TestWhatWasDroppedBesideMarksIsFound(t *testing.T) {
	var right, wrong, all int
	r := rand.New(rand.NewPCG(9, 9))
	for _, f := range typefaces(t, true) {
		for _, p := range officePrintings() {
			for text, lost := range map[string]string{
				"公开“进度表”，接受社会监督": "，", "公开“进度表”接受社会监督": "“", "推进养护：一是完善制度": "一",
				"建立（健全）制度，一是完善": "一",
			} {
				em := p.points * p.dpi / 72
				if !f.has(text) || !f.setsInEm(text) {
					continue
				}
				picture := p.print(t, f, text, r)
				line := dropped(picture, text, lost, em)
				center(line.Runes, inkProfile(stretched(picture)), picture.Rect.Dy())
				all++
				switch got := Gaps(picture, line); got.Text {
				case text:
					right++
				case line.Text:
				default:
					wrong++
					t.Logf("%s, %v dpi: %s", f.name, p.dpi, got.Text)
				}
			}
		}
	}
	if all == 0 {
		t.Skip("no face with Han characters")
	}
	t.Logf("of %d: %d put back, %d as something else", all, right, wrong)
	if 3*right < 2*all || 50*wrong > all {
		t.Errorf("of %d characters %d were put back, %d as something else", all, right, wrong)
	}
}

func TestNothingIsFoundBesideMarksWhereNothingIs(t *testing.T) {
	r := rand.New(rand.NewPCG(10, 10))
	for _, f := range typefaces(t, true) {
		for _, p := range officePrintings() {
			for _, text := range []string{"公开“进度表”，接受社会监督", "推进养护：一是完善制度；二是（强化）培训。", "小：小，川、心”火，少"} {
				if !f.has(text) || !f.setsInEm(text) {
					continue
				}
				picture := p.print(t, f, text, r)
				line := dropped(picture, text, "", p.points*p.dpi/72)
				center(line.Runes, inkProfile(stretched(picture)), picture.Rect.Dy())
				if got := Gaps(picture, line); got.Text != text {
					t.Errorf("%s, %v: %s", f.name, p, got.Text)
				}
			}
		}
	}
}

func TestNoMarkIsFoundWhereNoneIs(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 8))
	for _, f := range typefaces(t, true) {
		for _, p := range printings() {
			for _, text := range []string{"心小火川以兴必少头点", "服务对象满意度情况清"} {
				if !f.has(text) {
					continue
				}
				picture := p.print(t, f, text, r)
				em := p.points * p.dpi / 72
				line := dropped(picture, text, "", em)
				for i := range line.Runes { // the network is not exact
					line.Runes[i].center += em * (0.2*r.Float64() - 0.1)
				}
				got := Gaps(picture, line)
				surely := func(r Rune) bool { return r.found && r.P > besideUnread } // dust may be like a mark
				if slices.ContainsFunc(got.Runes, surely) {
					t.Errorf("%s, %v: %s", f.name, p, got.Text)
				}
			}
		}
	}
}

func TestDustIsNoMark(t *testing.T) {
	f := typefaces(t, true)
	if len(f) == 0 {
		t.Skip("no face with Han characters")
	}
	text := "保安全、促有序。"
	em := 40.0
	picture := f[0].typeset(t, text, em, 0)
	line := dropped(picture, text, "、。", em)
	if got := Gaps(picture, line); got.Text != text {
		t.Fatalf("without dust: %s", got.Text)
	}
	clean := Gaps(picture, line).Runes
	for i := range 3 { // too small for marks, behind the line
		picture.Pix[(10+5*i)*picture.Stride+picture.Rect.Dx()-2] = 0
	}
	if got := Gaps(picture, line).Runes; got[3].P >= clean[3].P {
		t.Errorf("the mark is as sure in dust: %v", got[3].P)
	}
	for i := range 4 { // in the room of the comma, above it
		x, y := int(line.Runes[2].center+em*0.6)+6*i, 4+9*(i%2)
		for dy := range 4 {
			for dx := range 4 {
				picture.Pix[(y+dy)*picture.Stride+x+dx] = 0
			}
		}
	}
	if got := Gaps(picture, line); got.Text != line.Text {
		t.Errorf("with dust: %s", got.Text)
	}
}

func TestInkBeforeTheFirstFigureIsADoubt(t *testing.T) {
	for printed, doubted := range map[string]bool{"@ 8 5": true, "8 5": false} {
		picture := goFace(t).typeset(t, printed, 30, 0)
		line := spread(t, picture, printed)
		if doubted {
			line = newLine(line.Runes[1:])
		}
		if got := Lookalikes(picture, line); got.Runes[0].P <= besideUnread != doubted {
			t.Errorf("%s read as %s: %v", printed, line.Text, got.Runes[0].P)
		}
	}
}
