package recent

import "testing"

func TestCacheKeepsWhatIsUsed(t *testing.T) {
	c := Cache[int, string]{Budget: 4}
	c.Put(0, "zero", 1)
	for i := 1; i < 100; i++ {
		c.Put(i, "other", 1)
		if v, ok := c.Get(0); !ok || v != "zero" {
			t.Fatalf("lost after %d others", i)
		}
	}
	if _, ok := c.Get(50); ok {
		t.Error("a value that was not used again is still kept")
	}
}

func TestCacheStaysWithinTwiceItsBudget(t *testing.T) {
	c := Cache[int, []byte]{Budget: 100}
	for i := range 1000 {
		c.Put(i, nil, 1+i%40)
		spent := 0
		for _, generation := range []map[int]entry[[]byte]{c.young, c.old} {
			for _, e := range generation {
				spent += e.cost
			}
		}
		if spent > 2*c.Budget {
			t.Fatalf("%d kept", spent)
		}
	}
}

func TestCacheRefusesWhatFillsIt(t *testing.T) {
	c := Cache[int, string]{Budget: 100}
	c.Put(1, "small", 10)
	c.Put(2, "large", 60)
	if _, ok := c.Get(2); ok {
		t.Error("large value is kept")
	}
	if _, ok := c.Get(1); !ok {
		t.Error("small value is lost")
	}
}

func TestZeroCacheKeepsTheLastValue(t *testing.T) {
	var c Cache[int, string]
	c.Put(1, "one", 1)
	if v, ok := c.Get(1); !ok || v != "one" {
		t.Error("lost")
	}
}
