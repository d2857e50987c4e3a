package store

import (
	"strings"

	"mubiao/normalize"
)

// PlaceOf returns the smallest known place that holds the value at a JSON
// pointer: its own, or the box around what is known of the nearest value that
// it is part of, on the first page of that. It reports false if there is none.
// The whole record has no place.
func PlaceOf(evidence normalize.Evidence, pointer string) (normalize.Place, bool) {
	for pointer != "" {
		if place, ok := evidence[pointer]; ok {
			return place, true
		}
		if place, ok := around(evidence, pointer+"/"); ok {
			return place, true
		}
		pointer = pointer[:max(strings.LastIndexByte(pointer, '/'), 0)]
	}
	return normalize.Place{}, false
}

// IssuePlace returns where an issue about the value at a JSON pointer stands:
// the page, from 1, and the box. Where no place is known, ok is false, and the
// page is that of a form on one page alone, or else 0.
func IssuePlace(r *normalize.Record, pointer string) (page int, box [4]float64, ok bool) {
	if place, ok := PlaceOf(r.Evidence, pointer); ok {
		return place.Page, place.Box, true
	}
	if len(r.Source.Pages) == 1 {
		page = r.Source.Pages[0]
	}
	return page, box, false
}

// around is the box around all members of a value, on the first of their
// pages.
func around(evidence normalize.Evidence, prefix string) (place normalize.Place, ok bool) {
	for pointer, p := range evidence {
		switch {
		case !strings.HasPrefix(pointer, prefix), ok && p.Page > place.Page:
		case !ok || p.Page < place.Page:
			place, ok = normalize.Place{Page: p.Page, Box: p.Box}, true
		default:
			place.Box = union(place.Box, p.Box)
		}
	}
	return place, ok
}

func union(a, b [4]float64) [4]float64 {
	return [4]float64{min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3])}
}
