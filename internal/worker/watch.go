package worker

import (
	"context"
	"os"
	"sync"
	"sync/atomic"
	"time"
)

// How long a process that works on a request is left alone between two looks.
// One that is far below its limit of memory cannot reach it soon: the kernel fills
// some 2 GiB a second for both processors. In the shortest pause it can take 20 MiB
// more than the limit. A look costs both sides 50 µs, most of it for waking up.
const (
	fastestGrowth = 2 << 30 // bytes a second
	watchPause    = 10 * time.Millisecond
	longestPause  = 60 * time.Millisecond
)

// pauseFor is the time until a process needs to be looked at that has so many
// bytes left.
func pauseFor(left int64) time.Duration {
	pause := time.Duration(float64(left) / fastestGrowth * float64(time.Second))
	return min(max(pause, watchPause), longestPause)
}

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
	meter := gaugeOf(pid)
	defer meter.close()
	begun, before := time.Now(), meter.read().cpu
	next := time.NewTimer(watchPause)
	defer next.Stop()
	for {
		select {
		case <-w.stop:
			return nil
		case <-ctx.Done():
			return ctx.Err()
		case <-next.C:
		}
		now := meter.read()
		now.cpu -= before
		now.wall = time.Since(begun)
		if fault := limits.exceeded(now, w.progress.Load()); fault != nil {
			return fault
		}
		next.Reset(pauseFor(limits.Memory - now.memory))
	}
}

// measure returns what a process takes; zero where that cannot be told.
func measure(pid int) usage {
	g := gaugeOf(pid)
	defer g.close()
	return g.read()
}
