package main

import (
	"os"
	"os/signal"
	"syscall"

	tea "charm.land/bubbletea/v2"

	"daylight/tui/kit/grid"
	"daylight/tui/terminal"
)

// fault is a dashboard that breaks: on the key p in Update, on v in Draw, on c in a command; called with
// a word, at once in Init. On t it shows the cursor of a text field. Other keys it shows.
type fault struct {
	inDraw  bool
	inField bool
	pressed string
	frame   *grid.Frame
}

func (fault) Init() tea.Cmd {
	if len(os.Args) > 1 {
		panic("fault in Init")
	}
	return nil
}

func (f fault) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		f.frame = grid.New(msg.Width, msg.Height)
	case tea.KeyPressMsg:
		switch f.pressed = msg.String(); f.pressed {
		case "p":
			panic("fault in Update")
		case "v":
			f.inDraw = true
		case "t":
			f.inField = true
		case "c":
			return f, func() tea.Msg { panic("fault in a command") }
		}
	}
	return f, nil
}

func (f fault) Draw() (*grid.Frame, tea.View) {
	if f.inDraw {
		panic("fault in View")
	}
	f.frame.Text(f.frame.Rect(), "about to break "+f.pressed, grid.Style{})
	v := tea.View{MouseMode: tea.MouseModeCellMotion, WindowTitle: "about to break"}
	if f.inField {
		v.Cursor = tea.NewCursor(0, 0)
		v.Cursor.Shape = tea.CursorBar
	}
	return f.frame, v
}

func (f fault) View() tea.View { return tea.View{} }

// played runs a dashboard that breaks.
func played(change func(*terminal.Device)) {
	c := &console{in: os.Stdin, out: os.Stdout, err: os.Stderr, env: readEnvironment(os.Environ())}
	device, err := terminal.Local(c.in, c.out)
	if err != nil {
		panic(err)
	}
	device.Env, device.Profile = c.env.vars, c.env.profile()
	change(&device)
	c.play(device, fault{}, func() {})
	os.Exit(c.code)
}

// faulty is the program with a dashboard that breaks.
func faulty() { played(func(*terminal.Device) {}) }

// deaf is the program where nobody hears a signal.
func deaf() {
	signal.Ignore(syscall.SIGHUP)
	played(func(d *terminal.Device) { d.Signals = nil })
}
