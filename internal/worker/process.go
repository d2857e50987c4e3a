package worker

import (
	"bufio"
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"sync"
	"sync/atomic"
	"time"
)

// A process is a child of a Pool.
type process struct {
	cmd    *exec.Cmd
	in     io.WriteCloser
	out    *bufio.Reader
	stderr tail
	served int  // requests
	dead   bool // waited for
}

// start starts a child.
func start(cmd *exec.Cmd) (*process, error) {
	p := &process{cmd: cmd}
	bindToParent(cmd)
	cmd.Stderr = &p.stderr
	in, err := cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	p.in, p.out = in, bufio.NewReader(out)
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	return p, nil
}

// errNotBegun reports that a child died before it took a request, which the
// request has no part in.
var errNotBegun = errors.New("the process ended before it began")

// do has the child answer a request. After any error the child is dead.
func (p *process) do(ctx context.Context, request []byte, limits Limits) ([]byte, error) {
	p.served++
	w := watchOver(ctx, p.cmd.Process, limits)
	reply, begun, err := p.exchange(request, &w.progress)
	cause := w.end()
	if err == nil && cause == nil {
		return reply, nil
	}
	state := p.kill()
	switch {
	case err == nil: // it was killed a moment too late to matter
		return reply, nil
	case cause != nil:
		return nil, cause
	case errors.Is(err, errTooLong):
		return nil, &Fault{TooLarge, "", fmt.Sprintf("what was read from it is more than %s", mebibytes(frameMost))}
	case !begun:
		return nil, fmt.Errorf("%w: %v: %s", errNotBegun, state, bytes.TrimSpace(p.stderr.bytes()))
	}
	return nil, faultOf(state, p.stderr.bytes(), limits)
}

var errTooLong = errors.New("reply too long")

// exchange sends a request and waits for the reply. begun tells whether the
// child ever took it.
func (p *process) exchange(request []byte, units *atomic.Int64) (reply []byte, begun bool, err error) {
	if err := writeFrame(p.in, frameRequest, request); err != nil {
		return nil, false, err
	}
	for {
		kind, content, err := readFrame(p.out)
		switch {
		case err != nil:
			return nil, begun, err
		case kind == frameReply:
			return content, begun, nil
		case kind == frameTooLong:
			return nil, begun, errTooLong
		case kind == frameBegun:
			begun = true
		case kind == frameProgress && len(content) == 8:
			units.Store(int64(binary.BigEndian.Uint64(content)))
		default:
			return nil, begun, fmt.Errorf("frame of unknown kind %q", kind)
		}
	}
}

// kill ends the child, if it has not ended by itself, and waits for it.
func (p *process) kill() *os.ProcessState {
	_ = p.cmd.Process.Kill() // fails if it is gone
	return p.wait()
}

// farewell is how long a child that has nothing to do may take to end.
const farewell = time.Second

// dismiss lets an idle child end, and waits for it.
func (p *process) dismiss() {
	p.in.Close()
	late := time.AfterFunc(farewell, func() { _ = p.cmd.Process.Kill() })
	p.wait()
	late.Stop()
}

func (p *process) wait() *os.ProcessState {
	p.dead = true
	_ = p.cmd.Wait() // how it ended is in the state
	return p.cmd.ProcessState
}

// tailMost is how much is kept of the last that a child said on its standard
// error, in bytes: more than the trace of a goroutine that overflowed its stack,
// of which the runtime prints a hundred calls.
const tailMost = 64 << 10

// A tail keeps the end of what is written to it, tailMost bytes at least.
type tail struct {
	mu   sync.Mutex
	kept []byte
}

func (t *tail) Write(b []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.kept = append(t.kept, b...)
	if over := len(t.kept) - tailMost; over > tailMost {
		t.kept = append(t.kept[:0], t.kept[over:]...)
	}
	return len(b), nil
}

func (t *tail) bytes() []byte {
	t.mu.Lock()
	defer t.mu.Unlock()
	return bytes.Clone(t.kept)
}
