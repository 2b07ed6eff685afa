//go:build unix

package main

import (
	"os"
	"syscall"

	"golang.org/x/sys/unix"
)

// canSuspend says whether somebody is there to continue the program once it is stopped: a shell with
// job control, which is a parent in the same session with a process group of its own. Without one (in
// a terminal window or a tmux pane that runs daylight itself) the system does not stop the program,
// and it would wait for ever to be continued.
func canSuspend() bool {
	parent := os.Getppid()
	session, err := unix.Getsid(0)
	if err != nil {
		return false
	}
	theirs, err := unix.Getsid(parent)
	if err != nil || theirs != session {
		return false
	}
	group, err := syscall.Getpgid(parent)
	return err == nil && group != syscall.Getpgrp()
}
