package main

import (
	"context"
	"slices"
	"time"

	"mubiao/extract"
	"mubiao/internal/reportpage"
	"mubiao/store"
	"mubiao/store/personal"
)

// A clipper draws the clips of a report, a document at a time and at most so
// many in all.
type clipper struct {
	db      store.Reader
	workers *workers
	s       *streams
	left    int
}

// What drawing the clips of a document may take. A page of forms takes a tenth
// of a second; where PDFium is not compiled yet, that takes 3 s of CPU time.
const (
	clipCPU  = 20 * time.Second
	clipWall = 60 * time.Second
)

func newClipper(ctx context.Context, db store.Reader, o *reportOptions, s *streams) (*clipper, error) {
	pool, err := startWorkers(ctx, readingOptions{jobs: 1, passwords: o.passwords, maxCPU: clipCPU, timeout: clipWall}, s)
	return &clipper{db, pool, s, o.clips}, err
}

// noClips explains why clips are missing that could be had.
const noClips = "no picture: the clips of this report are limited (--clips)"

// of are the clips of places in a document, one for each.
func (c *clipper) of(ctx context.Context, d *store.Doubtful, places []reportpage.Place) ([]reportpage.Clip, error) {
	clips := make([]reportpage.Clip, len(places))
	drawn := min(len(places), c.left)
	for i := drawn; i < len(places); i++ {
		clips[i].Missing = noClips
	}
	c.left -= drawn
	if drawn == 0 {
		return clips, nil
	}
	doc, err := c.db.Get(ctx, d.SHA256)
	if err != nil {
		return nil, err
	}
	ask, order := clipsWanted(&doc, places[:drawn])
	reply, err := c.draw(ctx, d.Path, ask)
	if err != nil {
		return nil, err
	}
	for i, at := range order {
		switch {
		case reply.Problem != "":
			clips[at].Missing = "no picture: " + reply.Problem
		case reply.Clips[i].Problem != "":
			clips[at].Missing = "no picture: " + reply.Clips[i].Problem
		default:
			clips[at].PNG = reply.Clips[i].PNG
		}
	}
	return clips, nil
}

// clipsWanted asks for the clips of some places, page by page. order are the
// places in the order of the reply.
func clipsWanted(doc *store.Document, places []reportpage.Place) (ask *clipRequest, order []int) {
	for i := range places {
		order = append(order, i)
	}
	slices.SortStableFunc(order, func(a, b int) int { return places[a].Page - places[b].Page })
	ask = &clipRequest{SHA256: doc.SHA256, Header: peopleIn(doc)}
	for _, i := range order {
		number := places[i].Page
		if last := len(ask.Pages) - 1; last < 0 || ask.Pages[last].Number != number {
			ask.Pages = append(ask.Pages, clipPage{Number: number, Covered: peopleAt(doc, number)})
		}
		page := &ask.Pages[len(ask.Pages)-1]
		page.Cells = append(page.Cells, boxOf(places[i].Box))
	}
	return ask, order
}

func boxOf(b [4]float64) extract.Rect { return extract.Rect{X0: b[0], Y0: b[1], X1: b[2], Y1: b[3]} }

// peopleIn are the header fields about people of all forms of a document, as
// they stand on its pages.
func peopleIn(doc *store.Document) map[string]string {
	people := make(map[string]string)
	for i := range doc.Records {
		for label, value := range doc.Reading(i).Header {
			if personal.IsPersonal(label) {
				for people[label] != "" { // of another form
					label += " "
				}
				people[label] = value
			}
		}
	}
	return people
}

// peopleAt are the places on a page where such fields were read.
func peopleAt(doc *store.Document, page int) (places []extract.Rect) {
	for i := range doc.Records {
		for pointer, place := range doc.Records[i].Evidence {
			if place.Page == page && personal.IsPersonalField(pointer) {
				places = append(places, boxOf(place.Box))
			}
		}
	}
	return places
}

// draw has a worker draw the clips of the document at a path. An error is none
// of the document's.
func (c *clipper) draw(ctx context.Context, path string, ask *clipRequest) (reply clipReply, err error) {
	problem, err := c.workers.draw(ctx, c.s, path, func(r *request) { r.Clips = ask }, &reply)
	if problem != "" {
		reply.Problem = problem
	}
	return reply, err
}

func (c *clipper) close() { c.workers.close() }
