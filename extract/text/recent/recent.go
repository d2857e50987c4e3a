// Package recent keeps the values of a document that were used last, within
// a budget.
package recent

// A Cache keeps at least Budget and at most twice Budget of what was used
// last, as measured by the cost that each value is put with. It holds two
// generations: when the young one is full, the old one is dropped whole and
// the young one takes its place; a value that is asked for moves to the young
// one. Its zero value keeps nothing but the last value.
type Cache[K comparable, V any] struct {
	Budget int

	young, old map[K]entry[V]
	spent      int // by the young generation
}

type entry[V any] struct {
	value V
	cost  int
}

// Get looks a value up.
func (c *Cache[K, V]) Get(key K) (V, bool) {
	if e, ok := c.young[key]; ok {
		return e.value, true
	}
	e, ok := c.old[key]
	if ok {
		delete(c.old, key)
		c.put(key, e)
	}
	return e.value, ok
}

// Put keeps a value. One that costs more than half the budget is not kept:
// it would drive out the many that are asked for more often.
func (c *Cache[K, V]) Put(key K, value V, cost int) {
	if cost > c.Budget/2 && cost > 1 {
		return
	}
	c.put(key, entry[V]{value, cost})
}

func (c *Cache[K, V]) put(key K, e entry[V]) {
	if c.young == nil || c.spent+e.cost > c.Budget {
		c.old, c.young, c.spent = c.young, make(map[K]entry[V]), 0
	}
	c.young[key] = e
	c.spent += e.cost
}
