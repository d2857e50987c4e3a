package archive

import (
	"archive/zip"
	"encoding/binary"
	"hash/crc32"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// flagUTF8 of the general purpose flags says that a name is UTF-8 (APPNOTE
// 4.4.4, bit 11).
const flagUTF8 = 1 << 11

// allUTF8 reports whether all names that do not say so could be UTF-8. Names
// in GBK hardly ever could, and never all of an archive.
func allUTF8(members []*zip.File) bool {
	for _, m := range members {
		if m.Flags&flagUTF8 == 0 && !utf8.ValidString(m.Name) {
			return false
		}
	}
	return true
}

// memberName is the name of a member in UTF-8, its folders parted by /.
func memberName(file *zip.File, assumeUTF8 bool) string {
	name, ok := unicodePath(file)
	switch {
	case ok:
	case file.Flags&flagUTF8 != 0, assumeUTF8:
		name = strings.ToValidUTF8(file.Name, string(utf8.RuneError))
	default:
		// GB18030 is GBK and more; what is neither becomes U+FFFD.
		name, _ = simplifiedchinese.GB18030.NewDecoder().String(file.Name)
	}
	// Some programs of Windows write its own separator. In GBK the byte may be
	// half of a character, so this comes last.
	return strings.ReplaceAll(name, `\`, "/")
}

// extraUnicodePath is the number of the field in which Info-ZIP and others
// put a name in UTF-8 beside the one in the code page (APPNOTE 4.6.9).
const extraUnicodePath = 0x7075

// unicodePath returns the name that such a field holds, if it was made for the
// name that the member has.
func unicodePath(file *zip.File) (string, bool) {
	for extra := file.Extra; len(extra) >= 4; {
		id, size := binary.LittleEndian.Uint16(extra), int(binary.LittleEndian.Uint16(extra[2:]))
		extra = extra[4:]
		if size > len(extra) {
			return "", false
		}
		field := extra[:size]
		extra = extra[size:]
		const head = 5 // version 1, and the checksum of the name
		if id != extraUnicodePath || size < head || field[0] != 1 {
			continue
		}
		name := string(field[head:])
		return name, binary.LittleEndian.Uint32(field[1:]) == crc32.ChecksumIEEE([]byte(file.Name)) && utf8.ValidString(name)
	}
	return "", false
}
