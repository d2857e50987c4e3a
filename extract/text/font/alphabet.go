package font

import (
	"sync"

	"golang.org/x/text/encoding/charmap"
)

// openWinAnsi is WinAnsiEncoding (ISO 32000-1, annex D.2): Windows code page
// 1252, in which the codes that Windows leaves free are bullets.
var openWinAnsi = sync.OnceValue(func() *alphabet {
	a := charmapAlphabet(charmap.Windows1252)
	for code := 0x7F; code < len(a); code++ {
		if a[code] == "" {
			a[code] = "•"
		}
	}
	a[0xA0], a[0xAD] = " ", "-"
	return a
})

// openMacRoman is MacRomanEncoding (ISO 32000-1, annex D.2): that of Mac OS
// before the euro.
var openMacRoman = sync.OnceValue(func() *alphabet {
	a := charmapAlphabet(charmap.Macintosh)
	a[0xDB], a[0xCA] = "¤", " "
	return a
})

func charmapAlphabet(m *charmap.Charmap) *alphabet {
	a := new(alphabet)
	for code := range a {
		if text := string(m.DecodeByte(byte(code))); worthOf(text) != worthless {
			a[code] = text
		}
	}
	return a
}

// openAlphabet finds a base encoding by name; nil if there is none.
func openAlphabet(name string) *alphabet {
	switch name {
	case "WinAnsiEncoding":
		return openWinAnsi()
	case "MacRomanEncoding":
		return openMacRoman()
	case "StandardEncoding":
		return &openCore14().standard
	}
	return nil
}
