//go:build unix

package terminal

import (
	"fmt"
	"os"
	"os/signal"
	"syscall"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/term"
	"golang.org/x/sys/unix"
)

// Local returns the terminal in front of somebody. Keys come from in when that is a terminal, else from
// the one that controls the process. Signals are caught from now on, and only Run carries them out: call
// it early, because to catch the first one takes a thread, which on a busy machine takes milliseconds.
func Local(in, out *os.File) (Device, error) {
	keys := in
	if !term.IsTerminal(in.Fd()) {
		tty, _, err := tea.OpenTTY()
		if err != nil {
			return Device{}, fmt.Errorf("standard input is not a terminal and none can be opened for the keyboard: %w", err)
		}
		keys = tty
	}
	mine := &job{tty: keys, told: make(chan os.Signal, 2), ending: make(chan os.Signal, 1)}
	signals := make(chan os.Signal, 8)
	resized := make(chan os.Signal, 1)
	caught := make(chan struct{})
	go func() {
		defer func() {
			_ = recover() // then they end the program as they always did
			close(caught)
		}()
		signal.Notify(signals, ending()...)
		mine.catch()
		signal.Notify(resized, syscall.SIGWINCH)
	}()
	return Device{
		In:  mine,
		Out: patient{out},
		Size: func() (int, int, error) {
			return term.GetSize(out.Fd())
		},
		Raw: func() (func() error, error) {
			<-caught
			return mine.raw()
		},
		Discard: func(q Queue) {
			which := unix.TCIFLUSH
			if q == Written {
				which = unix.TCOFLUSH
			}
			flush(keys, which)
		},
		Stop:    mine.stop,
		Front:   mine.front,
		Told:    mine.told,
		Resized: resized,
		Signals: signals,
	}, nil
}

// ending are the signals that end a program and can be caught.
func ending() []os.Signal {
	return []os.Signal{os.Interrupt, syscall.SIGTERM, syscall.SIGHUP, syscall.SIGQUIT, syscall.SIGABRT}
}

func stops(s os.Signal) bool { return s == syscall.SIGTSTP }
