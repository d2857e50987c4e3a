package main

import (
	"context"
	"iter"
	"sync"
)

// inOrder calls work on every task in at most jobs goroutines, and hands the
// results to emit one by one in the order of the tasks. Tasks are asked for
// when a goroutine is free, and no more than twice jobs of them are ahead of
// emit, so that neither they nor results pile up behind a slow one. It stops at
// the first error, of tasks or work when its turn has come or of emit, or when
// ctx is cancelled, and returns after the last goroutine has ended.
func inOrder[T, R any](ctx context.Context, tasks func(context.Context) iter.Seq2[T, error], jobs int,
	work func(context.Context, T) (R, error), emit func(R) error,
) error {
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
		for task, err := range tasks(ctx) {
			result := make(chan outcome, 1)
			select {
			case pending <- result:
			case <-ctx.Done():
				return
			}
			if err != nil {
				result <- outcome{err: err}
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
