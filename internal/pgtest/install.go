package pgtest

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"time"
)

// ErrNotInstalled reports a machine without a PostgreSQL server that a test
// could start.
var ErrNotInstalled = errors.New("PostgreSQL 15 or later is not installed; on Debian: make postgres, as root, or: apt-get install postgresql")

// installed are the folders into which distributions put the programs of the
// server; on Debian they are not in PATH.
var installed = []string{"/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/opt/homebrew/opt/postgresql@*/bin", "/usr/local/pgsql/bin"}

// oldest is the oldest major version of PostgreSQL that the store works with.
const oldest = 15

// find returns the folder of the programs of the newest server.
func find() (string, error) {
	if os.Geteuid() == 0 {
		if _, _, err := owner(); err != nil {
			return "", fmt.Errorf("%w (as root a user named postgres is needed: %v)", ErrNotInstalled, err)
		}
	}
	var candidates []string
	for _, pattern := range installed {
		found, err := filepath.Glob(filepath.Join(pattern, "initdb"))
		if err != nil {
			return "", err // the patterns are constants
		}
		slices.Sort(found)
		slices.Reverse(found)
		candidates = append(candidates, found...)
	}
	if path, err := exec.LookPath("initdb"); err == nil {
		candidates = append(candidates, path)
	}
	for _, initdb := range candidates {
		if majorVersion(initdb) >= oldest {
			return filepath.Dir(initdb), nil
		}
	}
	return "", ErrNotInstalled
}

// majorVersion asks a program of PostgreSQL for its version; 0 for one that
// does not answer.
func majorVersion(program string) (version int) {
	out, err := exec.Command(program, "--version").Output()
	if err != nil {
		return 0
	}
	if _, err := fmt.Sscanf(string(out), "initdb (PostgreSQL) %d", &version); err != nil {
		return 0
	}
	return version
}

// owner is the user that a server runs as when the tests run as root.
func owner() (uid, gid int, err error) {
	u, err := user.Lookup("postgres")
	if err != nil {
		return 0, 0, err
	}
	if uid, err = strconv.Atoi(u.Uid); err != nil {
		return 0, 0, err
	}
	gid, err = strconv.Atoi(u.Gid)
	return uid, gid, err
}

// giveAway makes a file the server's.
func giveAway(path string) error {
	if os.Geteuid() != 0 {
		return nil
	}
	uid, gid, err := owner()
	if err != nil {
		return err
	}
	return os.Chown(path, uid, gid)
}

// longestFolder is how long, in bytes, the name of a folder may be in which a
// socket can be made: the kernel takes 107 for the whole path.
const longestFolder = 80

// prefix begins the names of the folders of servers.
const prefix = "mubiao-postgres-"

// abandoned is how old a folder is, at the least, whose server is long gone.
const abandoned = 24 * time.Hour

// sweep removes what test processes left behind that were killed.
func sweep(parent string) {
	folders, err := filepath.Glob(filepath.Join(parent, prefix+"*"))
	if err != nil {
		return // a folder with a name that is a pattern: nothing is known to be ours
	}
	for _, folder := range folders {
		if f, err := os.Stat(folder); err == nil && time.Since(f.ModTime()) > abandoned {
			_ = os.RemoveAll(folder) // another user's stays
		}
	}
}

// ownFolder makes a folder that is the server's. It is not one of testing's:
// those of root are closed to other users.
func ownFolder() (string, error) {
	for _, parent := range []string{os.TempDir(), "/tmp"} {
		sweep(parent)
		dir, err := os.MkdirTemp(parent, prefix)
		if err != nil {
			continue
		}
		if err := giveAway(dir); err == nil && len(dir) <= longestFolder && reachable(dir) {
			return dir, nil
		}
		if err := os.RemoveAll(dir); err != nil {
			return "", err
		}
	}
	return "", errors.New("no folder for temporary files that a server could use")
}

// reachable reports whether the server's user can enter a folder.
func reachable(dir string) bool {
	cmd := exec.Command("/bin/sh", "-c", "cd \"$1\" && : >probe && rm probe", "sh", dir)
	runAsOwner(cmd)
	return cmd.Run() == nil
}

// The ports that a server is given. They are below those that systems give to
// clients: a client that calls again and again while the server is down could
// be given the server's own port, and then talks to itself.
const (
	firstPort = 15432
	lastPort  = 31999
)

// freePort finds a port that nobody listens at.
func freePort() (int, error) {
	var last error
	for range 100 {
		port := firstPort + rand.IntN(lastPort-firstPort+1)
		l, err := net.Listen("tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(port)))
		if err == nil {
			return port, l.Close()
		}
		last = err
	}
	return 0, fmt.Errorf("no free port: %w", last)
}
