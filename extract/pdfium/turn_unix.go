//go:build linux || darwin

package pdfium

import (
	"os"
	"path/filepath"
	"syscall"
)

// takeTurn waits until no other process compiles into a folder, which takes
// far more memory than to load what another has compiled. Where the folder
// cannot be locked nobody waits. The kernel ends the turn of a process that is
// killed.
func takeTurn(dir string) (end func()) {
	f, err := os.OpenFile(filepath.Join(dir, "lock"), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return func() {}
	}
	for {
		err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX)
		if err != syscall.EINTR {
			return func() { f.Close() } // which unlocks it
		}
	}
}
