package ocr

import (
	"image"
	"math/rand/v2"
	"strings"
	"testing"

	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"

	"mubiao/extract/comparator"
)

// goFace is a face that comes with a module, so that tests with it run on any
// machine.
func goFace(t testing.TB) typeface {
	t.Helper()
	font, err := opentype.Parse(goregular.TTF)
	if err != nil {
		t.Fatal(err)
	}
	return typeface{"Go", []*sfnt.Font{font}}
}

// spread is a line as a network might have read it: each character of read,
// but blanks, in one part of the picture's ink; _ where nothing was read.
func spread(t testing.TB, picture *image.Gray, read string) Line {
	t.Helper()
	spans := parts(picture)
	texts := []rune(strings.ReplaceAll(read, " ", ""))
	if len(texts) != len(spans) {
		t.Fatalf("%q: %d characters for %d parts of ink", read, len(texts), len(spans))
	}
	var runes []Rune
	for i, c := range spans {
		if texts[i] != '_' {
			runes = append(runes, Rune{Text: string(texts[i]), P: 0.95, X0: float64(c.from), X1: float64(c.to), center: float64(c.from+c.to) / 2})
		}
	}
	return newLine(runes)
}

// parts are the characters of a picture in which they stand well apart.
func parts(picture *image.Gray) []span {
	var apart []span
	for _, c := range newSearch(picture, nil).spans {
		if n := len(apart); n > 0 && c.from-apart[n-1].to < picture.Rect.Dy()/8 {
			apart[n-1].to = c.to
		} else {
			apart = append(apart, c)
		}
	}
	return apart
}

func TestReadsComparatorsFromThePicture(t *testing.T) {
	face := goFace(t)
	for _, test := range []struct{ printed, read, want, raw string }{
		{"≥ 9", "≥ 9", "≥9", ""},
		{"≤ 9", "≤ 9", "≤9", ""},
		{"> 9", "> 9", ">9", ""},
		{"< 9", "< 9", "<9", ""},
		{"≥ 9", "> 9", "≥9", ">"}, // the bar was lost
		{"≤ 9", "< 9", "≤9", "<"},
		{"≥ 9", "2 9", "≥9", "2"}, // it was taken for a figure
		{"≤ 9", "_ 9", "≤9", ""},  // it was dropped
		{"> 9", "_ 9", ">9", ""},
		{"≥ 3", "M W", "≥W", "M"},
		{"≥", "_", "≥", ""}, // alone in its cell
		{"> = 9", "_ = 9", ">=9", ""},
		{"< = 9", "_ _ 9", "<=9", ""},
		{"n ≤ 5", "n < 5", "n≤5", "<"},
	} {
		for _, em := range []float64{19, 28, 50} { // 9 points at 150 dpi to 12 at 300
			picture := face.typeset(t, test.printed, em, 0)
			got := Comparators(picture, spread(t, picture, test.read))
			if got.Text != test.want {
				t.Errorf("%q read as %q at %g: got %q, want %q", test.printed, test.read, em, got.Text, test.want)
				continue
			}
			for _, r := range got.Runes {
				if comparator.Read(r.Text).Sign && (r.Raw != test.raw || r.P < 0.9) {
					t.Errorf("%q read as %q at %g: raw %q with %.2f, want %q, surely", test.printed, test.read, em, r.Raw, r.P, test.raw)
				}
			}
		}
	}
}

func TestLeavesOrdinaryTextAlone(t *testing.T) {
	face := goFace(t)
	for _, text := range []string{"1 9", "7 9", "( 3 )", "- 5", "2 5", "Z 5", "= 5", "V 5", "/ 5", "« 5", "4 7", "A < B", "< a b >"} {
		for _, em := range []float64{19, 28, 50} {
			picture := face.typeset(t, text, em, 0)
			line := spread(t, picture, text)
			if got := Comparators(picture, line); got.Text != line.Text {
				t.Errorf("%q at %g became %q", text, em, got.Text)
			}
		}
	}
}

