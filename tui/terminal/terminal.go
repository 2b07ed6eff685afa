// Package terminal owns one terminal: what comes in, what goes out, the modes it is in, and that it is
// given back. A terminal is the window in front of somebody or, later, the other end of a connection.
//
//	             bytes            messages              actions
//	keyboard ─────────▶ inbox ─────────────▶ Bubble Tea ────────▶ Model
//	                                            │ after each message
//	screen ◀──────── painter ◀── frame ─────────┘
//	         changed cells       at most one in 4 ms
//
// Bubble Tea is the loop: Init, Update, commands, messages. It does not draw, because its renderer waits
// for a clock, and it does not read, because its reader gives up on a sequence after 50 ms and holds a
// ctrl+c behind all that was typed before it. What is hard about a terminal is this:
//
// Nothing that it says may become typing. Keys, replies to questions, the mouse and pastes come as one
// stream of bytes, in sequences that begin with ESC, which is itself a key, and that may be cut anywhere on
// their way. So a sequence is held until it is whole (see splitter and inbox); questions are counted, and
// with each goes a second one that every terminal answers, so that at the end it is known whether answers
// are still under way (see asked); these are waited for and thrown away rather than left to the shell.
//
// A person must always get out. Reading never waits for drawing, frames are drawn when there is time, and
// ctrl+c goes past everything that was read before it. A signal ends the loop, and so does ctrl+c where the
// loop hangs in writing to a terminal that does not read (see urge); what is not written is then thrown away
// (see await).
//
// Everything is given back, once, in the opposite order, whatever ends it: a key, a signal, a fault in the
// model or here, being stopped by the shell. Modes stand in one table (see modes) that says for each how it
// is undone. Every goroutine of this package, and every command of the model, recovers; the fault ends the
// loop like a signal does, and Run returns it. The mutex that a write holds is the one that giving back
// takes, so no frame is written after it.
//
// Memory is bounded, whatever comes: windows are taken for smaller before anything is allocated, sequences
// and pastes have a length, the queue of messages has an end.
package terminal

import (
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"

	"daylight/tui/kit/grid"
)

// Model is a dashboard. View is not asked for here: it is for whoever runs one under Bubble Tea's own
// renderer.
type Model interface {
	tea.Model
	// Draw returns the frame to show, which is only good until the next call, and beside it the cursor, the
	// mouse mode, the window's title and what the keyboard is to report. The view's content is not read.
	Draw() (*grid.Frame, tea.View)
}

// Device is what a terminal is made of. A nil function means that there is no such thing.
type Device struct {
	In      io.Reader
	Out     io.Writer
	Console *os.File                            // read by Bubble Tea instead of In: a Windows console
	Size    func() (width, height int, _ error) // in cells
	Raw     func() (undo func() error, _ error) // keys come one by one, and unseen; undo may be called once
	Discard func(which Queue)                   // throws away what the system holds of it
	Stop    func() bool                         // stops it until it has the terminal again or is to end; false: nobody would continue it
	Front   func() bool                         // whether the program has the terminal, and not the shell
	Told    <-chan os.Signal                    // to stop, and that it goes on after it was stopped by others than Stop
	Resized <-chan os.Signal                    // something comes when the size has changed
	Signals <-chan os.Signal                    // see Signal
	Env     []string                            // KEY=value
	Profile colorprofile.Profile                // how many colours it has
}

// Queue is one of the two that a system keeps for a terminal.
type Queue uint8

// The queues.
const (
	Typed   Queue = iota // typed, and not read yet
	Written              // written, and not shown yet
)

// ErrGone is what Run returns when the terminal has gone away.
var ErrGone = errors.New("the terminal has gone away")

// Signal is what Run returns when a signal has ended it.
type Signal struct{ os.Signal }

// Error names the signal.
func (s Signal) Error() string { return "ended by the signal " + s.String() }

// Fault is what Run returns when something in the program was wrong.
type Fault struct {
	Said  string
	Stack []byte // of the goroutine
}

// Error is what was said.
func (f *Fault) Error() string { return f.Said }

// Terminal is one that a dashboard has opened.
type Terminal struct {
	device  Device
	loop    loop
	inbox   *inbox
	program *tea.Program

	over  chan struct{} // closed when something has ended it that is no key
	done  chan struct{} // closed when it has been given back
	once  sync.Once
	cause error // why over is closed

	asked, answered atomic.Int32
	askedAt         atomic.Int64
	reply           chan struct{}
	stuck           atomic.Bool  // no frame may be written any more
	writes          atomic.Int64 // begun and ended, so it is odd while one is under way
	urging          atomic.Bool

	mu     sync.Mutex // held by who writes
	screen screen
	undo   atomic.Pointer[func() error] // of Raw; nil while keys come by lines
	resize chan struct{}
}

