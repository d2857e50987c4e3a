package ocr

import "testing"

func TestMendsWhatLooksAlike(t *testing.T) {
	face := goFace(t)
	for name, test := range map[string]struct{ printed, read, want string }{
		"a stroke's name is a comma":         {"A ‚ B", "A 丶 B", "A、B"},
		"a letter among figures":             {"1 0 3", "1 O З", "103"},
		"a letter among letters":             {"C O 2", "C O 2", "CO2"},
		"per mille, its end dropped":         {"4 ‰", "4 %", "4‰"},
		"per cent":                           {"4 %", "4 %", "4%"},
		"an opening quotation mark is found": {"“ A ”", "_ A ”", "“A”"},
		"one is not invented":                {"A ”", "A ”", "A”"},
		"a thing that is no quotation mark":  {"# A ”", "_ A ”", "A”"},
	} {
		t.Run(name, func(t *testing.T) {
			picture := face.typeset(t, test.printed, 30, 0)
			if got := Lookalikes(picture, spread(t, picture, test.read)); got.Text != test.want {
				t.Errorf("%q read as %q: got %q, want %q", test.printed, test.read, got.Text, test.want)
			}
		})
	}
}

func TestBlanksNeedRoom(t *testing.T) {
	for printed, want := range map[string]string{"95%": "95%", "A     B": "A B"} {
		picture := goFace(t).typeset(t, printed, 30, 0)
		s := newSearch(picture, nil)
		last := len(s.spans) - 1
		gap := float64(s.spans[last-1].to+s.spans[last].from) / 2
		runes := []Rune{}
		for i, r := range []rune(want) {
			if r != ' ' {
				c := s.spans[min(i, last)]
				runes = append(runes, Rune{Text: string(r), center: float64(c.from+c.to) / 2})
			}
		}
		runes = append(runes[:len(runes)-1], Rune{Text: " ", center: gap}, runes[len(runes)-1])
		if got := Lookalikes(picture, newLine(runes)); got.Text != want {
			t.Errorf("%q with a blank before its last character: got %q, want %q", printed, got.Text, want)
		}
	}
}
