package main

import (
	"fmt"
	"strings"

	"mubiao/store"
)

// A tally sums up an import.
type tally struct {
	documents, forms, indicators int // read now
	known                        int // stored already
	older                        int // of these, as another version read them
	unread                       int // wholly or in part, now or before
	again                        int // of the documents, read before
	differing                    int // of these, otherwise than before
	values                       valueCount
}

// count counts a document.
func (t *tally) count(f finding) {
	if len(unread(&f.doc)) > 0 {
		t.unread++
	}
	if f.older {
		t.older++
	}
	switch {
	case f.known:
		t.known++
	case f.doc.Status != store.Failed:
		t.documents++
		t.forms += f.doc.Forms()
		for _, r := range f.doc.Records {
			t.indicators += len(r.Indicators)
		}
	}
}

// differ counts the differences of a document and returns their numbers.
func (t *tally) differ(differences []store.Difference) valueCount {
	t.differing++
	var count valueCount
	for _, d := range differences {
		switch d.Kind {
		case store.Changed:
			count.changed++
		case store.Added:
			count.added++
		case store.Removed:
			count.removed++
		}
	}
	t.values.changed += count.changed
	t.values.added += count.added
	t.values.removed += count.removed
	return count
}

func (t tally) String() string {
	parts := []string{fmt.Sprintf("%s read: %s, %s",
		counted(t.documents, "document"), counted(t.forms, "form"), counted(t.indicators, "indicator"))}
	switch {
	case t.differing > 0:
		parts = append(parts, fmt.Sprintf("%d of them again, %d otherwise than before: %s", t.again, t.differing, t.values))
	case t.again > 0:
		parts = append(parts, fmt.Sprintf("%d of them again, as before", t.again))
	}
	if t.known > 0 {
		parts = append(parts, fmt.Sprintf("%d stored before", t.known))
	}
	if t.older > 0 {
		parts = append(parts, fmt.Sprintf("%d of these by another version", t.older))
	}
	if t.unread > 0 {
		parts = append(parts, fmt.Sprintf("%d not readable", t.unread))
	}
	return strings.Join(parts, "; ")
}

// A valueCount counts values that are read otherwise than before.
type valueCount struct{ changed, added, removed int }

func (v valueCount) String() string {
	return fmt.Sprintf("%s changed, %d added, %d removed", counted(v.changed, "value"), v.added, v.removed)
}
