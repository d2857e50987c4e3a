package normalize

import (
	"regexp"
	"strconv"
	"strings"

	"mubiao/normalize/zh"
)

var (
	// folio is a page's number as no cell of a form prints one: 第 2 页 共 4 页,
	// — 2 —.
	folio = regexp.MustCompile(`^(?:第\d+页[,，/]?(?:共\d+页)?|共\d+页[,，/]?第\d+页|[-—–]+\d+[-—–]+)$`)
	// bareFolio is a number by itself, or with the number of pages.
	bareFolio = regexp.MustCompile(`^(\d{1,4})(?:/\d{1,4})?$`)
)

// withoutFolios are the lines of all pages but the numbers of the pages: in
// the middle of a table that goes on they would read as its cells.
func withoutFolios(pages [][]string) []string {
	var out []string
	for i, p := range pages {
		first, last := ends(p)
		for k, l := range p {
			s := zh.Squeeze(zh.Fold(l))
			if folio.MatchString(s) || (k == first || k == last) && isBareFolio(s, i+1) {
				continue
			}
			out = append(out, l)
		}
	}
	return out
}

// isBareFolio reports whether a line says the number of its page and no more.
func isBareFolio(line string, page int) bool {
	m := bareFolio.FindStringSubmatch(line)
	return m != nil && m[1] == strconv.Itoa(page)
}

// ends are the first and the last line of a page that are not blank.
func ends(lines []string) (first, last int) {
	first, last = -1, -1
	for k, l := range lines {
		if strings.TrimSpace(l) == "" {
			continue
		}
		if first < 0 {
			first = k
		}
		last = k
	}
	return first, last
}
