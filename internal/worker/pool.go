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
	command  func(memory int64) *exec.Cmd
	limits   Limits
	places   chan struct{} // one is taken for each process at work, or widePlaces
	widening sync.Mutex    // of who takes more than one: two would wait for each other

	mu   sync.Mutex
	idle map[int][]*process // by the places that each takes; the last one was used last
}

// widePlaces is how many places a process takes that is given all of
// Limits.Memory.
const widePlaces = 2

// NewPool is a pool of at most size processes. command makes, but does not
// start, one that calls Confine with so much memory and ends up in Serve; its
// standard streams are taken. Close must be called.
func NewPool(size int, limits Limits, command func(memory int64) *exec.Cmd) *Pool {
	return &Pool{
		command: command, limits: limits.withDefaults(),
		places: make(chan struct{}, size), idle: map[int][]*process{},
	}
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
	cmd.Env = append(cmd.Env, giveBack...)
	return cmd
}

// giveBack has glibc return to the system what a library no longer uses
// (mallopt(3)). Of what ONNX Runtime takes to load a network, 15 MiB would stay.
var giveBack = []string{"MALLOC_ARENA_MAX=1", "MALLOC_TRIM_THRESHOLD_=131072", "MALLOC_MMAP_THRESHOLD_=262144"}

// Do answers a request. It waits for a free process. Its error is a *Fault if
// the request cost the process, the error of ctx, or says why no process can
// be had. It may be called concurrently.
func (p *Pool) Do(ctx context.Context, request []byte) ([]byte, error) {
	reply, err := p.answer(ctx, request, 1)
	var fault *Fault
	if wide := p.wide(); wide > 1 && errors.As(err, &fault) && fault.Limit == LimitMemory {
		return p.anew(ctx, request, wide)
	}
	return reply, err
}

// DoWide is Do for a request that uses the processors and the memory of two. It
// has a process of its kind, and the place of two: what such requests load is
// in memory once.
func (p *Pool) DoWide(ctx context.Context, request []byte) ([]byte, error) {
	return p.answer(ctx, request, p.wide())
}

// wide is how many places a wide process takes in this pool.
func (p *Pool) wide() int { return min(widePlaces, cap(p.places)) }

// limitsOf are the limits of a process that takes so many places.
func (p *Pool) limitsOf(places int) Limits { return p.limits.shared(p.wide() / places) }

// enter waits for that many places. Without an error, that of ctx, they are to
// be left.
func (p *Pool) enter(ctx context.Context, places int) error {
	if places > 1 {
		p.widening.Lock()
		defer p.widening.Unlock()
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

// anew answers a request that needed more memory in a new process that has all
// of it, and with it the place of others.
func (p *Pool) anew(ctx context.Context, request []byte, places int) ([]byte, error) {
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

// answer answers a request in a process that takes so many places.
func (p *Pool) answer(ctx context.Context, request []byte, places int) ([]byte, error) {
	if err := p.enter(ctx, places); err != nil {
		return nil, err
	}
	defer p.leave(places)
	for tries := 1; ; tries++ {
		child, err := p.take(places)
		if err != nil {
			return nil, fmt.Errorf("start a worker: %w", err)
		}
		fresh := child.served == 0
		reply, err := child.do(ctx, request, p.limitsOf(places))
		p.give(child, places)
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
	for _, children := range p.idle {
		for _, child := range children {
			ending.Go(child.dismiss)
		}
	}
	ending.Wait()
	clear(p.idle)
}

// take returns the process that was used last, or a new one.
func (p *Pool) take(places int) (*process, error) {
	if child := p.takeIdle(places); child != nil {
		return child, nil
	}
	return start(p.command(p.limitsOf(places).Memory))
}

// takeIdle returns the idle process that was used last, nil if there is none.
func (p *Pool) takeIdle(places int) *process {
	p.mu.Lock()
	defer p.mu.Unlock()
	idle := p.idle[places]
	last := len(idle) - 1
	if last < 0 {
		return nil
	}
	p.idle[places] = idle[:last]
	return idle[last]
}

// servedMost is how many requests a process answers before it is replaced, so
// that what a library never lets go of does not pile up.
const servedMost = 500

// give takes a process back.
func (p *Pool) give(child *process, places int) {
	switch {
	case child.dead:
		return
	case child.served >= servedMost, measure(child.cmd.Process.Pid).memory > p.limitsOf(places).Memory/2:
		child.dismiss() // what it took for one document would be missing for the next
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.idle[places] = append(p.idle[places], child)
}
