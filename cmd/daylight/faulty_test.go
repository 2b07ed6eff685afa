package main

import (
	"os"

	tea "charm.land/bubbletea/v2"
)

// fault is a dashboard that breaks: on the key p in Update, on v in View, on c in a command.
type fault struct{ inView bool }

func (fault) Init() tea.Cmd { return nil }

func (f fault) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if key, ok := msg.(tea.KeyPressMsg); ok {
		switch key.String() {
		case "p":
			panic("fault in Update")
		case "v":
			f.inView = true
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
	v := tea.NewView("about to break")
	v.AltScreen = true
	v.MouseMode = tea.MouseModeCellMotion
	return v
}

// faulty is the program with a dashboard that breaks.
func faulty() {
	c := &console{in: os.Stdin, out: os.Stdout, err: os.Stderr, env: readEnvironment(os.Environ())}
	c.play(fault{}, c.env.profile(), hear())
	os.Exit(c.code)
}