func TestDoubtsANumberBehindUnreadInk(t *testing.T) {
	picture := goFace(t).typeset(t, "# 9", 28, 0)
	if got := Comparators(picture, spread(t, picture, "_ 9")); got.Text != "9" || got.Runes[0].P > 0.5 {
		t.Errorf("got %q with %.2f, want 9 with no more than 0.5", got.Text, got.Runes[0].P)
	}
}

func TestASecondLookChangesNothing(t *testing.T) {
	for _, read := range []string{"> 9", "2 9", "_ 9", "≥ 9"} {
		picture := goFace(t).typeset(t, "≥ 9", 28, 0)
		once := Comparators(picture, spread(t, picture, read))
		twice := Comparators(picture, once)
		for i := range once.Runes {
			if i >= len(twice.Runes) || twice.Runes[i] != once.Runes[i] {
				t.Errorf("read as %q: %+v became %+v", read, once.Runes, twice.Runes)
				break
			}
		}
	}
}

// signs are the comparators as they are printed, and what they mean.
var signs = map[rune]string{
	'≥': "≥", '≧': "≥", '⩾': "≥", '≤': "≤", '≦': "≤", '⩽': "≤", '＞': ">", '>': ">", '＜': "<", '<': "<",
}

// signsIn are the comparators of a text.
func signsIn(text string) string {
	var b strings.Builder
	for _, r := range text {
		b.WriteString(signs[r])
	}
	return b.String()
}

// Faces are held out from those that thresholds were set on. The shares are
// under what was measured: 0.994 right, 0.999 of those with a P of 0.95.
func TestReadsComparatorsInFacesHeldOut(t *testing.T) {
	if testing.Short() {
		t.Skip("it reads some hundred lines")
	}
	e := installedEngine(t)
	faces := typefaces(t, true)
	if len(faces) == 0 {
		t.Skip("no face with Han characters is held out")
	}
	r := rand.New(rand.NewPCG(7, 7))
	ways := printings()
	var all, right, sure, surelyRight, changed int
	for _, face := range faces {
		for _, text := range linesWithSigns(face, r) {
			picture := ways[r.IntN(len(ways))].print(t, face, text, r)
			line, err := e.Read(t.Context(), picture)
			if err != nil {
				t.Fatal(err)
			}
			ok := signsIn(line.Text) == signsIn(text)
			all++
			right += count(ok)
			if leastSignP(line) >= 0.95 {
				sure++
				surelyRight += count(ok)
			}
			if !ok {
				t.Logf("%s: %s read as %s", face.name, text, line.Text)
			}
			changed += count(!ok && signsIn(text) == "")
		}
	}
	t.Logf("%d lines in %d faces: %d right; %d sure, of them %d right; %d without a sign got one", all, len(faces), right, sure, surelyRight, changed)
	if float64(right) < 0.98*float64(all) || float64(surelyRight) < 0.99*float64(sure) || changed > 0 {
		t.Error("too many comparators are misread")
	}
}

func count(b bool) int {
	if b {
		return 1
	}
	return 0
}

func leastSignP(line Line) float64 {
	least := 1.0
	for _, r := range line.Runes {
		if comparator.Read(r.Text).Sign {
			least = min(least, r.P)
		}
	}
	return least
}

// linesWithSigns are lines of a form that a face has the characters for: one
// with each sign, and some without any.
func linesWithSigns(f typeface, r *rand.Rand) []string {
	values := []string{"95%", "12.5万元", "3", "1200人次", "20", "7天", "85分", "60.00万元", "2026年12月31日"}
	before := []string{"", "", "", "教师培训人次", "指标1：合格率", "（", "成本"}
	plain := []string{"1.开展培训3次", "（一）完成改造2处", "《办法》2份", "一级指标", "100%", "7", "三级指标", "达到98%", "第2季度", "12.5万元"}
	var lines []string
	for _, sign := range "≥≤≧≦⩾⩽＞＜><" {
		lines = append(lines, before[r.IntN(len(before))]+string(sign)+values[r.IntN(len(values))])
	}
	for range 3 {
		lines = append(lines, plain[r.IntN(len(plain))])
	}
	kept := lines[:0]
	for _, line := range lines {
		if f.has(line) {
			kept = append(kept, line)
		}
	}
	return kept
}
