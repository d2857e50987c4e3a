package pgtest

import (
	"os"
	"os/exec"
	"syscall"
)

// runAsOwner has a command run as the server's user if root starts it.
func runAsOwner(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{}
	if os.Geteuid() != 0 {
		return
	}
	if uid, gid, err := owner(); err == nil {
		cmd.SysProcAttr.Credential = &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
	}
}

// dieWithParent has the kernel stop a server, and with it all its processes,
// when the test process dies. A group of its own keeps a Ctrl-C of the
// terminal from it.
func dieWithParent(cmd *exec.Cmd) {
	cmd.SysProcAttr.Pdeathsig = syscall.SIGQUIT
	cmd.SysProcAttr.Setpgid = true
}
