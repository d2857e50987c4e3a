package main

import (
	"context"
	"errors"
	"iter"
	"sync/atomic"
	"testing"
	"time"
)

// given are tasks that are there from the start.
func given(tasks []int) func(context.Context) iter.Seq2[int, error] {
	return func(context.Context) iter.Seq2[int, error] {
		return func(yield func(int, error) bool) {
			for _, task := range tasks {
				if !yield(task, nil) {
					return
				}
			}
		}
	}
}

func TestResultsComeInTheOrderOfTheTasks(t *testing.T) {
	tasks := make([]int, 100)
	for i := range tasks {
		tasks[i] = i
	}
	var got []int
	err := inOrder(t.Context(), given(tasks), 8,
		func(_ context.Context, n int) (int, error) {
			time.Sleep(time.Duration(n%7) * 100 * time.Microsecond)
			return n, nil
		},
		func(n int) error { got = append(got, n); return nil })
	if err != nil {
		t.Fatal(err)
	}
	if len(got) != len(tasks) {
		t.Fatalf("%d results for %d tasks", len(got), len(tasks))
	}
	for i, n := range got {
		if i != n {
			t.Fatalf("result %d came at place %d", n, i)
		}
	}
}

func TestASlowFirstTaskHoldsTheOthersBack(t *testing.T) {
	const jobs = 4
	var started atomic.Int32
	release := make(chan struct{})
	go func() {
		time.Sleep(50 * time.Millisecond)
		close(release)
	}()
	peak := int32(0)
	_ = inOrder(t.Context(), given(make([]int, 1000)), jobs,
		func(context.Context, int) (int, error) {
			if started.Add(1) == 1 {
				<-release
			}
			return 0, nil
		},
		func(int) error {
			if peak == 0 {
				peak = started.Load()
			}
			return nil
		})
	if limit := int32(2*jobs + 1); peak > limit {
		t.Errorf("%d tasks were begun before the first was done, want at most %d", peak, limit)
	}
}

func TestAnErrorStopsTheWork(t *testing.T) {
	full := errors.New("disk full")
	var begun atomic.Int32
	err := inOrder(t.Context(), given(make([]int, 1000)), 2,
		func(context.Context, int) (int, error) { begun.Add(1); return 0, nil },
		func(int) error { return full })
	if !errors.Is(err, full) {
		t.Errorf("got %v, want %v", err, full)
	}
	if n := begun.Load(); n > 10 {
		t.Errorf("%d tasks were begun after an error", n)
	}
}

func TestAFailureOfTheWorkStopsItInItsTurn(t *testing.T) {
	lost := errors.New("no more processes")
	tasks := []int{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}
	var got []int
	err := inOrder(t.Context(), given(tasks), 4,
		func(_ context.Context, n int) (int, error) {
			if n == 5 {
				return 0, lost
			}
			time.Sleep(time.Millisecond)
			return n, nil
		},
		func(n int) error { got = append(got, n); return nil })
	if !errors.Is(err, lost) {
		t.Errorf("got %v, want %v", err, lost)
	}
	if len(got) != 5 {
		t.Errorf("%d results before the sixth failed: %v", len(got), got)
	}
}

func TestCancellingStopsTheWork(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	emitted := 0
	err := inOrder(ctx, given(make([]int, 1000)), 2,
		func(context.Context, int) (int, error) { return 0, nil },
		func(int) error {
			if emitted++; emitted == 3 {
				cancel()
			}
			return nil
		})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want %v", err, context.Canceled)
	}
	if emitted != 3 {
		t.Errorf("%d results were taken after the third cancelled", emitted-3)
	}
}

func TestTasksAreAskedForWhenSomebodyIsFree(t *testing.T) {
	const jobs = 4
	asked, emitted, ahead := 0, 0, 0
	endless := func(context.Context) iter.Seq2[int, error] {
		return func(yield func(int, error) bool) {
			for asked++; yield(asked, nil); asked++ {
				time.Sleep(10 * time.Microsecond)
			}
		}
	}
	enough := errors.New("enough")
	var seen atomic.Int32
	err := inOrder(t.Context(), endless, jobs,
		func(_ context.Context, n int) (int, error) { seen.Store(int32(n)); return n, nil },
		func(n int) error {
			time.Sleep(time.Millisecond)
			emitted++
			ahead = max(ahead, int(seen.Load())-n)
			if emitted == 50 {
				return enough
			}
			return nil
		})
	if !errors.Is(err, enough) {
		t.Fatal(err)
	}
	if ahead > 2*jobs+1 {
		t.Errorf("%d tasks were ahead of the results, want at most %d", ahead, 2*jobs+1)
	}
}

func TestAFailureToFindTasksComesAfterThoseThatWereFound(t *testing.T) {
	lost := errors.New("the list ended in the middle")
	tasks := func(context.Context) iter.Seq2[int, error] {
		return func(yield func(int, error) bool) {
			_ = yield(1, nil) && yield(2, nil) && yield(0, lost)
		}
	}
	var got []int
	err := inOrder(t.Context(), tasks, 2,
		func(_ context.Context, n int) (int, error) { return n, nil },
		func(n int) error { got = append(got, n); return nil })
	if !errors.Is(err, lost) || len(got) != 2 {
		t.Errorf("%d results, then %v; want 2, then %v", len(got), err, lost)
	}
}
