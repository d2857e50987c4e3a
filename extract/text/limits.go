package text

// Limits bound what one page may cost. A field that is 0 takes its default.
type Limits struct {
	Operators int // operators run, those of form XObjects included; default 5 million
	Nesting   int // depth of q; default 4096
	FormDepth int // form XObjects within one another; default 24
	Decoded   int // bytes of content, each run of a form counted; default 256 MiB
	Glyphs    int // default 1 million
	Rulings   int // default 1 million
	Problems  int // problems recorded, further ones are only counted; default 32
}

// withDefaults fills in the fields that are 0. The defaults are two orders of
// magnitude above the fullest page of the documents that the reader was tried
// on: 21,093 operators, 8,049 glyphs, 572 rulings, 176 kB of content.
func (l Limits) withDefaults() Limits {
	set := func(field *int, value int) {
		if *field == 0 {
			*field = value
		}
	}
	set(&l.Operators, 5_000_000)
	set(&l.Nesting, 4096)
	set(&l.FormDepth, 24)
	set(&l.Decoded, 256<<20)
	set(&l.Glyphs, 1_000_000)
	set(&l.Rulings, 1_000_000)
	set(&l.Problems, 32)
	return l
}
