package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"syscall"
	"testing"
	"time"
)

// hangingDocument is a file whose worker hangs over it.
func hangingDocument(t *testing.T) string {
	t.Helper()
	t.Setenv(faultsVariable, "1")
	path := filepath.Join(t.TempDir(), "hang.txt")
	if err := os.WriteFile(path, []byte(faultMark+"hang\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// childrenOf lists the processes whose parent is a process.
func childrenOf(t *testing.T, parent int) (pids []int) {
	t.Helper()
	entries, err := os.ReadDir("/proc")
	if err != nil {
		t.Skip("no /proc to look for processes in")
	}
	for _, entry := range entries {
		status, err := os.ReadFile("/proc/" + entry.Name() + "/status")
		if err == nil && bytes.Contains(status, []byte("\nPPid:\t"+strconv.Itoa(parent)+"\n")) {
			pid, _ := strconv.Atoi(entry.Name())
			pids = append(pids, pid)
		}
	}
	return pids
}

// isWorker reports whether a process runs the worker command. Before that it
// is a copy of its parent; and package os starts a process of its own first, to
// learn what the kernel can do, which a signal must not meet: it runs Go's
// handlers in the memory of its parent.
func isWorker(pid int) bool {
	arguments, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/cmdline")
	return err == nil && bytes.Contains(arguments, []byte("\x00worker\x00"))
}

// eventually waits until something holds.
func eventually(t *testing.T, what string, holds func() bool) {
	t.Helper()
	for deadline := time.Now().Add(20 * time.Second); !holds(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("not so after 20 seconds: %s", what)
		}
	}
}

// hangingImport starts an import that hangs, and returns it with its worker.
func hangingImport(t *testing.T) (parent *exec.Cmd, child int) {
	t.Helper()
	document := hangingDocument(t)
	parent = exec.Command("mubiao", "import", "--db", filepath.Join(t.TempDir(), "test.db"), document)
	parent.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} // as a shell starts it
	if err := parent.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = parent.Process.Kill() })
	eventually(t, "it has a worker", func() bool {
		for _, pid := range childrenOf(t, parent.Process.Pid) {
			if isWorker(pid) {
				child = pid
			}
		}
		return child != 0
	})
	return parent, child
}

// gone reports whether a process has ended, waited for or not.
func gone(pid int) bool {
	stat, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/stat")
	return err != nil || bytes.Contains(stat, []byte(") Z "))
}

func TestAnInterruptAtTheTerminalEndsTheWorkersToo(t *testing.T) {
	parent, child := hangingImport(t)
	// A terminal sends it to the whole group.
	if err := syscall.Kill(-parent.Process.Pid, syscall.SIGINT); err != nil {
		t.Fatal(err)
	}
	err := parent.Wait()
	var exit *exec.ExitError
	if !errors.As(err, &exit) || exit.ExitCode() != exitInterrupted {
		t.Errorf("import ends with %v, want %d", err, exitInterrupted)
	}
	if !gone(child) {
		t.Error("its worker goes on")
	}
}

func TestWorkersEndWithAParentThatIsKilled(t *testing.T) {
	parent, child := hangingImport(t)
	if err := parent.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = parent.Wait()
	eventually(t, "the worker has ended", func() bool { return gone(child) })
}

func TestAnInterruptEndsTheWaitForAWorker(t *testing.T) {
	document := hangingDocument(t)
	before := len(childrenOf(t, os.Getpid()))
	ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
	defer cancel()
	begun := time.Now()
	code := run(ctx, []string{"extract", document, document + "x"}, &streams{out: io.Discard, err: io.Discard})
	if code != exitInterrupted {
		t.Errorf("extract ends with %d, want %d", code, exitInterrupted)
	}
	if took := time.Since(begun); took > 20*time.Second {
		t.Errorf("it took %v", took)
	}
	if left := childrenOf(t, os.Getpid()); len(left) != before {
		t.Errorf("processes left behind: %v", left)
	}
}
