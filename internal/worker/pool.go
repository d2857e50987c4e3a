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
	command func(memory int64) *exec.Cmd
	limits  Limits
	places  chan struct{} // one is taken for each process at work, or widePlaces
	wide    sync.Mutex    // of who takes more than one: two would wait for each other

	mu   sync.Mutex
	idle []*process // the last one was used last
}

// widePlaces is how many places a process takes that is given all of
// Limits.Memory.
const widePlaces = 2

// NewPool is a pool of at most size processes. command makes, but does not
// start, one that calls Confine with so much memory and ends up in Serve; its
// standard streams are taken. Close must be called.
func NewPool(size int, limits Limits, command func(memory int64) *exec.Cmd) *Pool {
	return &Pool{command: command, limits: limits.withDefaults(), places: make(chan struct{}, size)}
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
	places := min(widePlaces, cap(p.places))
	reply, err := p.beside(ctx, request, p.limits.shared(places))
	var fault *Fault
	if places > 1 && errors.As(err, &fault) && fault.Limit == LimitMemory {
		return p.wider(ctx, request, places)
	}
	return reply, err
}

// enter waits for that many places. Without an error, that of ctx, they are to
// be left.
func (p *Pool) enter(ctx context.Context, places int) error {
	if places > 1 {
		p.wide.Lock()
		defer p.wide.Unlock()
	}
	for taken := range places {
		select {
		case p.places <- struct{}{}:
		case <-ctx.Done():
			p.leave(taken)
			return ctx.Err()
		}
	}
	return nil
}

func (p *Pool) leave(places int) {
	for range places {
		<-p.places
	}
}

// wider answers a request in a process that has all of the memory, and with it
// the place of others.
func (p *Pool) wider(ctx context.Context, request []byte, places int) ([]byte, error) {
	if err := p.enter(ctx, places); err != nil {
		return nil, err
	}
	defer p.leave(places)
	p.Close() // the idle ones, which have memory too
	child, err := start(p.command(p.limits.Memory))
	if err != nil {
		return nil, fmt.Errorf("start a worker: %w", err)
	}
	reply, err := child.do(ctx, request, p.limits)
	if !child.dead {
		child.dismiss()
	}
	return reply, err
}

// startsMost is how many processes are started for a request, should something
// kill each before it takes it.
const startsMost = 10

// beside answers a request in a process among others.
func (p *Pool) beside(ctx context.Context, request []byte, limits Limits) ([]byte, error) {
	if err := p.enter(ctx, 1); err != nil {
		return nil, err
	}
	defer p.leave(1)
	for tries := 1; ; tries++ {
		child, err := p.take(limits)
		if err != nil {
			return nil, fmt.Errorf("start a worker: %w", err)
		}
		fresh := child.served == 0
		reply, err := child.do(ctx, request, limits)
		p.give(child, limits)
		switch {
		case !errors.Is(err, errNotBegun):
			return reply, err
		case fresh && (tries == startsMost || !wasKilled(child.cmd.ProcessState)):
			return nil, fmt.Errorf("start a worker: %w", err)
		}
		// It died while nobody looked; another one answers.
	}
}

// Close ends all processes that answer no request.
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
func (p *Pool) take(limits Limits) (*process, error) {
	p.mu.Lock()
	if last := len(p.idle) - 1; last >= 0 {
		child := p.idle[last]
		p.idle = p.idle[:last]
		p.mu.Unlock()
		return child, nil
	}
	p.mu.Unlock()
	return start(p.command(limits.Memory))
}

// servedMost is how many requests a process answers before it is replaced, so
// that what a library never lets go of does not pile up.
const servedMost = 500

// give takes a process back.
func (p *Pool) give(child *process, limits Limits) {
	switch {
	case child.dead:
		return
	case child.served >= servedMost, measure(child.cmd.Process.Pid).memory > limits.Memory/2:
		child.dismiss() // what it took for one document would be missing for the next
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.idle = append(p.idle, child)
}