// Open shows a model on a terminal: it is told the size, and the modes and its first frame go out in one
// write. Where that fails the terminal is as it was.
func Open(d Device, m Model) (t *Terminal, err error) {
	t = &Terminal{
		device: d,
		over:   make(chan struct{}),
		done:   make(chan struct{}),
		reply:  make(chan struct{}, 1),
		resize: make(chan struct{}, 1),
		screen: newScreen(d),
	}
	t.loop = loop{t: t, model: m}
	t.inbox = newInbox(t.catch, t.heard)
	t.inbox.urged = t.urge
	defer func() {
		t.catchInto(recover())
		if t.cause != nil {
			t.Restore()
			t, err = nil, t.cause
		}
	}()
	w, h, err := d.Size()
	if err != nil {
		return nil, fmt.Errorf("asking the terminal for its size: %w", err)
	}
	// A terminal that has not been told its size, as on a serial line, says that it has none.
	if w <= 0 {
		w = usualWidth
	}
	if h <= 0 {
		h = usualHeight
	}
	first := t.sized(w, h)
	model, begun := t.loop.model.Update(first)
	t.loop.model = model.(Model)
	f, v := t.loop.model.Draw()
	if err := t.take(f, v); err != nil {
		return nil, err
	}
	options := []tea.ProgramOption{
		tea.WithoutRenderer(), tea.WithoutSignalHandler(), tea.WithFPS(1), // its clock cannot be stopped
		tea.WithOutput(io.Discard), tea.WithInput(nil), tea.WithEnvironment(d.Env), tea.WithColorProfile(d.Profile),
		tea.WithFilter(t.loop.filter),
	}
	if d.Console != nil {
		options = append(options, tea.WithInput(d.Console))
	}
	t.loop.begun = begun
	t.program = tea.NewProgram(&t.loop, options...)
	return t, nil
}

// The size that most terminals have.
const usualWidth, usualHeight = 80, 24

// Run runs the loop until a key, a signal, a fault or the loss of the terminal ends it, and gives the
// terminal back. The error is a Signal, a *Fault, ErrGone or what Bubble Tea says; nil when the model quit.
func (t *Terminal) Run() error {
	ran := make(chan error, 1)
	t.spawn(func() {
		_, err := t.program.Run()
		ran <- err
	})
	if t.device.Console == nil {
		t.spawn(t.read)
		t.spawn(t.feed)
	}
	t.spawn(t.listen)
	t.spawn(t.follow)
	var err error
	select {
	case err = <-ran:
	case <-t.over:
		t.spawn(t.program.Quit)
		ended := make(chan struct{})
		t.spawn(func() {
			<-ran
			close(ended)
		})
		t.await(ended)
	}
	given := make(chan struct{})
	t.spawn(func() {
		defer close(given)
		t.settle()
		t.Restore()
	})
	if !t.await(given) {
		t.cook()
	}
	close(t.done)
	select {
	case <-t.over:
		return t.cause
	default:
		return err
	}
}

// patience is how long the loop may take to end, and then the terminal to be given back, before what hangs
// is helped out, and how long that is tried.
const patience = 400 * time.Millisecond

// await waits for something that may hang in a write, because the terminal reads nothing. After a while
// no frame is written any more, and what the terminal has not read is thrown away, so that the write
// returns. It says whether it did.
func (t *Terminal) await(done <-chan struct{}) bool {
	nudge := time.NewTimer(patience)
	defer nudge.Stop()
	hopeless := time.NewTimer(2 * patience)
	defer hopeless.Stop()
	for {
		select {
		case <-done:
			return true
		case <-hopeless.C:
			return false
		case <-nudge.C:
			t.stuck.Store(true)
			t.discard(Written)
			nudge.Reset(patience / 20)
		}
	}
}

func (t *Terminal) discard(q Queue) {
	if t.device.Discard != nil && t.front() {
		t.device.Discard(q)
	}
}

