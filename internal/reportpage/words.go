package reportpage

import (
	"fmt"
	"strconv"
	"strings"
)

// grouped writes a number with a comma at each thousand.
func grouped(n int) string {
	digits := strconv.Itoa(n)
	var b strings.Builder
	for i, d := range digits {
		if left := len(digits) - i; i > 0 && left%3 == 0 && digits[i-1] != '-' {
			b.WriteByte(',')
		}
		b.WriteRune(d)
	}
	return b.String()
}

// counted writes a number of things, whose plural is regular.
func counted(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return grouped(n) + " " + thing + "s"
}

// share is a part of a whole in percent; a dash of nothing. What is more than
// none and less than all is not written as either.
func share(n, of int) string {
	if of == 0 {
		return "–"
	}
	percent := 100 * float64(n) / float64(of)
	switch {
	case n > 0 && percent < 0.05:
		return "< 0.1 %"
	case n < of && percent > 99.95:
		return "> 99.9 %"
	}
	return fmt.Sprintf("%.1f %%", percent)
}

// yearName is what a year is called; 0 is none.
func yearName(year int) string {
	if year == 0 {
		return "not printed"
	}
	return strconv.Itoa(year)
}
