package main

import (
	"testing"
	"time"
)

func TestMeasureCountsTheWorkOfAProcess(t *testing.T) {
	idle, err := measure(program{args: []string{"sh", "-c", "true"}})
	if err != nil {
		t.Fatal(err)
	}
	busy, err := measure(program{args: []string{"sh", "-c", "i=0; while [ $i -lt 200000 ]; do i=$((i+1)); done"}})
	if err != nil {
		t.Fatal(err)
	}
	if busy.cpu <= idle.cpu {
		t.Errorf("a busy process took %v, an idle one %v", busy.cpu, idle.cpu)
	}
	if idle.memory < 100<<10 || idle.memory > 1<<30 {
		t.Errorf("a shell took %d bytes", idle.memory)
	}
}

func TestARunThatFailsIsNotMeasured(t *testing.T) {
	if _, err := measure(program{args: []string{"false"}}); err == nil {
		t.Error("no error")
	}
}

func TestTheMedianIgnoresAnOutlier(t *testing.T) {
	got := medianOf([]cost{{3 * time.Second, 5}, {time.Hour, 1 << 40}, {2 * time.Second, 4}})
	if want := (cost{3 * time.Second, 5}); got != want {
		t.Errorf("got %v, want %v", got, want)
	}
}
