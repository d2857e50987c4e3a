package normalize

import "strings"

// MendDates reads 日 at the end of a date and of 工作日 where thin print makes
// another narrow box of it: 6月308 and 6月30B are 6月30日, 15个工作8 is 15个工作日.
var MendDates = Mend{
	Name: "dates",
	Apply: func(t *scanned) {
		for at := 2; at < len(t.chars); at++ {
			if strings.ContainsRune("8B目曰白Ｂ口", t.chars[at].r) && t.endsWord(at+1) && (t.isDay(at) || t.text(at-2, at) == "工作") {
				t.replace(at, at+1, "日", mendedWord)
			}
		}
	},
}

// endsWord reports whether what stands at a place can stand behind a date: the
// end of the cell, 前 or a mark.
func (t *scanned) endsWord(at int) bool {
	return at == len(t.chars) || strings.ContainsRune("前之以内起止至-—~～，、。；）)", t.chars[at].r)
}

// isDay reports whether a month and a day of one or two figures stand before a
// character. An 8 may be a figure of the day; it is none if the day then would
// be none.
func (t *scanned) isDay(at int) bool {
	from := at
	for from > 0 && (isDigit(t.chars[from-1].r) || t.chars[from-1].r == ' ') {
		from--
	}
	day := strings.TrimSpace(t.text(from, at))
	if from == 0 || t.chars[from-1].r != '月' || day == "" || len(day) > 2 {
		return false
	}
	return t.chars[at].r != '8' || len(day) == 2 || day > "3"
}
