package worker

import (
	"context"
	"os"
	"sync"
	"sync/atomic"
	"time"
)

// watchPause is the time between two looks at a child. In it a child can take
// some 20 MiB more than its limit; a look takes 20 µs.
const watchPause = 10 * time.Millisecond

// A watch is over a child that works on a request. It kills the child that
// breaks a limit, or when its context ends.
type watch struct {
	progress atomic.Int64 // units, as the child tells
	stop     chan struct{}
	running  sync.WaitGroup
	cause    error // why it was killed; nil if it was not
}

func watchOver(ctx context.Context, child *os.Process, limits Limits) *watch {
	w := &watch{stop: make(chan struct{})}
	w.running.Go(func() {
		if w.cause = w.look(ctx, child.Pid, limits); w.cause != nil {
			_ = child.Kill() // fails if it is gone
		}
	})
	return w
}

// end ends the watch and returns why the child was killed, or nil.
func (w *watch) end() error {
	close(w.stop)
	w.running.Wait()
	return w.cause
}

// look returns when there is a reason to kill the child, or nil when the watch
// ends.
func (w *watch) look(ctx context.Context, pid int, limits Limits) error {
	begun, before := time.Now(), measure(pid).cpu
	tick := time.NewTicker(watchPause)
	defer tick.Stop()
	for {
		select {
		case <-w.stop:
			return nil
		case <-ctx.Done():
			return ctx.Err()
		case <-tick.C:
		}
		now := measure(pid)
		now.cpu -= before
		now.wall = time.Since(begun)
		if fault := limits.exceeded(now, w.progress.Load()); fault != nil {
			return fault
		}
	}
}
