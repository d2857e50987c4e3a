package store

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"mubiao/normalize"
)

// Overlay lays corrections, in the order of their making, over the reading of
// a form. It returns the record that is to be shown, with the rules checked
// again, and the corrections with their statuses. The reading is as it was.
//
// A correction follows its row: where another row has the name by now, and one
// alone, the correction is of that row, and its Pointer says so.
//
// Of several corrections of one place the last that is not undone counts. It
// is applied where the reading says what it said when the correction was made,
// or what the correction says; otherwise it is Stale, the record shows the
// reading, and an issue says so. What a target states as a number is read
// anew from a corrected target.
func Overlay(reading *normalize.Record, history []Correction) (normalize.Record, []Correction, error) {
	t, err := TreeOf(reading)
	if err != nil {
		return normalize.Record{}, nil, err
	}
	before, err := TreeOf(reading)
	if err != nil {
		return normalize.Record{}, nil, err
	}
	history = slices.Clone(history)
	takeBack(before, history, func(pointer string) bool { return rowOf(pointer) == "" })
	follow(before, history)
	takeBack(before, history, func(pointer string) bool { return rowOf(pointer) != "" })
	settle(t, before, history)
	put(t, history)
	r, err := t.record()
	if err != nil {
		return normalize.Record{}, nil, err
	}
	trust(&r, history)
	r.Issues = doubts(reading, &r, history)
	return r, history, nil
}

// follow moves corrections to the rows that they were made for.
func follow(reading Tree, history []Correction) {
	for i := range history {
		c := &history[i]
		row := rowOf(c.Pointer)
		if row == "" || !c.UndoneAt.IsZero() || c.Anchor == anchor(reading, c.Pointer) {
			continue
		}
		list, member := row[:strings.LastIndexByte(row, '/')], c.Pointer[len(row):]
		rows, _ := reading.Get(list).([]any)
		var found []string
		for n := range rows {
			if pointer := list + "/" + strconv.Itoa(n) + member; c.Anchor == anchor(reading, pointer) {
				found = append(found, pointer)
			}
		}
		if len(found) == 1 {
			c.Pointer = found[0]
		}
	}
}

// takeBack puts back into a reading, at the pointers asked for, what was read
// when corrections were made that it agrees with by now. Forms and rows have
// the names then by which corrections know them.
func takeBack(reading Tree, history []Correction, asked func(pointer string) bool) {
	for i := range history {
		c := &history[i]
		if _, err := fieldAt(c.Pointer); err != nil || !c.UndoneAt.IsZero() || !asked(c.Pointer) {
			continue
		}
		if string(stateAt(reading, c.Pointer)) == string(c.New) {
			reading.set(c.Pointer, decoded(c.Old))
		}
	}
}

// settle gives each correction its status. before is the reading as takeBack
// leaves it.
func settle(reading, before Tree, history []Correction) {
	last := make(map[string]int)
	for i := range history {
		c := &history[i]
		if !c.UndoneAt.IsZero() {
			c.Status = Undone
			continue
		}
		if before, ok := last[c.Pointer]; ok {
			history[before].Status = Replaced
		}
		last[c.Pointer] = i
		if c.Status = Applied; !c.fits(reading, before) {
			c.Status = Stale
		}
	}
}

// fits reports whether the reading at the place of a correction is the one
// that it was made for, or says by itself what it says.
func (c *Correction) fits(reading, before Tree) bool {
	now := string(stateAt(reading, c.Pointer))
	return c.Anchor == anchor(before, c.Pointer) && (now == string(c.Old) || now == string(c.New))
}

// stateAt is what a correction of a place depends on: the value of a field,
// all of a row, nothing of what is larger.
func stateAt(t Tree, pointer string) json.RawMessage {
	if _, err := fieldAt(pointer); err != nil && !isRow(pointer) {
		return json.RawMessage("null")
	}
	return EncodeValue(t.Get(pointer))
}

// isRow reports whether a pointer names a row, such as /indicators/3.
func isRow(pointer string) bool {
	parts := strings.Split(pointer, "/")
	return len(parts) == 3 && isOrdinal(parts[2]) && parts[1] != "header"
}

// rowOf is the pointer of the row that a pointer is of, or leads into; empty
// if it is of none.
func rowOf(pointer string) string {
	parts := strings.SplitN(pointer, "/", 4)
	if len(parts) < 3 || !isOrdinal(parts[2]) {
		return ""
	}
	return strings.Join(parts[:3], "/")
}

