package main

import (
	"context"
	"sync"
)

// inOrder calls work on every task in at most jobs goroutines, and hands the
// results to emit one by one in the order of the tasks. No more than twice
// jobs tasks are ahead of emit, so that results do not pile up behind a slow
// one. It stops at the first error, of work when its turn has come or of emit,
// or when ctx is cancelled, and returns after the last goroutine has ended.
func inOrder[T, R any](ctx context.Context, tasks []T, jobs int, work func(context.Context, T) (R, error), emit func(R) error) error {
	type outcome struct {
		result R
		err    error
	}
	ctx, cancel := context.WithCancel(ctx)
	var running sync.WaitGroup
	defer running.Wait()
	defer cancel()

	pending := make(chan chan outcome, jobs)
	running.Go(func() {
		defer close(pending)
		slots := make(chan struct{}, jobs)
		for _, task := range tasks {
			result := make(chan outcome, 1)
			select {
			case pending <- result:
			case <-ctx.Done():
				return
			}
			slots <- struct{}{}
			running.Go(func() {
				r, err := work(ctx, task)
				result <- outcome{r, err}
				<-slots
			})
		}
	})
	for result := range pending {
		r := <-result
		if err := ctx.Err(); err != nil {
			return err
		}
		if r.err != nil {
			return r.err
		}
		if err := emit(r.result); err != nil {
			return err
		}
	}
	return ctx.Err()
}
