package font

import (
	"cmp"
	"slices"
)

// A span gives one value to the codes lo to hi, both included.
type span[T any] struct {
	lo, hi uint32
	to     T
}

// Spans is a table of spans, filled by add, closed by settle, and then only
// asked. Where spans overlap the one added last holds, as in a CMap.
type spans[T any] struct {
	list     []span[T]
	overlaps bool // list is in the order of adding, not of lo
}

func (s *spans[T]) add(lo, hi uint32, to T) {
	if lo <= hi {
		s.list = append(s.list, span[T]{lo, hi, to})
	}
}

// settle sorts the table, unless spans overlap: then their order matters.
func (s *spans[T]) settle() {
	ascending := func(list []span[T]) bool {
		for i := 1; i < len(list); i++ {
			if list[i].lo <= list[i-1].hi {
				return false
			}
		}
		return true
	}
	if ascending(s.list) {
		return
	}
	sorted := slices.Clone(s.list)
	slices.SortStableFunc(sorted, func(a, b span[T]) int { return cmp.Compare(a.lo, b.lo) })
	if s.overlaps = !ascending(sorted); !s.overlaps {
		s.list = sorted
	}
}

// find returns the span that holds for code. A nil table is empty.
func (s *spans[T]) find(code uint32) (span[T], bool) {
	if s == nil {
		return span[T]{}, false
	}
	if s.overlaps {
		for _, e := range slices.Backward(s.list) {
			if e.lo <= code && code <= e.hi {
				return e, true
			}
		}
		return span[T]{}, false
	}
	i, _ := slices.BinarySearchFunc(s.list, code, func(e span[T], code uint32) int {
		return cmp.Compare(e.hi, code)
	})
	if i < len(s.list) && s.list[i].lo <= code {
		return s.list[i], true
	}
	return span[T]{}, false
}
