package worker

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// childMark makes this test binary a child that does what requests tell it.
const childMark = "a-child-for-tests"

func TestMain(m *testing.M) {
	if len(os.Args) > 2 && os.Args[1] == childMark {
		memory, err := strconv.ParseInt(os.Args[2], 10, 64)
		if err == nil && !underRace {
			err = Confine(memory)
		}
		if err != nil {
			panic(err)
		}
		if err := Serve(context.Background(), os.Stdin, os.Stdout, misbehave); err != nil {
			panic(err)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// testLimits are small, for quick tests; the race detector multiplies what a
// process takes.
var testLimits = Limits{Memory: 200 << 20, CPU: 300 * time.Millisecond, Wall: 600 * time.Millisecond}

// misbehave does what a request says and replies with the rest of it.
func misbehave(ctx context.Context, request []byte, done func()) []byte {
	verb, rest, _ := strings.Cut(string(request), " ")
	switch verb {
	case "panic":
		panic(rest)
	case "exit":
		os.Exit(7)
	case "overflow":
		return overflow(request)
	case "spin":
		for {
			runtime.Gosched()
		}
	case "sleep":
		pause, _ := time.ParseDuration(rest)
		time.Sleep(pause)
	case "bloat":
		return bloat()
	case "hold": // so many MiB, for a while
		size, _ := strconv.Atoi(rest)
		held := bytes.Repeat([]byte{1}, size<<20)
		time.Sleep(3 * longestPause)
		return strconv.AppendInt(nil, int64(len(held)>>20), 10)
	case "swallow": // more than there is, at once
		return make([]byte, 1<<46)
	case "toil": // longer than the limit, but getting on
		for range 20 {
			for range UnitsPerAllowance {
				done()
			}
			time.Sleep(testLimits.Wall / 10)
		}
	case "prattle":
		return make([]byte, frameMost+1)
	case "pid":
		return strconv.AppendInt(nil, int64(os.Getpid()), 10)
	case "warn":
		fmt.Fprintln(os.Stderr, strings.Repeat("panic: a library thinks aloud\n", tailMost/16))
	}
	return []byte(rest)
}

//lint:ignore SA5007 it is there to overflow the stack
func overflow(b []byte) []byte { return append(overflow(b[:len(b):len(b)]), 1) }

// bloat takes memory in steps, so that it is the watch that stops it.
func bloat() []byte {
	var all [][]byte
	for {
		all = append(all, bytes.Repeat([]byte{1}, 8<<20))
		time.Sleep(5 * time.Millisecond)
		if len(all) > 1000 {
			return all[0]
		}
	}
}

func newTestPool(t *testing.T, size int) *Pool {
	t.Helper()
	p := NewPool(size, testLimits, func(memory int64) *exec.Cmd {
		cmd := Self(childMark, strconv.FormatInt(memory, 10))
		cmd.Env = append(cmd.Env, "GORACE=atexit_sleep_ms=0") // a second for each, otherwise
		return cmd
	})
	t.Cleanup(func() {
		p.Close()
		if left := children(t); left != nil {
			t.Errorf("processes left behind: %v", left)
		}
	})
	return p
}

// children lists the processes whose parent is this one.
func children(t *testing.T) (pids []string) {
	t.Helper()
	stats, err := os.ReadDir("/proc")
	if err != nil {
		t.Skip("no /proc to look for processes in")
	}
	for _, entry := range stats {
		status, err := os.ReadFile("/proc/" + entry.Name() + "/status")
		if err == nil && bytes.Contains(status, []byte("\nPPid:\t"+strconv.Itoa(os.Getpid())+"\n")) {
			pids = append(pids, entry.Name())
		}
	}
	return pids
}

func ask(t *testing.T, p *Pool, request string) string {
	t.Helper()
	reply, err := p.Do(t.Context(), []byte(request))
	if err != nil {
		t.Fatalf("%s: %v", request, err)
	}
	return string(reply)
}

func TestAProcessIsKeptAsLongAsItIsWell(t *testing.T) {
	p := newTestPool(t, 4)
	first := ask(t, p, "pid")
	for range 20 {
		if again := ask(t, p, "pid"); again != first {
			t.Fatalf("process %s answered after %s", again, first)
		}
	}
}

func TestWhatCostsAProcessIsToldAndTheNextRequestIsAnswered(t *testing.T) {
	for _, c := range []struct {
		request string
		kind    Kind
		reason  string // part of it
	}{
		{"panic index out of range", Crashed, "it crashed the reader: index out of range (worker_test.go:"},
		{"exit", Crashed, "exit status 7"},
		{"overflow", Crashed, "stack overflow"},
		{"spin", TimedOut, "it took more than 300ms of CPU time"},
		{"sleep 1h", TimedOut, "it took more than 600ms"},
		{"bloat", TooLarge, "it took more than 200 MiB of memory"},
		{"swallow", TooLarge, "it took more than 200 MiB of memory"},
		{"prattle", TooLarge, "what was read from it is more than 128 MiB"},
	} {
		t.Run(c.request, func(t *testing.T) {
			if underRace && (c.request == "overflow" || c.request == "swallow") {
				t.Skip("depends on limits that the race detector does not allow")
			}
			p := newTestPool(t, 1)
			if c.kind != TimedOut || c.request == "spin" { // to come that far takes time
				p.limits.Wall = time.Minute
			}
			if c.request != "spin" { // so does that
				p.limits.CPU = time.Minute
			}
			if c.request == "prattle" {
				p.limits.Memory = 1 << 30
			}
			before := ask(t, p, "pid")
			_, err := p.Do(t.Context(), []byte(c.request))
			var fault *Fault
			if !errors.As(err, &fault) {
				t.Fatalf("got %v, want a fault", err)
			}
			if fault.Kind != c.kind || !strings.Contains(fault.Reason, c.reason) {
				t.Errorf("got %d %q, want %d %q", fault.Kind, fault.Reason, c.kind, c.reason)
			}
			if after := ask(t, p, "pid"); after == before {
				t.Errorf("process %s still answers", before)
			}
		})
	}
}

func TestARequestThatNeedsMoreMemoryTakesThePlaceOfTwo(t *testing.T) {
	if underRace {
		t.Skip("the race detector takes memory of its own")
	}
	p := newTestPool(t, 2)
	p.limits.Wall, p.limits.CPU = time.Minute, time.Minute
	const half = 120 // of the 200 MiB that testLimits allow, and some
	var asking sync.WaitGroup
	for range 4 {
		asking.Go(func() {
			reply, err := p.Do(t.Context(), []byte(fmt.Sprint("hold ", half)))
			if err != nil || string(reply) != fmt.Sprint(half) {
				t.Errorf("got %q, %v", reply, err)
			}
		})
	}
	asking.Wait()
}

func TestWideRequestsShareAProcessInThePlaceOfTwo(t *testing.T) {
	if underRace {
		t.Skip("the race detector takes memory of its own")
	}
	p := newTestPool(t, 2)
	p.limits.Wall, p.limits.CPU = time.Minute, time.Minute
	first := askWide(t, p, "pid")
	var asking sync.WaitGroup
	for range 4 {
		asking.Go(func() {
			const half = 120 // of the 200 MiB that testLimits allow, and some
			if got := askWide(t, p, fmt.Sprint("hold ", half)); got != fmt.Sprint(half) {
				t.Errorf("got %q", got)
			}
		})
		asking.Go(func() {
			if pid, err := p.Do(t.Context(), []byte("pid")); err != nil || string(pid) == first {
				t.Errorf("process %s, which is wide, answered a request that is not, or %v", first, err)
			}
		})
	}
	asking.Wait()
	if n := len(p.idle[widePlaces]); n > 1 {
		t.Errorf("%d wide processes in a pool of two", n)
	}
}

func TestAPoolOfOneHasNoWideProcess(t *testing.T) {
	p := newTestPool(t, 1)
	if pid, wide := ask(t, p, "pid"), askWide(t, p, "pid"); pid != wide {
		t.Errorf("processes %s and %s", pid, wide)
	}
}

func askWide(t *testing.T, p *Pool, request string) string {
	t.Helper()
	reply, err := p.DoWide(t.Context(), []byte(request))
	if err != nil {
		t.Errorf("%s: %v", request, err)
	}
	return string(reply)
}

func TestAllProcessesTogetherStayBelowTheLimit(t *testing.T) {
	if underRace {
		t.Skip("the race detector takes memory of its own")
	}
	p := newTestPool(t, 2)
	p.limits.Wall, p.limits.CPU = time.Minute, time.Minute
	stop, most := make(chan struct{}), make(chan int64)
	go func() { most <- watchChildren(t, stop) }()
	var asking sync.WaitGroup
	for range 3 {
		asking.Go(func() {
			_, err := p.Do(t.Context(), []byte("bloat"))
			var fault *Fault
			if !errors.As(err, &fault) || fault.Limit != LimitMemory || !strings.Contains(fault.Reason, "200 MiB") {
				t.Errorf("got %v", err)
			}
		})
	}
	asking.Wait()
	close(stop)
	const overshoot = 48 << 20 // of two, on a machine that is busy
	if got := <-most; got > testLimits.Memory+overshoot {
		t.Errorf("%s at once, want %s at most", mebibytes(got), mebibytes(testLimits.Memory+overshoot))
	}
}

// watchChildren is the most memory that all children have together before stop
// is closed.
func watchChildren(t *testing.T, stop <-chan struct{}) (most int64) {
	for {
		select {
		case <-stop:
			return most
		case <-time.After(time.Millisecond):
		}
		all := int64(0)
		for _, pid := range children(t) {
			if n, err := strconv.Atoi(pid); err == nil {
				all += measure(n).memory
			}
		}
		most = max(most, all)
	}
}

func TestWorkThatGetsOnIsAllowedItsTime(t *testing.T) {
	p := newTestPool(t, 1)
	if got := ask(t, p, "toil done"); got != "done" {
		t.Errorf("got %q", got)
	}
}

func TestAProcessThatDiedWhileIdleCostsNoRequest(t *testing.T) {
	p := newTestPool(t, 1)
	pid, err := strconv.Atoi(ask(t, p, "pid"))
	if err != nil {
		t.Fatal(err)
	}
	child, err := os.FindProcess(pid)
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Kill(); err != nil {
		t.Fatal(err)
	}
	if got := ask(t, p, "echo still here"); got != "still here" {
		t.Errorf("got %q", got)
	}
}

func TestWhatAnEarlierRequestSaidIsNotTheReasonOfACrash(t *testing.T) {
	p := newTestPool(t, 1)
	ask(t, p, "warn")
	_, err := p.Do(t.Context(), []byte("panic here"))
	if err == nil || !strings.Contains(err.Error(), "here (worker_test.go:") {
		t.Errorf("got %v", err)
	}
}

func TestAProcessIsReplacedBeforeItIsOld(t *testing.T) {
	p := newTestPool(t, 1)
	first := ask(t, p, "pid")
	for range servedMost - 1 {
		ask(t, p, "echo")
	}
	if ask(t, p, "pid") == first {
		t.Errorf("process %s answered more than %d requests", first, servedMost)
	}
}

func TestNoMoreProcessesThanAllowed(t *testing.T) {
	const size = 3
	p := newTestPool(t, size)
	p.limits.Wall = time.Minute // many start at once
	var mu sync.Mutex
	seen := make(map[string]bool)
	var asking sync.WaitGroup
	for range 60 {
		asking.Go(func() {
			pid, err := p.Do(t.Context(), []byte("pid"))
			if err != nil {
				t.Error(err)
				return
			}
			mu.Lock()
			defer mu.Unlock()
			seen[string(pid)] = true
		})
	}
	asking.Wait()
	if len(seen) > size {
		t.Errorf("%d processes, want at most %d", len(seen), size)
	}
}

func TestCancellingEndsTheProcess(t *testing.T) {
	p := newTestPool(t, 1)
	ask(t, p, "echo warm")
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	begun := time.Now()
	_, err := p.Do(ctx, []byte("sleep 1h"))
	if !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v, want %v", err, context.DeadlineExceeded)
	}
	if took := time.Since(begun); took > testLimits.Wall {
		t.Errorf("took %v to give up", took)
	}
	if left := children(t); left != nil {
		t.Errorf("processes left behind: %v", left)
	}
}

func TestAProgramThatIsNoWorkerIsNoFaultOfTheRequest(t *testing.T) {
	for _, program := range []string{"false", "no-such-program"} {
		p := NewPool(1, testLimits, func(int64) *exec.Cmd { return exec.Command(program) })
		_, err := p.Do(t.Context(), []byte("echo"))
		var fault *Fault
		if err == nil || errors.As(err, &fault) {
			t.Errorf("%s: got %v, want an error that is no fault", program, err)
		}
		p.Close()
	}
}

func TestAWorkerEndsWithItsParentInTheMiddleOfARequest(t *testing.T) {
	in, parent := io.Pipe()
	out := make(chan byte, 1)
	served := make(chan error, 1)
	never := make(chan struct{})
	defer close(never)
	go func() {
		served <- Serve(t.Context(), in, signalWriter(out), func(context.Context, []byte, func()) []byte {
			<-never
			return nil
		})
	}()
	if err := writeFrame(parent, frameRequest, []byte("hang")); err != nil {
		t.Fatal(err)
	}
	<-out
	parent.Close()
	select {
	case err := <-served:
		if err != nil {
			t.Error(err)
		}
	case <-time.After(10 * time.Second):
		t.Error("it serves on")
	}
}

// signalWriter tells that something was written.
type signalWriter chan byte

func (w signalWriter) Write(b []byte) (int, error) {
	select {
	case w <- b[0]:
	default:
	}
	return len(b), nil
}

func TestFramesComeBackAsTheyWere(t *testing.T) {
	var wire bytes.Buffer
	contents := []string{"", "水库", strings.Repeat("x", 5000)}
	for _, content := range contents {
		if err := writeFrame(&wire, frameReply, []byte(content)); err != nil {
			t.Fatal(err)
		}
	}
	for _, want := range contents {
		kind, got, err := readFrame(&wire)
		if err != nil || kind != frameReply || string(got) != want {
			t.Errorf("got %q %.20q %v, want %.20q", kind, got, err, want)
		}
	}
	if _, _, err := readFrame(&wire); !errors.Is(err, io.EOF) {
		t.Errorf("got %v, want the end", err)
	}
	if _, _, err := readFrame(strings.NewReader("r\xff\xff\xff\xff")); err == nil {
		t.Error("a frame of 4 GiB is taken for one")
	}
}
