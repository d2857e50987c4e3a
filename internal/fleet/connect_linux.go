package fleet

import (
	"syscall"

	"golang.org/x/sys/unix"
)

// limitUnanswered is a net.Dialer's Control. A system that does not know the
// option does without.
func limitUnanswered(_, _ string, conn syscall.RawConn) error {
	return conn.Control(func(fd uintptr) {
		_ = unix.SetsockoptInt(int(fd), unix.IPPROTO_TCP, unix.TCP_USER_TIMEOUT, int(unansweredMost.Milliseconds()))
	})
}
