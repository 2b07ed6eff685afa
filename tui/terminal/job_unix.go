//go:build unix

package terminal

import (
	"errors"
	"io"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/charmbracelet/x/term"
	"golang.org/x/sys/unix"
)

// job is the program as a shell sees it: one of several of which one has the terminal, the one in front.
//
//	            ctrl+z
//	in front ───────────▶ stopped ◀───────────────┐
//	   ▲                     │ SIGCONT            │ the shell kept the terminal (bg)
//	   │ it has the terminal ▼                    │
//	   └──────────────────── continued ───────────┘
//	                         └──▶ ended, if a signal says so (kill %1)
//
// The system stops what reads or changes a terminal from behind, and whoever would end it by a signal could
// not: it is stopped before it hears of it. So that is ignored once the terminal is had, and nothing touches
// it from behind.
type job struct {
	tty    *os.File
	told   chan os.Signal // SIGTSTP and SIGCONT, but not while stop does what they say
	ending chan os.Signal // the signal that ends the program, and stays there
	set    *term.State    // how the terminal was left by raw; nil before …
	undo   func() error   // … and what takes it back
}

// lag is how much later than SIGCONT a signal may be heard that was sent with it.
const lag = 100 * time.Millisecond

// catch has the signals caught.
func (j *job) catch() {
	signal.Notify(j.ending, ending()...)
	signal.Notify(j.told, syscall.SIGTSTP, syscall.SIGCONT)
}

// raw has the keys come one by one. Where they do already, as raw left them, what takes it back is still
// what it was.
func (j *job) raw() (undo func() error, err error) {
	tty := j.tty.Fd()
	if now, err := term.GetState(tty); err == nil && j.set != nil && *now == *j.set {
		return j.undo, nil
	}
	before, err := term.MakeRaw(tty)
	if err != nil {
		return nil, err
	}
	signal.Ignore(syscall.SIGTTIN, syscall.SIGTTOU) // not before: whoever starts behind is to stop
	if j.set, err = term.GetState(tty); err != nil {
		j.set = nil
	}
	j.undo = func() error {
		if !j.front() {
			return nil // the shell has chosen its own
		}
		return term.Restore(tty, before)
	}
	return j.undo, nil
}

// front says whether the program has the terminal. What cannot be asked is no shell's.
func (j *job) front() bool {
	group, err := unix.IoctlGetInt(int(j.tty.Fd()), unix.TIOCGPGRP)
	return err != nil || group <= 0 || group == syscall.Getpgrp()
}

// stop stops the program and what was started with it until the shell gives it the terminal or it is to end,
// and says whether it did. SIGTSTP itself will not do: Go does not give back what the system does with one
// that was caught.
func (j *job) stop() bool {
	if !CanStop() {
		return false
	}
	continued, stopped := make(chan os.Signal, 1), make(chan os.Signal, 1)
	signal.Notify(continued, syscall.SIGCONT)
	defer signal.Stop(continued)
	signal.Notify(stopped, syscall.SIGTSTP)
	defer signal.Stop(stopped)
	signal.Stop(j.told)
	defer signal.Notify(j.told, syscall.SIGTSTP, syscall.SIGCONT)
	for len(j.told) > 0 {
		<-j.told // being stopped once is enough
	}
	for asked := j.front(); asked || !j.goesOn(); asked = false {
		if err := syscall.Kill(0, syscall.SIGSTOP); err != nil {
			return false
		}
		<-continued
	}
	return true
}

// goesOn says whether a program that was continued has something to do.
func (j *job) goesOn() bool {
	if j.front() {
		return true
	}
	select {
	case s := <-j.ending:
		j.ending <- s
		return true
	case <-time.After(lag):
		return j.front()
	}
}

// Read reads the keyboard. Behind, there is none to read, but there may be later. What failed behind may be looked
// at in front: there a failure counts that comes twice.
func (j *job) Read(p []byte) (int, error) {
	failed := false
	for {
		n, err := j.tty.Read(p)
		switch {
		case n > 0:
			return n, nil
		case errors.Is(err, syscall.EIO) && !j.front() && CanStop():
			failed = false
			time.Sleep(lag)
		case errors.Is(err, syscall.EIO) && !failed:
			failed = true
		case !blocksAgain(j.tty, err):
			return n, err
		}
	}
}

// patient writes to a terminal.
type patient struct{ *os.File }

// Write writes all.
func (f patient) Write(p []byte) (written int, err error) {
	for {
		n, err := f.File.Write(p[written:])
		written += n
		if !blocksAgain(f.File, err) {
			return written, err
		}
	}
}

var _ io.Writer = patient{}

// blocksAgain has a terminal wait for its reader and its writer again, where an error says that it does not:
// other programs, for which it was changed, forget to change it back, and the shell that they share it with
// does not mind.
func blocksAgain(tty *os.File, err error) bool {
	return errors.Is(err, syscall.EAGAIN) && unix.SetNonblock(int(tty.Fd()), false) == nil
}

// CanStop says whether somebody is there to continue the program once it is stopped: a shell with job
// control, which is a parent in the same session with a process group of its own. Without one (in a
// terminal window or a tmux pane that runs daylight itself) the system does not stop the program, and it
// would wait for ever to be continued.
func CanStop() bool {
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