// put puts the corrections that apply into the tree: texts first, then what
// is read from targets, then what people say that targets state.
func put(t Tree, history []Correction) {
	var late []*Correction
	again := make(map[string]string) // row, and the unit that its reading has
	for i := range history {
		c := &history[i]
		if _, err := fieldAt(c.Pointer); c.Status != Applied || err != nil {
			continue
		}
		row, member := rowOf(c.Pointer), c.Pointer[strings.LastIndexByte(c.Pointer, '/')+1:]
		switch {
		case !strings.HasPrefix(row, "/indicators/"):
		case member == "op" || member == "value" || member == "unit":
			late = append(late, c)
			continue
		case readsTarget(t, c, row, member):
			again[row], _ = t.Get(row + "/unit").(string)
		}
		t.set(c.Pointer, decoded(c.New))
	}
	for row, unit := range again {
		readTarget(t, row, unit)
	}
	for _, c := range late {
		t.set(c.Pointer, decoded(c.New))
		agree(t, rowOf(c.Pointer))
	}
}

// readsTarget reports whether a correction changes what a target states: its
// text, or the name in whose brackets the unit of a bare number may stand.
func readsTarget(t Tree, c *Correction, row, member string) bool {
	if string(EncodeValue(t.Get(c.Pointer))) == string(c.New) {
		return false
	}
	return member == "target" || member == "level3" && strings.ContainsAny(ValueText(c.New), "(（") && t.Get(row+"/unit") == ""
}

// readTarget reads the target of a row anew. A unit that the reading has may
// come from a column of its own, of which nothing else is known.
func readTarget(t Tree, row, unit string) {
	target, _ := t.Get(row + "/target").(string)
	name, _ := t.Get(row + "/level3").(string)
	if !strings.HasSuffix(target, unit) {
		unit = ""
	}
	read := normalize.ReadTarget(target, name, unit)
	t.set(row+"/op", stated(read.Op))
	t.set(row+"/value", stated(read.Value))
	t.set(row+"/unit", stated(read.Unit))
}

// stated is a part of a reading as a value of a tree.
func stated(v any) any {
	b, err := json.Marshal(v)
	if err != nil {
		return nil // they all have a JSON
	}
	return decoded(b)
}

// agree makes a row keep that op, value and unit are there together or not at
// all: without an operator there is no number, and a number has a unit, be it
// the empty one.
func agree(t Tree, row string) {
	switch {
	case t.Get(row+"/op") == nil:
		t.set(row+"/value", nil)
		t.set(row+"/unit", nil)
	case t.Get(row+"/unit") == nil:
		t.set(row+"/unit", "")
	}
}

// trust says of the values that people corrected that they are sure.
func trust(r *normalize.Record, history []Correction) {
	for i := range history {
		c := &history[i]
		place, ok := r.Evidence[c.Pointer]
		if c.Status == Applied && ok && place.Confidence != nil {
			place.Confidence = new(1.0)
			r.Evidence[c.Pointer] = place
		}
	}
}

// doubts are the issues of a corrected record: those of its reading that no
// correction closes, what the rules find in it now, and stale corrections.
func doubts(reading, corrected *normalize.Record, history []Correction) []normalize.Issue {
	var issues []normalize.Issue
	found := normalize.Check(reading)
	for _, issue := range reading.Issues {
		if i := slices.Index(found, issue); i >= 0 {
			found = slices.Delete(found, i, i+1)
		} else if !slices.ContainsFunc(history, func(c Correction) bool { return c.settles(issue.Path) }) {
			issues = append(issues, issue)
		}
	}
	for _, issue := range normalize.Check(corrected) {
		accepts := func(c Correction) bool { return c.Accepted && c.settles(issue.Path) }
		if !slices.ContainsFunc(history, accepts) {
			issues = append(issues, issue)
		}
	}
	for i := range history {
		if history[i].Status == Stale {
			issues = append(issues, StaleIssue(&history[i]))
		}
	}
	return issues
}

// settles reports whether a correction leaves no doubt about the value at a
// pointer: it is of that place, of the row that it is in, or of the target
// that it is read from.
func (c *Correction) settles(pointer string) bool {
	switch {
	case c.Status != Applied:
		return false
	case c.Pointer == pointer:
		return true
	case isRow(c.Pointer):
		return strings.HasPrefix(pointer, c.Pointer+"/")
	}
	row, target := strings.CutSuffix(c.Pointer, "/target")
	return target && (pointer == row+"/op" || pointer == row+"/value" || pointer == row+"/unit")
}

// StaleIssue is the issue about a correction that is not applied any more.
func StaleIssue(c *Correction) normalize.Issue {
	return normalize.Issue{
		Code: CodeStale, Severity: normalize.Warning, Path: c.Pointer,
		Message: fmt.Sprintf("%s corrected %s to %s, but it is read otherwise by now: not applied", c.By, c.Old, c.New),
	}
}
