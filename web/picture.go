package web

import (
	"container/list"
	"errors"
	"net/http"
	"slices"
	"strconv"
	"sync"
)

// pictureWidths are the widths, in pixels, that pictures of pages are drawn in:
// a browser takes the one that its screen needs, and few different ones are
// kept.
var pictureWidths = []int{600, 900, 1200, 1800, 2400}

// PictureWidths are those that a page offers.
func (*documentView) PictureWidths() []int { return pictureWidths }

// Picture is the address of the picture of a page.
func (v *documentView) Picture(page pagePicture, people bool, width int) string {
	shown := ""
	if people {
		shown = peopleShown
	}
	return link("/d/"+v.ID+"/page/"+strconv.Itoa(page.Number), "w", width, "people", shown)
}

// cacheBytes bounds the pictures that are kept: some two hundred of a form.
const cacheBytes = 64 << 20

// A pictureKey names a picture.
type pictureKey struct {
	sha256      string
	page, width int
	people      bool // to be seen
}

// A pictureCache keeps the pictures that were asked for last. The zero value
// is empty.
type pictureCache struct {
	mu    sync.Mutex
	kept  map[pictureKey]*list.Element
	order list.List // of keptPicture, the last one asked for first
	bytes int
}

type keptPicture struct {
	key pictureKey
	png []byte
}

func (c *pictureCache) get(key pictureKey) ([]byte, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	e, ok := c.kept[key]
	if !ok {
		return nil, false
	}
	c.order.MoveToFront(e)
	return e.Value.(keptPicture).png, true
}

func (c *pictureCache) put(key pictureKey, png []byte) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if _, ok := c.kept[key]; ok || len(png) > cacheBytes {
		return
	}
	if c.kept == nil {
		c.kept = make(map[pictureKey]*list.Element)
	}
	c.kept[key] = c.order.PushFront(keptPicture{key, png})
	for c.bytes += len(png); c.bytes > cacheBytes; {
		last := c.order.Back()
		oldest := c.order.Remove(last).(keptPicture)
		delete(c.kept, oldest.key)
		c.bytes -= len(oldest.png)
	}
}

// picture answers with the picture of a page. A browser may keep it: other
// bytes have another id.
func (s *server) picture(w http.ResponseWriter, r *http.Request) error {
	n, err := strconv.Atoi(r.PathValue("n"))
	width := number(r, "w")
	if err != nil || !slices.Contains(pictureWidths, width) {
		return errNoSuchPage
	}
	sum, err := s.hash(r.Context(), r.PathValue("id"))
	if err != nil {
		return err
	}
	key := pictureKey{sum, n, width, r.URL.Query().Get("people") == peopleShown}
	png, kept := s.pictures.get(key)
	if !kept {
		if png, err = s.draw(r, key); err != nil {
			return err
		}
		s.pictures.put(key, png)
	}
	w.Header().Set("Content-Type", "image/png")
	w.Header().Set("Cache-Control", "private, max-age=86400, immutable")
	_, _ = w.Write(png) // whoever asked is gone, otherwise
	return nil
}

func (s *server) draw(r *http.Request, key pictureKey) ([]byte, error) {
	doc, err := s.stored(r.Context(), key.sha256)
	if err != nil {
		return nil, err
	}
	known := false
	for _, page := range doc.Pages {
		known = known || page.Number == key.page
	}
	if !known {
		return nil, errNoSuchPage
	}
	png, err := s.Picture(r.Context(), doc, key.page, key.width, key.people)
	var none *PictureError
	if errors.As(err, &none) {
		s.Log.Printf("picture of page %d of %s: %s", key.page, docID(key.sha256), none.Reason)
		return nil, &statusError{http.StatusNotFound, "no-picture"}
	}
	return png, err
}
