package reportpage

import (
	"fmt"

	"mubiao/store"
)

// A doubt are the issues of one code about one cell, or about none that is
// known. Text that has no place in a form is often many issues about one.
type doubt struct {
	store.ListedIssue // the first
	Others            []store.ListedIssue
	More              int // that are not shown
	Clip              Clip
}

// othersShown is how many Others a doubt has at most.
const othersShown = 5

// DoubtsOf are the listed issues of a document with their clips, for the
// template.
func (v *view) DoubtsOf(d *store.Doubtful) ([]doubt, error) {
	doubts, places := gathered(d.Issues)
	clips, err := v.Clips(d, places)
	if err != nil {
		return nil, err
	}
	if len(clips) != len(places) {
		return nil, fmt.Errorf("%d clips of %d places", len(clips), len(places))
	}
	at := make(map[Place]Clip)
	for i, place := range places {
		at[place] = clips[i]
	}
	for i := range doubts {
		if place, ok := placeOf(&doubts[i].ListedIssue); ok {
			doubts[i].Clip = at[place]
		} else {
			doubts[i].Clip.Missing = "no picture: it is about more than one value, or about one that is missing"
		}
	}
	return doubts, nil
}

// gathered puts issues of one code and place together, and lists the places,
// each once.
func gathered(issues []store.ListedIssue) (doubts []doubt, places []Place) {
	type key struct {
		code  string
		place Place
	}
	known, seen := make(map[key]int), make(map[Place]bool)
	for i := range issues {
		issue := &issues[i]
		place, ok := placeOf(issue)
		if !ok {
			doubts = append(doubts, doubt{ListedIssue: *issue})
			continue
		}
		if !seen[place] {
			seen[place], places = true, append(places, place)
		}
		k := key{issue.Code, place}
		if at, ok := known[k]; ok {
			doubts[at].add(issue)
			continue
		}
		known[k] = len(doubts)
		doubts = append(doubts, doubt{ListedIssue: *issue})
	}
	return doubts, places
}

func (d *doubt) add(issue *store.ListedIssue) {
	if len(d.Others) == othersShown {
		d.More++
		return
	}
	d.Others = append(d.Others, *issue)
}

func placeOf(issue *store.ListedIssue) (Place, bool) {
	if issue.Box == nil || issue.Page == 0 {
		return Place{}, false
	}
	return Place{issue.Page, *issue.Box}, true
}
