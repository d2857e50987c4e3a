package store

import "strings"

// A pair is a member of an older list and the member of a newer one that it
// became; -1 where it has none.
type pair struct{ old, new int }

// nameKeys are the members by which a form or a row is known again, where it
// has them.
var nameKeys = []string{"form", "title", "fiscal_year", "project", "unit", "scope", "item", "name", "level3", "text"}

// align pairs the members of two lists in order: those of the same name as
// their longest common subsequence has them, and what lies between two such
// pairs one by one, so that a row whose name is read otherwise is still that
// row.
func align(older, newer []any) []pair {
	a, b := namesOf(older), namesOf(newer)
	var pairs []pair
	i, j := 0, 0
	for _, anchor := range append(common(a, b), pair{len(a), len(b)}) {
		for i < anchor.old || j < anchor.new {
			next := pair{-1, -1}
			if i < anchor.old {
				next.old, i = i, i+1
			}
			if j < anchor.new {
				next.new, j = j, j+1
			}
			pairs = append(pairs, next)
		}
		if i < len(a) || j < len(b) {
			pairs = append(pairs, anchor)
			i, j = i+1, j+1
		}
	}
	return pairs
}

func namesOf(list []any) []string {
	names := make([]string, len(list))
	for i, value := range list {
		row, isRow := value.(map[string]any)
		if !isRow {
			names[i] = printed(value)
			continue
		}
		var parts []string
		for _, key := range nameKeys {
			parts = append(parts, printed(row[key]))
		}
		names[i] = strings.Join(parts, "\x00")
	}
	return names
}

// alignMost bounds the table of common, in cells: 4 MiB. Lists beyond it, of
// more than a thousand members each, are paired by place.
const alignMost = 1 << 20

// common is a longest common subsequence of two lists.
func common(a, b []string) []pair {
	if len(a)*len(b) > alignMost {
		return nil
	}
	width := len(b) + 1
	longest := make([]int32, (len(a)+1)*width) // of a[i:] and b[j:], at i*width+j
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i] == b[j] {
				longest[i*width+j] = longest[(i+1)*width+j+1] + 1
			} else {
				longest[i*width+j] = max(longest[(i+1)*width+j], longest[i*width+j+1])
			}
		}
	}
	var pairs []pair
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] == b[j]:
			pairs = append(pairs, pair{i, j})
			i, j = i+1, j+1
		case longest[(i+1)*width+j] >= longest[i*width+j+1]:
			i++
		default:
			j++
		}
	}
	return pairs
}