// urge ends the loop where a write keeps it from hearing of ctrl+c.
func (t *Terminal) urge() {
	if !t.urging.CompareAndSwap(false, true) {
		return
	}
	t.spawn(func() {
		defer t.urging.Store(false)
		for before := t.writes.Load(); ; {
			select {
			case <-t.done:
				return
			case <-t.over:
				return
			case <-time.After(patience):
			}
			now := t.writes.Load()
			switch {
			case now%2 == 0:
				return
			case now == before:
				t.fail(nil) // as when the model has quit
				return
			}
			before = now
		}
	})
}

// fail ends the loop for a reason; the first one counts.
func (t *Terminal) fail(why error) {
	t.once.Do(func() {
		t.cause = why
		close(t.over)
	})
}

// catch is deferred by everything that runs on its own.
func (t *Terminal) catch() { t.catchInto(recover()) }

func (t *Terminal) catchInto(fault any) {
	if fault != nil {
		t.fail(&Fault{Said: fmt.Sprint(fault), Stack: debug.Stack()})
	}
}

// spawn runs something on its own. A fault in it ends the loop, and not the program with a raw terminal.
func (t *Terminal) spawn(do func()) {
	go func() {
		defer t.catch()
		do()
	}()
}

// read takes what the terminal sends until there is no more.
func (t *Terminal) read() {
	p := make([]byte, 4096)
	for {
		n, err := t.device.In.Read(p)
		t.inbox.write(p[:n])
		if err != nil {
			t.fail(ErrGone)
			return
		}
	}
}

// feed gives the loop one message after another.
func (t *Terminal) feed() {
	for {
		for msg, ok := t.inbox.next(); ok; msg, ok = t.inbox.next() {
			t.program.Send(msg)
		}
		select {
		case <-t.inbox.bell:
		case <-t.done:
			return
		}
	}
}

// listen carries out signals.
func (t *Terminal) listen() {
	for {
		select {
		case <-t.done:
			return
		case s := <-t.device.Told:
			if stops(s) {
				t.suspend()
			} else {
				t.renew()
			}
		case s, open := <-t.device.Signals:
			if !open {
				return
			}
			t.fail(Signal{s})
		}
	}
}

// follow tells the loop when the window has another size.
func (t *Terminal) follow() {
	for {
		select {
		case <-t.done:
			return
		case <-t.device.Resized:
		case <-t.resize:
		}
		if w, h, err := t.device.Size(); err == nil {
			t.program.Send(tea.WindowSizeMsg{Width: w, Height: h})
		}
	}
}

// look has follow look for the size, whether or not it has changed.
func (t *Terminal) look() {
	select {
	case t.resize <- struct{}{}:
	default:
	}
}

// What is asked is answered within this time or never, and at the end waited for that long.
const (
	answerTime = 2 * time.Second
	drainTime  = 150 * time.Millisecond
)

// fence is a question that every terminal answers, and in its turn: what was asked before it has been
// answered by then, or never will be.
const fence = "\x1b[c"

// asks adds the fence to text that asks the terminal something.
func (t *Terminal) asks(text string) string {
	if !strings.Contains(text, ";?") && !strings.Contains(text, "$p") {
		return text
	}
	t.asking()
	return text + fence
}

// asking counts a question.
func (t *Terminal) asking() {
	t.asked.Add(1)
	t.askedAt.Store(time.Now().UnixNano())
}

// heard takes what the terminal says about itself, and says whether that is all.
func (t *Terminal) heard(msg tea.Msg) bool {
	switch m := msg.(type) {
	case uv.PrimaryDeviceAttributesEvent: // the fence
		t.answered.Add(1)
		select {
		case t.reply <- struct{}{}:
		default:
		}
		return true
	case tea.ModeReportMsg: // as Bubble Tea reads it from a console
		return t.heard(uv.ModeReportEvent(m))
	case uv.ModeReportEvent:
		if m.Mode == ansi.ModeSynchronizedOutput && m.Value == ansi.ModeReset {
			t.screen.sync.Store(true)
			return true
		}
	}
	return false
}

// settle waits for what is under way, answers and the mouse, and throws away what has not been read: the
// shell would take it for typing.
func (t *Terminal) settle() {
	t.hush()
	if t.asked.Load() == t.answered.Load() || time.Since(time.Unix(0, t.askedAt.Load())) > answerTime {
		return
	}
	late := time.NewTimer(drainTime)
	defer late.Stop()
	for t.asked.Load() > t.answered.Load() {
		select {
		case <-t.reply:
			continue
		case <-late.C:
			t.discard(Typed)
			return
		}
	}
}
