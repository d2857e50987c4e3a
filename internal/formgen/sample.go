package formgen

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"

	"mubiao/normalize"
)

// A Sample is a document of one to four forms and how it was made.
type Sample struct {
	PDF     []byte
	Forms   []Form
	Style   Style
	Wording Wording
}

// maxForms is the most forms that a sample holds.
const maxForms = 4

// New makes the sample of a seed with the given features on a plain style
// and wording. The same seed and features give the same bytes.
func New(seed uint64, features ...Feature) (*Sample, error) {
	r := rand.New(rand.NewPCG(seed, 0))
	s := &Sample{Style: RandomStyle(r), Wording: RandomWording(r)}
	forms := count(r, 1, maxForms)
	s.vary(r, features)
	for range forms {
		s.Forms = append(s.Forms, Make(r, s.Wording))
	}
	return s, s.draw(r, seed)
}

// vary puts features on the sample's style and wording.
func (s *Sample) vary(r *rand.Rand, features []Feature) {
	for _, f := range features {
		if f.Style != nil {
			f.Style(r, &s.Style)
		}
		if f.Words != nil {
			f.Words(r, &s.Wording)
		}
	}
}

// draw sets the forms.
func (s *Sample) draw(r *rand.Rand, seed uint64) error {
	pdf, err := Draw(r, s.Style, s.Forms...)
	if err != nil {
		return fmt.Errorf("draw sample %d: %w", seed, err)
	}
	s.PDF = pdf
	return nil
}

// Truth is the records that a reader must find, in order.
func (s *Sample) Truth() []normalize.Record {
	records, _ := s.truths()
	return records
}

// truths are those records and what the header of each may hold besides.
func (s *Sample) truths() (records []normalize.Record, kept []map[string]string) {
	records = []normalize.Record{}
	for _, f := range s.Forms {
		for _, r := range f.records() {
			records, kept = append(records, r), append(kept, f.Kept)
		}
	}
	return records, kept
}

// TruthJSON is the truth as a corpus states it, for its judge.
func (s *Sample) TruthJSON() ([]byte, error) {
	b, err := json.MarshalIndent(map[string]any{"producer": "drawn", "forms": s.Truth()}, "", " ")
	if err != nil {
		return nil, fmt.Errorf("marshal truth: %w", err)
	}
	return append(b, '\n'), nil
}

// Named finds features by their names.
func Named(names ...string) ([]Feature, error) {
	var out []Feature
	all := Features()
next:
	for _, name := range names {
		for _, f := range all {
			if f.Name == name {
				out = append(out, f)
				continue next
			}
		}
		return nil, fmt.Errorf("no feature %q", name)
	}
	return out, nil
}
