package worker

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"sync"
)

// A Pool answers requests with a bounded number of processes. They are started
// when they are first needed, and live for many requests.
type Pool struct {
	command func() *exec.Cmd
	limits  Limits
	slots   chan struct{} // one for each request that is being answered

	mu   sync.Mutex
	idle []*process // the last one was used last
}

// NewPool is a pool of at most size processes. command makes, but does not
// start, one that ends up in Serve; its standard streams are taken. Close must
// be called.
func NewPool(size int, limits Limits, command func() *exec.Cmd) *Pool {
	return &Pool{command: command, limits: limits.withDefaults(), slots: make(chan struct{}, size)}
}

// Self is the command of the running program with other arguments.
func Self(args ...string) *exec.Cmd {
	path := self
	if _, err := os.Stat(path); err != nil {
		path, _ = os.Executable() // starting an empty path fails, and says so
	}
	cmd := exec.Command(path, args...)
	cmd.Args[0] = os.Args[0]
	// The trace of the goroutine that crashed is enough, and is looked for.
	cmd.Env = append(os.Environ(), "GOTRACEBACK=single")
	return cmd
}

// Do answers a request. It waits for a free process. Its error is a *Fault if
// the request cost the process, the error of ctx, or says why no process can
// be had. It may be called concurrently.
func (p *Pool) Do(ctx context.Context, request []byte) ([]byte, error) {
	select {
	case p.slots <- struct{}{}:
		defer func() { <-p.slots }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	for {
		child, err := p.take()
		if err != nil {
			return nil, fmt.Errorf("start a worker: %w", err)
		}
		fresh := child.served == 0
		reply, err := child.do(ctx, request, p.limits)
		p.give(child)
		switch {
		case !errors.Is(err, errNotBegun):
			return reply, err
		case fresh:
			return nil, fmt.Errorf("start a worker: %w", err)
		}
		// It died while nobody looked; another one answers.
	}
}

// Close ends all processes. No request may be under way.
func (p *Pool) Close() {
	p.mu.Lock()
	defer p.mu.Unlock()
	var ending sync.WaitGroup
	for _, child := range p.idle {
		ending.Go(child.dismiss)
	}
	ending.Wait()
	p.idle = nil
}

// take returns the process that was used last, or a new one.
func (p *Pool) take() (*process, error) {
	p.mu.Lock()
	if last := len(p.idle) - 1; last >= 0 {
		child := p.idle[last]
		p.idle = p.idle[:last]
		p.mu.Unlock()
		return child, nil
	}
	p.mu.Unlock()
	return start(p.command())
}

// servedMost is how many requests a process answers before it is replaced, so
// that what a library never lets go of does not pile up.
const servedMost = 500

// give takes a process back.
func (p *Pool) give(child *process) {
	switch {
	case child.dead:
		return
	case child.served >= servedMost, measure(child.cmd.Process.Pid).memory > p.limits.Memory/2:
		child.dismiss() // what it took for one document would be missing for the next
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.idle = append(p.idle, child)
}
