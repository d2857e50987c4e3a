package formgen

import (
	"fmt"
	"hash/fnv"
	"math/rand/v2"
)

// A Family is a layout that many forms share, with the variants in which it
// occurs.
type Family struct {
	Name     string // v2, as the catalogue of forms numbers it
	Variants []Variant
}

// A Variant is one way in which a family's forms are laid out.
type Variant struct {
	Name string
	// Wide says that the form has too many columns for upright paper.
	Wide bool
	// Alone says that a document holds one such form, a list of projects.
	Alone bool
	// style is what the variant's exports have in common; nil for nothing.
	style func(*Style)
	// doubtful is as in a Feature.
	doubtful bool
	make     func(*maker)
}

// Families is every family but the plain annual form, which New makes, in an
// order that stays.
func Families() []Family {
	return []Family{
		{"v1", annualVariants()},
		{"v2", midtermVariants()},
		{"v3", oldVariants()},
		{"v4", goalStyleVariants()},
		{"v5", transferVariants()},
		{"v6", reliefVariants()},
		{"v7", listingVariants()},
		{"v8", flatVariants()},
		{"v9", costVariants()},
		{"v10", shanghaiVariants()},
		{"v11", guangdongVariants()},
		{"v12", hubeiVariants()},
		{"v13", departmentVariants()},
		{"v14", evaluationVariants()},
		{"v15", sichuanVariants()},
		{"v16", wholeEvaluationVariants()},
		{"v17", proseVariants()},
	}
}

// FamilyNamed finds a family by its name.
func FamilyNamed(name string) (Family, error) {
	for _, f := range Families() {
		if f.Name == name {
			return f, nil
		}
	}
	return Family{}, fmt.Errorf("no family %q", name)
}

// maxFamilyForms is the most forms that a sample of a family holds.
const maxFamilyForms = 3

// NewFamily makes the sample of a seed in a variant of a family, as New does
// for the plain annual form.
func NewFamily(seed uint64, v Variant, features ...Feature) (*Sample, error) {
	r := rand.New(rand.NewPCG(seed, v.stream()))
	s := &Sample{Style: RandomStyle(r), Wording: RandomWording(r)}
	if v.Wide || chance(r, 0.1) {
		s.Style.Width, s.Style.Height = a4Long, a4Short
	}
	forms := count(r, 1, maxFamilyForms)
	if v.Alone {
		forms = 1
	}
	if v.style != nil {
		v.style(&s.Style)
	}
	s.vary(r, features)
	for range forms {
		m := newMaker(r, s.Wording)
		v.make(m)
		if s.Wording.Notes {
			m.form.Below = append(m.form.Below, some(r, notes, 1)...)
		}
		s.Forms = append(s.Forms, m.form)
	}
	s.Style.makeRoom(s.Forms)
	return s, s.draw(r, seed)
}

// stream keeps the chances of one variant apart from those of another.
func (v Variant) stream() uint64 {
	h := fnv.New64a()
	h.Write([]byte(v.Name)) // a hash takes all
	return h.Sum64()
}
