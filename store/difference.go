package store

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"

	"mubiao/normalize"
)

// A Difference is a value that a newer reading of a document reads otherwise.
type Difference struct {
	Kind DifferenceKind `json:"difference"`
	// Form is the place of the form in the newer reading, from 0; of a value
	// that was Removed, in the older one.
	Form int `json:"form"`
	// Pointer is the JSON pointer of the value in its record, in the newer
	// reading or, if Removed, in the older one.
	Pointer string `json:"pointer"`
	Old     string `json:"old"` // texts as they are, all else as in JSON; empty if Added
	New     string `json:"new"` // empty if Removed
}

// A DifferenceKind says what became of a value.
type DifferenceKind string

// The kinds of difference.
const (
	Changed DifferenceKind = "changed"
	Added   DifferenceKind = "added"
	Removed DifferenceKind = "removed"
)

// Differences lists the values that a newer reading of the same bytes reads
// otherwise, in the order of its forms. Places, issues and how a page was read
// are no values, and what people corrected does not count. Forms, and the rows
// of a form, are held against their like, by title and by name: one row more
// does not change all that follow it.
func Differences(older, newer *Document) ([]Difference, error) {
	before, err := valuesOf(older)
	if err != nil {
		return nil, err
	}
	after, err := valuesOf(newer)
	if err != nil {
		return nil, err
	}
	var c comparison
	for _, pair := range align(before, after) {
		c.old, c.new = pair.old, pair.new
		c.compare("", "", member(before, pair.old), member(after, pair.new))
	}
	return c.found, nil
}

// valuesOf are the readings of the forms as JSON has them, without what is no
// value.
func valuesOf(doc *Document) ([]any, error) {
	values := make([]any, len(doc.Records))
	for i := range values {
		record, err := TreeOf(doc.Reading(i))
		if err != nil {
			return nil, fmt.Errorf("form %d: %w", i, err)
		}
		delete(record, "source")
		delete(record, "evidence")
		delete(record, "issues")
		values[i] = map[string]any(record)
	}
	return values, nil
}

// A comparison gathers differences.
type comparison struct {
	old, new int // places of the form; -1 for none
	found    []Difference
}

// compare finds what differs between two values, of which one may be nil. Each
// has the pointer that it has in its own record.
func (c *comparison) compare(oldAt, newAt string, old, new any) {
	if old == nil && new == nil {
		return
	}
	oldMap, oldIsMap := old.(map[string]any)
	newMap, newIsMap := new.(map[string]any)
	oldList, oldIsList := old.([]any)
	newList, newIsList := new.([]any)
	switch {
	case (oldIsMap || old == nil) && (newIsMap || new == nil):
		for _, key := range keysOf(oldMap, newMap) {
			c.compare(oldAt+"/"+normalize.EscapeKey(key), newAt+"/"+normalize.EscapeKey(key), oldMap[key], newMap[key])
		}
	case (oldIsList || old == nil) && (newIsList || new == nil):
		for _, pair := range align(oldList, newList) {
			c.compare(oldAt+"/"+strconv.Itoa(pair.old), newAt+"/"+strconv.Itoa(pair.new),
				member(oldList, pair.old), member(newList, pair.new))
		}
	default:
		c.leaf(oldAt, newAt, old, new)
	}
}

func (c *comparison) leaf(oldAt, newAt string, old, new any) {
	was, is := printed(old), printed(new)
	switch {
	case old == nil:
		c.found = append(c.found, Difference{Added, c.new, newAt, "", is})
	case new == nil:
		c.found = append(c.found, Difference{Removed, c.old, oldAt, was, ""})
	case was != is:
		c.found = append(c.found, Difference{Changed, c.new, newAt, was, is})
	}
}

// printed is a value as a Difference holds it.
func printed(value any) string {
	switch value := value.(type) {
	case nil:
		return ""
	case string:
		return value
	case json.Number:
		return value.String()
	}
	text, _ := json.Marshal(value) // it came from JSON
	return string(text)
}

// keysOf are the keys of both maps in order.
func keysOf(a, b map[string]any) []string {
	keys := slices.AppendSeq(slices.Collect(maps.Keys(a)), maps.Keys(b))
	slices.Sort(keys)
	return slices.Compact(keys)
}

// member is the member of a list at a place, nil for -1.
func member(list []any, at int) any {
	if at < 0 {
		return nil
	}
	return list[at]
}
