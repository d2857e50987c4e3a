package ocr

import (
	"image"
	"math"
)

const (
	// semicolonTail is the height of the lower part of ； over that of the upper
	// one, at least, and colonTail what it is at most of ：. Blur makes both
	// parts higher and the ratio smaller.
	semicolonTail, colonTail = 1.4, 1.1
	// leastTail is how many pixels the lower part is higher, at least.
	leastTail = 2
	// colonP is the probability of a mark that was told by its tail.
	colonP = 0.9
)

// mendColons tells ： and ； by the lower of their two parts, where the picture
// shows both. The network confuses them within sentences.
func (s *search) mendColons() {
	for i := range s.runes {
		text := s.runes[i].Text
		if text != "：" && text != "；" && text != ":" && text != ";" {
			continue
		}
		upper, lower, ok := s.twoParts(i)
		if !ok || !s.insideSentence(i) {
			continue
		}
		tail := float64(lower.Dy()) / float64(upper.Dy())
		semicolon := text == "；" || text == ";"
		switch {
		case !semicolon && tail >= semicolonTail && lower.Dy() >= upper.Dy()+leastTail:
			s.reread(i, map[string]string{"：": "；", ":": ";"}[text])
			s.runes[i].P = colonP
		case semicolon && tail <= colonTail && lower.Dy() < upper.Dy()+leastTail:
			s.reread(i, map[string]string{"；": "：", ";": ":"}[text])
			s.runes[i].P = colonP
		}
	}
}

// insideSentence reports whether words stand before and behind a rune. Labels
// and numbering (指标1：) are short and end with ： alone.
func (s *search) insideSentence(i int) bool {
	return i >= longestLabel && isHan(s.textAt(i-1)) && i+1 < len(s.runes)
}

// longestLabel is the number of characters up to which what stands before a ：
// may be a label.
const longestLabel = 8

// twoParts are the pieces of ink of a rune that is two of them, one above the
// other.
func (s *search) twoParts(i int) (upper, lower image.Rectangle, ok bool) {
	columns := s.columnsOf(i)
	var parts []image.Rectangle
	for _, p := range strokes(s.sharp, dustSide) {
		if middle := (p.box.Min.X + p.box.Max.X) / 2; middle >= columns.Min.X && middle < columns.Max.X {
			parts = append(parts, p.box)
		}
	}
	if len(parts) != 2 {
		return upper, lower, false
	}
	upper, lower = parts[0], parts[1]
	if upper.Min.Y > lower.Min.Y {
		upper, lower = lower, upper
	}
	across := min(upper.Max.X, lower.Max.X) - max(upper.Min.X, lower.Min.X)
	return upper, lower, upper.Max.Y <= lower.Min.Y && 2*across >= min(upper.Dx(), lower.Dx()) && 3*upper.Dy() <= 2*s.tall
}

const (
	// equalFlat is how many times wider than high each stroke of = is at least.
	equalFlat = 1.8
	// equalAlike is the length of the shorter stroke over that of the longer.
	equalAlike = 0.75
	// equalP is the probability of a = that the picture shows.
	equalP = 0.97
)

// confirmEquals makes sure of = where the picture shows two flat strokes of one
// length: the network wavers between it, － and the wide ＝.
func (s *search) confirmEquals() {
	for i := range s.runes {
		if text := s.runes[i].Text; text != "=" && text != "＝" {
			continue
		}
		upper, lower, ok := s.twoParts(i)
		if !ok {
			continue
		}
		short, long := float64(min(upper.Dx(), lower.Dx())), float64(max(upper.Dx(), lower.Dx()))
		high := float64(max(upper.Dy(), lower.Dy()))
		if short >= equalFlat*high && short >= equalAlike*long {
			s.runes[i].P = math.Max(s.runes[i].P, equalP)
		}
	}
}
