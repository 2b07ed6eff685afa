package main

import (
	"os"
	"os/signal"
	"syscall"

	tea "charm.land/bubbletea/v2"
)

// fault is a dashboard that breaks: on the key p in Update, on v in View, on c in a command; called with
// a word, at once in Init. On t it shows the cursor of a text field. Other keys it shows.
type fault struct {
	inView  bool
	inField bool
	pressed string
}

func (fault) Init() tea.Cmd {
	if len(os.Args) > 1 {
		panic("fault in Init")
	}
	return nil
}

func (f fault) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if key, ok := msg.(tea.KeyPressMsg); ok {
		switch f.pressed = key.String(); f.pressed {
		case "p":
			panic("fault in Update")
		case "v":
			f.inView = true
		case "t":
			f.inField = true
		case "c":
			return f, func() tea.Msg { panic("fault in a command") }
		}
	}
	return f, nil
}

func (f fault) View() tea.View {
	if f.inView {
		panic("fault in View")
	}
	v := tea.NewView("about to break " + f.pressed)
	v.AltScreen = true
	v.MouseMode = tea.MouseModeCellMotion
	v.WindowTitle = "about to break"
	if f.inField {
		v.Cursor = tea.NewCursor(0, 0)
		v.Cursor.Shape = tea.CursorBar
	}
	return v
}

// faulty is the program with a dashboard that breaks.
func faulty() {
	c := &console{in: os.Stdin, out: os.Stdout, err: os.Stderr, env: readEnvironment(os.Environ())}
	c.play(fault{}, c.env.profile(), hear())
	os.Exit(c.code)
}

// deaf is the program where nobody hears a signal.
func deaf() {
	signal.Ignore(syscall.SIGHUP)
	silence := make(chan chan os.Signal, 1)
	silence <- make(chan os.Signal)
	c := &console{in: os.Stdin, out: os.Stdout, err: os.Stderr, env: readEnvironment(os.Environ())}
	c.play(fault{}, c.env.profile(), silence)
	os.Exit(c.code)
}
