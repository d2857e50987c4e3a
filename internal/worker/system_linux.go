package worker

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// self is a path of the running program that still means it when a newer one
// was installed over it.
const self = "/proc/self/exe"

// bindToParent has the kernel kill a child with its parent. It does so when the
// thread ends that started the child; Go ends no thread before the program,
// but for those that a goroutine locked itself to.
func bindToParent(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
}

// confineMore sets limits that the kernel holds. That of memory is for the
// allocation that outruns the parent's watch; it counts address space that may
// never be used, such as the stacks of threads, and so is wider.
func confineMore(memory int64) error {
	space := uint64(memory + memory/2 + 128<<20 + shadow)
	if err := unix.Setrlimit(unix.RLIMIT_DATA, &unix.Rlimit{Cur: space, Max: space}); err != nil {
		return fmt.Errorf("limit memory: %w", err)
	}
	if err := unix.Setrlimit(unix.RLIMIT_CORE, &unix.Rlimit{}); err != nil {
		return fmt.Errorf("limit core dumps: %w", err)
	}
	return nil
}

// A gauge tells what a process takes.
type gauge struct {
	pid   int
	statm int // the file in /proc; less than 0 where there is none
	line  [128]byte
}

// gaugeOf is that of a process, which need not be alive. It is to be closed.
func gaugeOf(pid int) *gauge {
	statm, err := unix.Open("/proc/"+strconv.Itoa(pid)+"/statm", unix.O_RDONLY|unix.O_CLOEXEC, 0)
	if err != nil {
		statm = -1
	}
	return &gauge{pid: pid, statm: statm}
}

func (g *gauge) close() {
	if g.statm >= 0 {
		_ = unix.Close(g.statm) // it was only read
	}
}

// read returns the memory that the process has resident and the CPU time that all
// its threads took since it started; zero where they cannot be told.
func (g *gauge) read() usage { return usage{memory: g.resident(), cpu: cpuTime(g.pid)} }

// resident reads the second number of the line, in pages.
func (g *gauge) resident() int64 {
	if g.statm < 0 {
		return 0
	}
	n, err := unix.Pread(g.statm, g.line[:], 0)
	if err != nil {
		return 0
	}
	_, rest, _ := bytes.Cut(g.line[:n], []byte(" "))
	number, _, _ := bytes.Cut(rest, []byte(" "))
	pages, err := strconv.ParseInt(string(number), 10, 64)
	if err != nil {
		return 0
	}
	return pages * int64(os.Getpagesize())
}

// cpuTime reads the CPU clock of a process, whose number is made of the
// process's own as clock_getcpuclockid(3) makes it.
func cpuTime(pid int) time.Duration {
	const scheduled = 2 // CPUCLOCK_SCHED: the time that it ran
	var t unix.Timespec
	if err := unix.ClockGettime(int32(^pid<<3|scheduled), &t); err != nil {
		return 0
	}
	return time.Duration(t.Nano())
}
