//go:build !linux

package pgtest

import "os/exec"

// runAsOwner does nothing: only on Linux tests run as root.
func runAsOwner(*exec.Cmd) {}

// dieWithParent does nothing: only Linux has a signal for that.
func dieWithParent(*exec.Cmd) {}
