package main

import (
	"os"
	"strconv"

	"golang.org/x/sys/unix"
)

// openSpool opens a temporary file that never has a name, so that none is left
// behind however this process ends, and returns a path at which workers find
// it: among the open files of this process.
func openSpool() (f *os.File, path string, err error) {
	f, err = os.OpenFile(os.TempDir(), unix.O_TMPFILE|os.O_RDWR, 0o600)
	if err != nil {
		return namedSpool() // a file system that cannot do that
	}
	path = "/proc/" + strconv.Itoa(os.Getpid()) + "/fd/" + strconv.Itoa(int(f.Fd()))
	if _, err := os.Stat(path); err != nil {
		f.Close()
		return namedSpool()
	}
	return f, path, nil
}
