package store

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"mubiao/normalize"
	"mubiao/normalize/zh"
)

// Amend makes a change of a form into a correction of its reading, over the
// corrections made before; the store gives it its ID. The errors are those of
// Corrector.Correct.
func Amend(reading *normalize.Record, history []Correction, change Change) (Correction, error) {
	if change.By == "" || change.Why == "" {
		return Correction{}, errors.New("a correction needs who made it and why")
	}
	original, err := TreeOf(reading)
	if err != nil {
		return Correction{}, err
	}
	record, history, err := Overlay(reading, history)
	if err != nil {
		return Correction{}, err
	}
	shown, err := TreeOf(&record)
	if err != nil {
		return Correction{}, err
	}
	c := Correction{
		SHA256: change.SHA256, Form: change.Form, Pointer: change.Pointer, By: change.By, Why: change.Why,
		At: change.At.UTC().Truncate(time.Second), Status: Applied,
		Old: stateAt(original, change.Pointer), Anchor: anchor(original, change.Pointer),
	}
	if change.At.IsZero() {
		c.At = time.Now().UTC().Truncate(time.Second)
	}
	if err := c.settleNew(shown, &record, change); err != nil {
		return Correction{}, err
	}
	if c.Accepted && slices.ContainsFunc(history, c.repeats) {
		return Correction{}, ErrSame
	}
	return c, nil
}

// settleNew finds the new value: the one shown if it is accepted.
func (c *Correction) settleNew(shown Tree, r *normalize.Record, change Change) error {
	now := stateAt(shown, c.Pointer)
	seen := change.Shown == nil || sameValue(change.Shown, now)
	if change.Accept {
		if c.New, c.Accepted = now, true; !seen {
			return &ChangedError{c.Pointer, change.Shown, now}
		}
		return canAccept(shown, r, c.Pointer)
	}
	f, err := fieldAt(c.Pointer)
	if err != nil {
		return err
	}
	if c.New, err = f.canonical(shown, c.Pointer, change.New); err != nil {
		return err
	}
	c.Accepted = bytes.Equal(c.New, now)
	switch {
	case seen:
		return nil
	case c.Accepted:
		return ErrSame
	}
	return &ChangedError{c.Pointer, change.Shown, now}
}

// sameValue reports whether two values of a field are one; no text is the
// empty text.
func sameValue(a, b json.RawMessage) bool {
	return bytes.Equal(a, b) || ValueText(a) == "" && ValueText(b) == ""
}

// repeats reports whether a correction that counts has accepted the same.
func (c *Correction) repeats(before Correction) bool {
	return before.Status == Applied && before.Accepted && before.Pointer == c.Pointer && bytes.Equal(before.New, c.New)
}

// canAccept refuses a pointer at which nothing stands that could be right.
func canAccept(shown Tree, r *normalize.Record, pointer string) error {
	if _, err := fieldAt(pointer); err == nil && (rowOf(pointer) == "" || shown.Get(rowOf(pointer)) != nil) {
		return nil
	}
	doubted := func(issue normalize.Issue) bool { return issue.Path == pointer }
	if slices.ContainsFunc(r.Issues, doubted) || isRow(pointer) && shown.Get(pointer) != nil {
		return nil
	}
	return &PointerError{pointer, "no value and no issue is there to accept"}
}

// canonical writes a value as the record does, once it is put there.
func (f field) canonical(shown Tree, pointer string, value json.RawMessage) (json.RawMessage, error) {
	v := decoded(value)
	if text, ok := v.(string); f.required && v == nil || ok && f.choices != nil && !slices.Contains(f.choices, text) {
		return nil, &PointerError{pointer, fmt.Sprintf("%s is none of %s", value, strings.Join(f.choices, " "))}
	}
	// A copy, so that what is shown stays.
	r, err := shown.record()
	if err != nil {
		return nil, err
	}
	t, err := TreeOf(&r)
	if err != nil {
		return nil, err
	}
	if !t.set(pointer, v) {
		return nil, &PointerError{pointer, "there is no such row"}
	}
	if r, err = t.record(); err != nil {
		return nil, &PointerError{pointer, fmt.Sprintf("%s cannot stand there: %v", value, err)}
	}
	return ValueAt(&r, pointer)
}

// decoded is JSON as a value of a tree; nil for what is no JSON.
func decoded(value json.RawMessage) any {
	dec := json.NewDecoder(bytes.NewReader(value))
	dec.UseNumber()
	var v any
	if dec.Decode(&v) != nil {
		return nil
	}
	return v
}

// anchor tells what the form and the row at a pointer are called in a reading,
// by names that a correction of that pointer does not change itself. Forms and
// rows are known by their ordinals, which a newer reader may count otherwise.
func anchor(reading Tree, pointer string) string {
	name := func(keys ...string) string {
		for _, key := range keys {
			if text, _ := reading.Get(key).(string); text != "" && key != pointer {
				return zh.Key(text)
			}
		}
		return ""
	}
	row, rowName := rowOf(pointer), ""
	switch {
	case strings.HasPrefix(row, "/indicators/"):
		rowName = name(row+"/level3", row+"/target") + " " + name(row+"/scope")
	case strings.HasPrefix(row, "/funds/"):
		rowName = name(row+"/label", row+"/item") + " " + name(row+"/scope")
	case strings.HasPrefix(row, "/tasks/"):
		rowName = name(row+"/name", row+"/content")
	}
	return strings.Join([]string{string(EncodeValue(reading.Get("/source/pages/0"))), name("/project", "/unit", "/department"), rowName}, "\n")
}
