package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"runtime/debug"
	"syscall"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/term"

	"daylight/data"
	"daylight/data/figure"
	"daylight/data/print"
	"daylight/model/answer"
	"daylight/model/query"
	"daylight/tui"
	"daylight/tui/kit/theme"
	"daylight/tui/terminal"
)

// open opens the dashboard or, where there is no terminal to draw it on, prints the view. Commands
// are the names that a first word may have been meant as.
func (c *console) open(words, commands []string) {
	if !term.IsTerminal(c.out.Fd()) {
		c.show(words, commands)
		return
	}
	if c.env.noTerminalNamed() {
		named := "TERM is not set"
		if name := c.env.get["TERM"]; name != "" {
			named = "TERM is " + name
		}
		c.say(named + ", and the dashboard needs a terminal that can place text: printing the view instead")
		c.show(words, commands)
		return
	}
	c.raise(func() (*tui.Model, bool) { return c.dashboard(words, commands) })
}

// raise shows a dashboard, as soon as it is made, on the terminal.
func (c *console) raise(made func() (*tui.Model, bool)) {
	if !c.themeIsKnown() {
		return
	}
	readyMemory()
	device, err := terminal.Local(c.in, c.out)
	if err != nil {
		c.fail(exitFailure, err.Error(), "To print the view instead, use daylight show.")
		return
	}
	device.Env, device.Profile = c.env.vars, c.env.profile()
	// Until the first frame almost nothing of what is made becomes garbage: collecting then costs
	// 4 ms of the start and frees nothing.
	collect := min(debug.SetGCPercent(-1), collectAt)
	m, ok := made()
	if !ok {
		return
	}
	c.play(device, m, func() { debug.SetGCPercent(collect) })
}

// dashboard makes the dashboard for the words of a query.
func (c *console) dashboard(words, commands []string) (*tui.Model, bool) {
	d, ok := c.load()
	if !ok {
		return nil, false
	}
	q, ok := c.ask(d, words, commands)
	if !ok {
		return nil, false
	}
	options := c.options()
	options.Data, options.Query, options.Hint = d, q, len(words) == 0
	return c.made(options)
}

// made makes a dashboard.
func (c *console) made(options tui.Options) (*tui.Model, bool) {
	m, err := tui.New(options)
	if err != nil {
		c.fail(exitUsage, err.Error())
		return nil, false
	}
	return m, true
}

// options are those of any dashboard at this console.
func (c *console) options() tui.Options {
	set, err := c.store.settings()
	options := tui.Options{
		Theme:         set.Theme,
		Ground:        c.env.background(),
		ASCII:         c.ascii(),
		Mono:          c.env.profile() <= colorprofile.ASCII,
		Large:         c.flags.large,
		Plain:         c.flags.plain,
		ReducedMotion: c.flags.talk.reducedMotion,
		Settings:      set,
		Mouse:         !set.NoMouse,
		Inside:        c.env.multiplexer(),
		Powers:        c.powers(),
		World:         data.World,
		Clock: tui.Clock{
			Now: time.Now,
			After: func(wait time.Duration, msg tea.Msg) tea.Cmd {
				return tea.Tick(wait, func(time.Time) tea.Msg { return msg })
			},
		},
	}
	if err != nil {
		options.Say = err.Error()
	} else if c.env.screenReaderIsLikely() && !c.flags.plainGiven {
		options.Say = "a screen reader seems to be on: daylight --plain draws text alone, ? lists the keys"
	}
	// A flag and NO_COLOR are for this visit: they are not among the settings.
	if c.flags.theme != "" {
		options.Theme = c.flags.theme
	}
	if options.Mono {
		options.Theme = ""
	}
	if c.flags.mouseGiven {
		options.Mouse = !c.flags.noMouse
	}
	return options
}

// powers are what a dashboard at this console may do.
func (c *console) powers() tui.Powers {
	p := tui.Powers{
		Encode: func(form string, e *answer.Engine, q query.Query) ([]byte, error) {
			var b bytes.Buffer
			err := print.View(e, q).Write(&b, form, answer.Format{ASCII: c.ascii()})
			return b.Bytes(), err
		},
		Figure: func(e *answer.Engine, q query.Query, t theme.Theme) ([]byte, error) {
			return c.drawn(e, q, t, figure.DefaultWidth, 0)
		},
		Write:    c.write,
		Views:    c.store.views,
		SaveView: c.store.save,
		DropView: c.store.drop,
		Remember: c.store.remember,
	}
	if terminal.CanStop() {
		p.Suspend = tea.Suspend
	}
	return p
}

// collectAt is by how much what is in use may grow before garbage is collected, in percent. Frames make
// little of it and collecting takes a millisecond beside them, so memory is the better thing to save.
const collectAt = 20

// play shows a dashboard on a terminal until a key, a signal or the loss of the terminal ends it. Shown is
// called after the first frame.
func (c *console) play(device terminal.Device, m terminal.Model, shown func()) {
	t, err := terminal.Open(device, m)
	shown()
	if err == nil {
		err = t.Run()
	}
	var ended terminal.Signal
	var fault *terminal.Fault
	switch {
	case err == nil:
	case errors.Is(err, terminal.ErrGone):
		c.code = exitHangup
	case errors.As(err, &ended):
		c.code = exitCode(ended.Signal)
	case errors.As(err, &fault):
		_, _ = c.err.Write(fault.Stack)
		c.fail(exitFailure, "a fault of daylight ended the dashboard: "+fault.Said,
			"The terminal is as it was. Please report this and what stands above; to print the view instead, use daylight show.")
	default:
		c.fail(exitFailure, fmt.Sprintf("running the dashboard: %v", err))
	}
}

// exitCode is what a program ends with that a signal has ended: as shells do, 128 and its number.
func exitCode(s os.Signal) int {
	if n, ok := s.(syscall.Signal); ok {
		return 128 + int(n)
	}
	return exitFailure
}
