package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"sync/atomic"
	"syscall"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/term"

	"daylight/data"
	"daylight/model"
	"daylight/tui"
	"daylight/tui/input"
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
	if !c.themeIsKnown() {
		return
	}
	heard := hear()
	// Until the first frame almost nothing of what is made becomes garbage: collecting then costs
	// 4 ms of the start and frees nothing.
	first := &firstFrame{collect: min(debug.SetGCPercent(-1), collectAt)}
	open := func() bool {
		var ok bool
		first.Model, ok = c.dashboard(words, commands)
		return ok
	}
	// A query can be wrong, which is said on a terminal that is as it was. Without one, all that can be
	// wrong is daylight itself.
	if len(words) > 0 && !open() {
		return
	}
	first.make = open
	var err error
	if first.size.Width, first.size.Height, err = term.GetSize(c.out.Fd()); err != nil {
		c.fail(exitFailure, fmt.Sprintf("asking the terminal for its size: %v", err))
		return
	}
	c.play(first, c.env.profile(), heard)
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
	set, err := c.store.settings()
	options := tui.Options{
		Data:     d,
		Query:    q,
		Theme:    set.Theme,
		Ground:   c.env.background(),
		ASCII:    c.ascii(),
		Mono:     c.env.profile() <= colorprofile.ASCII,
		Plain:    c.flags.plain,
		Hint:     len(words) == 0,
		Settings: set,
		Mouse:    !set.NoMouse,
		Inside:   c.env.multiplexer(),
		Powers:   c.powers(),
		World:    data.World,
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
	m, err := tui.New(options)
	if err != nil {
		c.fail(exitUsage, err.Error())
		return nil, false
	}
	return m, true
}

// powers are what a dashboard at this console may do.
func (c *console) powers() tui.Powers {
	p := tui.Powers{
		Encode: func(form string, e *model.Engine, q model.Query) ([]byte, error) {
			var b bytes.Buffer
			err := data.Print(e, q).Write(&b, form, model.Format{ASCII: c.ascii()})
			return b.Bytes(), err
		},
		Write:    c.write,
		Views:    c.store.views,
		SaveView: c.store.save,
		DropView: c.store.drop,
		Remember: c.store.remember,
	}
	if canSuspend() {
		p.Suspend = tea.Suspend
	}
	return p
}

// collectAt is by how much what is in use may grow before garbage is collected, in percent. Frames make
// little of it and collecting takes a millisecond beside them, so memory is the better thing to save.
const collectAt = 30

// firstFrame is a dashboard until its first message. Bubble Tea prints frames when a clock strikes,
// every 8 ms, and calls Init when that clock is running. A dashboard that is made and told its size
// here has its data read, its first evaluation and its first frame done while it would wait anyway;
// told by the first message, it would print an empty frame and wait once more.
type firstFrame struct {
	*tui.Model             // nil until Init, unless words had to be understood first
	make       func() bool // makes the dashboard, or says what is wrong
	size       tea.WindowSizeMsg
	collect    int // for debug.SetGCPercent
}

// Init brings the dashboard to the size of the terminal.
func (f *firstFrame) Init() tea.Cmd {
	if f.Model == nil && !f.make() {
		panic("the dashboard cannot be made without a query")
	}
	_, resized := f.Model.Update(f.size)
	return tea.Batch(resized, f.Model.Init())
}

// Update hands over to the dashboard itself and, the first frame being done, to the garbage
// collector, which open keeps from it.
func (f *firstFrame) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	debug.SetGCPercent(f.collect)
	return f.Model.Update(msg)
}

// hear begins to catch the signals that end a dashboard, and hands the channel of them over when they
// are caught. For that the runtime starts a thread, and on a busy machine it can take 8 ms until that
// runs: better while the data is read than after.
func hear() <-chan chan os.Signal {
	heard := make(chan chan os.Signal, 1)
	go func() {
		signals := make(chan os.Signal, 1)
		signal.Notify(signals, os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
		heard <- signals
	}()
	return heard
}

// play runs a Bubble Tea program until a key, a signal that is heard or the loss of the terminal ends
// it, and gives the terminal back.
func (c *console) play(m tea.Model, profile colorprofile.Profile, heard <-chan chan os.Signal) {
	in, err := input.Open(c.in)
	if err != nil {
		c.fail(exitFailure, err.Error(), "To print the view instead, use daylight show.")
		return
	}
	tty := &keyboard{File: in}
	guarded := guard(m)
	p := tea.NewProgram(guarded,
		tea.WithInput(tty),
		tea.WithOutput(c.out),
		tea.WithEnvironment(c.env.vars),
		tea.WithColorProfile(profile),
		tea.WithFPS(120), // the most there is: frames and keys wait for this clock
		tea.WithoutSignalHandler(),
	)

	// Whatever ends the program first says what it ends with. Bubble Tea's own handler would end it
	// with 0 on SIGTERM and leave the terminal raw on SIGHUP.
	var ended atomic.Int32
	quit := func(code int) {
		if ended.CompareAndSwap(0, int32(code)) {
			p.Quit()
		}
	}
	tty.lost = func() { quit(exitHangup) }
	signals := <-heard
	go func() {
		s := <-signals
		signal.Stop(signals) // a second one ends a program that hangs in writing to a stopped terminal
		quit(exitCode(s))
	}()

	_, err = p.Run()
	switch code := int(ended.Load()); {
	case errors.Is(err, tea.ErrProgramPanic):
		c.fail(exitFailure, "a fault of daylight ended the dashboard"+guarded.fault(),
			"The terminal is as it was. Please report this and what stands above; to print the view instead, use daylight show.")
	case code != 0:
		c.code = code
	case err != nil:
		c.fail(exitFailure, fmt.Sprintf("running the dashboard: %v", err))
	}
}

// exitCode is what a program ends with that a signal has ended.
func exitCode(s os.Signal) int {
	switch s {
	case os.Interrupt:
		return exitInterrupt
	case syscall.SIGHUP:
		return exitHangup
	}
	return exitTerminate
}

// keyboard is the terminal to read keys from. It notices when that goes away, which Bubble Tea does
// not: it would wait for ever for a key that cannot come.
type keyboard struct {
	*input.File
	lost func()
}

// Read reads keys; the first error is the last thing that lost hears of.
func (k *keyboard) Read(p []byte) (int, error) {
	n, err := k.File.Read(p)
	if err != nil {
		k.lost()
		err = io.EOF
	}
	return n, err
}
