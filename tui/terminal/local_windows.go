package terminal

import (
	"errors"
	"os"
	"os/signal"

	"github.com/charmbracelet/x/term"
	"golang.org/x/sys/windows"
)

// Local returns the console in front of somebody. Bubble Tea reads it, as events and not as bytes, and
// tells its size.
func Local(in, out *os.File) (Device, error) {
	if !term.IsTerminal(in.Fd()) {
		return Device{}, errors.New("standard input is not a console")
	}
	signals := make(chan os.Signal, 8)
	signal.Notify(signals, ending()...)
	return Device{
		Out:     out,
		Console: in,
		Size:    func() (int, int, error) { return term.GetSize(out.Fd()) },
		Raw: func() (func() error, error) {
			keys, err := changed(in, windows.ENABLE_VIRTUAL_TERMINAL_INPUT, term.MakeRaw)
			if err != nil {
				return nil, err
			}
			shown, err := changed(out, windows.ENABLE_VIRTUAL_TERMINAL_PROCESSING|windows.DISABLE_NEWLINE_AUTO_RETURN, term.GetState)
			if err != nil {
				return nil, errors.Join(err, keys())
			}
			return func() error { return errors.Join(shown(), keys()) }, nil
		},
		Discard: func(q Queue) {
			if q == Typed {
				_ = windows.FlushConsoleInputBuffer(windows.Handle(in.Fd()))
			}
		},
		Signals: signals,
	}, nil
}

// changed adds bits to the mode of a console and returns what takes all changes back.
func changed(f *os.File, bits uint32, begin func(uintptr) (*term.State, error)) (undo func() error, _ error) {
	before, err := begin(f.Fd())
	if err != nil {
		return nil, err
	}
	undo = func() error { return term.Restore(f.Fd(), before) }
	var mode uint32
	if err := windows.GetConsoleMode(windows.Handle(f.Fd()), &mode); err != nil {
		return nil, errors.Join(err, undo())
	}
	if err := windows.SetConsoleMode(windows.Handle(f.Fd()), mode|bits); err != nil {
		return nil, errors.Join(err, undo())
	}
	return undo, nil
}

// ending are the signals that end a program and can be caught.
func ending() []os.Signal { return []os.Signal{os.Interrupt} }

func stops(os.Signal) bool { return false }

// CanStop is false: only Unix shells stop and continue programs.
func CanStop() bool { return false }
