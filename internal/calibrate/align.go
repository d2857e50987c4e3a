package calibrate

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/text/width"

	"mubiao/normalize"
)

// pairElements calls pair for the elements of two lists that belong together, in
// their order within each scope; -1 for one that has no counterpart.
func pairElements(a, b []any, keys []string, pair func(i, j int)) {
	for _, midterm := range []bool{true, false} {
		x, kx := ofScope(a, midterm, keys)
		y, ky := ofScope(b, midterm, keys)
		align(kx, ky, func(i, j int) {
			p, q := -1, -1
			if i >= 0 {
				p = x[i]
			}
			if j >= 0 {
				q = y[j]
			}
			pair(p, q)
		})
	}
}

// ofScope are the indices of a list's elements of the mid-term, or of others, and
// what each is known by.
func ofScope(list []any, midterm bool, keys []string) (indices []int, known [][]rune) {
	for i, v := range list {
		element, _ := v.(map[string]any)
		if (element["scope"] == string(normalize.Midterm)) != midterm {
			continue
		}
		var key strings.Builder
		for _, k := range keys {
			key.WriteString(compared(k, element[k]))
		}
		indices, known = append(indices, i), append(known, []rune(key.String()))
	}
	return indices, known
}

// leastAlike is the similarity that two elements have at least that are one.
const leastAlike = 0.4

// align pairs two lists so that what is paired is as similar as can be, keeping
// their order.
func align(a, b [][]rune, pair func(i, j int)) {
	alike := make([][]float64, len(a))
	best := make([][]float64, len(a)+1)
	for i := range best {
		best[i] = make([]float64, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		alike[i] = make([]float64, len(b))
		for j := len(b) - 1; j >= 0; j-- {
			if alike[i][j] = similarity(a[i], b[j]); alike[i][j] < leastAlike {
				alike[i][j] = -1
			}
			best[i][j] = max(best[i+1][j], best[i][j+1], best[i+1][j+1]+alike[i][j])
		}
	}
	for i, j := 0, 0; i < len(a) || j < len(b); {
		switch {
		case i < len(a) && j < len(b) && best[i][j] == best[i+1][j+1]+alike[i][j]:
			pair(i, j)
			i, j = i+1, j+1
		case i < len(a) && (j == len(b) || best[i][j] == best[i+1][j]):
			pair(i, -1)
			i++
		default:
			pair(-1, j)
			j++
		}
	}
}

// similarity is 1 for equal texts, 0 for those that have nothing in common.
func similarity(a, b []rune) float64 {
	longer := max(len(a), len(b))
	if longer == 0 {
		return 1
	}
	row := make([]int, len(b)+1) // of the distances between the beginnings of both
	for j := range row {
		row[j] = j
	}
	for i, x := range a {
		diagonal := row[0]
		row[0] = i + 1
		for j, y := range b {
			changed := diagonal + count(x != y)
			diagonal = row[j+1]
			row[j+1] = min(changed, row[j+1]+1, row[j]+1)
		}
	}
	return 1 - float64(row[len(b)])/float64(longer)
}

// tree is a record as its JSON says it.
func tree(r *normalize.Record) (map[string]any, error) {
	content, err := json.Marshal(r)
	if err != nil {
		return nil, err
	}
	var t map[string]any
	return t, json.Unmarshal(content, &t)
}

// compared is the text of a value as it is compared, empty for none: a level
// with and without 指标 is one, = may be left out before a number, and that
// nothing deviated is said in several ways.
func compared(name string, value any) string {
	if value == nil {
		return ""
	}
	text := folded(fmt.Sprint(value))
	switch name {
	case "level1", "level2":
		return strings.TrimSuffix(text, "指标")
	case "target":
		return strings.TrimLeft(text, "=")
	case "deviation":
		if slices.Contains([]string{"无", "-", "/", "*", "0"}, text) {
			return ""
		}
	}
	return text
}

// sameSigns makes one of the ways in which a sign is printed.
var sameSigns = strings.NewReplacer("≧", "≥", "⩾", "≥", "≦", "≤", "⩽", "≤", "“", `"`, "”", `"`, "‘", "'", "’", "'",
	"—", "-", "–", "-", "～", "~", "•", "·", "・", "·", "═", "=")

// folded is a text without blanks and wide characters.
func folded(text string) string {
	return strings.Join(strings.Fields(sameSigns.Replace(width.Narrow.String(text))), "")
}
