package font

import (
	"strings"
	"unicode/utf8"
)

// Pictures are a font whose codes are signs, not letters, known by its name:
// office programs set ☑, □ and ✓ with it and name its codes, often as
// private-use characters U+F000 + code, where Unicode should stand.
type pictures struct {
	alphabet *alphabet
	letters  bool // the font also holds real Latin letters or digits
}

// picturesOf finds the sign font by a font's name; nil if it is none.
func picturesOf(name string) *pictures {
	name = strings.ToLower(withoutSubsetTag(name))
	name = strings.NewReplacer(" ", "", "-", "", ",", "").Replace(name)
	switch {
	case strings.HasPrefix(name, "wingdings2"):
		return &pictures{alphabet: &wingdings2}
	case strings.HasPrefix(name, "wingdings3"):
		return &pictures{alphabet: &wingdings3}
	case strings.HasPrefix(name, "wingdings"):
		return &pictures{alphabet: &wingdings}
	case strings.HasPrefix(name, "webdings"):
		return &pictures{alphabet: &webdings}
	// The equation editors of Office and WPS set signs with Symbol and MT
	// Extra; WPS has its own fonts with the same codes.
	case strings.HasPrefix(name, "mtextra"), strings.HasPrefix(name, "kingsoftextra"):
		return &pictures{alphabet: &mtExtra}
	case strings.HasPrefix(name, "symbol"), strings.HasPrefix(name, "kingsoftsign"):
		return &pictures{alphabet: &openCore14().symbol, letters: true}
	case strings.Contains(name, "zapfdingbats"):
		return &pictures{alphabet: &openCore14().zapf, letters: true}
	}
	return nil
}

// read takes what another source says about a code of the font and puts the
// sign in its place where that source only repeats the code.
func (p *pictures) read(text string) string {
	if p == nil {
		return text
	}
	r, size := utf8.DecodeRuneInString(text)
	if size == 0 || size != len(text) {
		return text
	}
	switch {
	case 0xF000 <= r && r <= 0xF0FF:
	case !p.letters && ' ' < r && r <= 0xFF: // a code: the font has no letters
	default:
		return text
	}
	if sign := p.alphabet[r&0xFF]; sign != "" {
		return sign
	}
	return string(0xF000 | r&0xFF)
}

// The signs of Wingdings and its like that documents use; the rest are unknown. Where the
// Unicode Standard has a character made for the Wingdings sign (Unicode 7.0,
// after document L2/11-052) that few programs read, the older one of the same
// look stands here: U+2611 ☑ for U+1F5F9, U+2612 ☒ for U+1F5F7, U+2713 ✓ for
// U+1F5F8.
var (
	wingdings = alphabet{
		' ':  " ",
		0x21: "✏", 0x22: "✂", 0x23: "✁", 0x28: "☎", 0x29: "✆", 0x2A: "✉",
		0x3F: "✍", 0x41: "✌", 0x45: "☜", 0x46: "☞", 0x47: "☝", 0x48: "☟",
		0x4A: "☺", 0x4C: "☹", 0x52: "☼", 0x54: "❄",
		0x6C: "●", 0x6D: "❍", 0x6E: "■", 0x6F: "□", 0x70: "□", 0x71: "❑",
		0x72: "❒", 0x73: "⬧", 0x74: "⧫", 0x75: "◆", 0x76: "❖", 0x77: "⬥",
		0x78: "⌧", 0x7D: "❝", 0x7E: "❞",
		0x80: "⓪", 0x81: "①", 0x82: "②", 0x83: "③", 0x84: "④", 0x85: "⑤",
		0x86: "⑥", 0x87: "⑦", 0x88: "⑧", 0x89: "⑨", 0x8A: "⑩",
		0x8B: "⓿", 0x8C: "❶", 0x8D: "❷", 0x8E: "❸", 0x8F: "❹", 0x90: "❺",
		0x91: "❻", 0x92: "❼", 0x93: "❽", 0x94: "❾", 0x95: "❿",
		0x9E: "·", 0x9F: "•", 0xA1: "○", 0xA4: "◉", 0xA5: "◎",
		0xA7: "▪", 0xA8: "□", 0xAA: "✦", 0xAB: "★", 0xAC: "✶", 0xAD: "✴",
		0xAE: "✹", 0xAF: "✵", 0xB1: "⌖",
		0xD5: "⌫", 0xD6: "⌦", 0xD8: "➢", 0xDC: "➲",
		0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓",
		0xE3: "↖", 0xE4: "↗", 0xE5: "↙", 0xE6: "↘", 0xE8: "➔",
		0xEF: "⇦", 0xF0: "⇨", 0xF1: "⇧", 0xF2: "⇩", 0xF3: "⬄", 0xF4: "⇳",
		0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
	}
	wingdings2 = alphabet{
		' ':  " ",
		0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒",
		0x69: "⓪", 0x6A: "①", 0x6B: "②", 0x6C: "③", 0x6D: "④", 0x6E: "⑤",
		0x6F: "⑥", 0x70: "⑦", 0x71: "⑧", 0x72: "⑨", 0x73: "⑩",
		0x75: "❶", 0x76: "❷", 0x77: "❸", 0x78: "❹", 0x79: "❺",
		0x7A: "❻", 0x7B: "❼", 0x7C: "❽", 0x7D: "❾", 0x7E: "❿",
		0xA2: "■", 0xA3: "□",
	}
	wingdings3 = alphabet{
		' ':  " ",
		0x66: "←", 0x67: "→", 0x68: "↑", 0x69: "↓", 0x6A: "↖", 0x6B: "↗",
		0x70: "▲", 0x71: "▼", 0x72: "△", 0x73: "▽", 0x74: "◄", 0x75: "►",
		0x7D: "►",
	}
	webdings = alphabet{' ': " ", 'a': "✓", 'c': "□", 'g': "■", 'n': "●"}
	mtExtra  = alphabet{' ': " ", 'K': "…", 'L': "⋯", 'M': "⋮"}
)
