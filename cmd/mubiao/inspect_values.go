package main

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"mubiao/extract"
	"mubiao/normalize"
	"mubiao/store"
)

// A sightedValue is a value of a form and where it stands on the page.
type sightedValue struct {
	form    string // which of several forms on the page, from 1; empty for a single one
	pointer string // JSON pointer into the record
	box     extract.Rect
	text    string   // the value as JSON
	doubts  []string // its issues
}

// values collects what stands on the page: values with evidence there, each
// with its issues; then the issues that point at no place, if their form
// stands on the page.
func (v *sight) values() []sightedValue {
	var onPage []normalize.Record
	for _, r := range v.records {
		if stands(r, v.page.Number) {
			onPage = append(onPage, r)
		}
	}
	var all []sightedValue
	for i, r := range onPage {
		for _, value := range sighted(r, v.page.Number) {
			if len(onPage) > 1 {
				value.form = strconv.Itoa(i + 1)
			}
			all = append(all, value)
		}
	}
	return all
}

func sighted(r normalize.Record, page int) []sightedValue {
	doubts := make(map[string][]string)
	for _, issue := range r.Issues {
		doubts[issue.Path] = append(doubts[issue.Path], fmt.Sprintf("%s %s: %s", issue.Severity, issue.Code, issue.Message))
	}
	var values []sightedValue
	tree, _ := store.TreeOf(&r) // it has a JSON; of none, all values are null
	pointers := r.Evidence.Pointers()
	slices.SortStableFunc(pointers, comparePointers)
	for _, pointer := range pointers {
		place, found := r.Evidence[pointer], doubts[pointer]
		delete(doubts, pointer)
		if place.Page == page {
			box := extract.Rect{X0: place.Box[0], Y0: place.Box[1], X1: place.Box[2], Y1: place.Box[3]}
			values = append(values, sightedValue{pointer: pointer, box: box, text: jsonText(tree.Get(pointer)), doubts: found})
		}
	}
	for _, issue := range r.Issues {
		if found := doubts[issue.Path]; found != nil {
			values = append(values, sightedValue{pointer: issue.Path, doubts: found})
			delete(doubts, issue.Path)
		}
	}
	return values
}

// stands reports whether a form stands on a page; one without pages is of
// plain text, which is a single page.
func stands(r normalize.Record, page int) bool {
	return len(r.Source.Pages) == 0 || slices.Contains(r.Source.Pages, page)
}

// comparePointers orders JSON pointers step by step, indices as numbers.
func comparePointers(a, b string) int {
	return slices.CompareFunc(strings.Split(a, "/"), strings.Split(b, "/"), func(a, b string) int {
		m, errA := strconv.Atoi(a)
		n, errB := strconv.Atoi(b)
		if errA == nil && errB == nil {
			return cmp.Compare(m, n)
		}
		return cmp.Compare(a, b)
	})
}
