//go:build unix

package terminal

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/vt"

	"daylight/tui/kit/grid"
)

// deadline is how long a test waits for what it expects. Only a failing test waits that long.
const deadline = time.Minute

// glass is a terminal that remembers what was done to it.
type glass struct {
	in   *io.PipeReader
	keys *io.PipeWriter

	mu      sync.Mutex
	changed chan struct{}
	writes  []string
	events  []string      // what happened besides, and the writes between
	block   chan struct{} // while there is one, a write waits for it
	w, h    int
	resized chan os.Signal
	signals chan os.Signal
	told    chan os.Signal

	wheel     int  // how often it still turns when the mouse is off
	wheelRead bool // what the wheel still sent was read before the terminal was given back
}

func newGlass(w, h int) *glass {
	g := &glass{changed: make(chan struct{}), w: w, h: h, resized: make(chan os.Signal, 1), signals: make(chan os.Signal, 4), told: make(chan os.Signal, 1)}
	g.in, g.keys = io.Pipe()
	return g
}

// note remembers an event.
func (g *glass) note(event string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.events = append(g.events, event)
	close(g.changed)
	g.changed = make(chan struct{})
}

// Read is what was typed.
func (g *glass) Read(p []byte) (int, error) {
	n, err := g.in.Read(p)
	if strings.Contains(string(p[:n]), "\x1b[<65;3;3M\x1b[?62c") {
		g.mu.Lock()
		g.wheelRead = !slices.Contains(g.events, "cooked")
		g.mu.Unlock()
	}
	return n, err
}

func (g *glass) Write(p []byte) (int, error) {
	g.mu.Lock()
	block := g.block
	g.mu.Unlock()
	if block != nil {
		g.note("hangs")
		<-block
	}
	if mouseless := strings.TrimSuffix(string(p), fence); len(mouseless) < len(p) && strings.HasPrefix("\x1b[?1002l\x1b[?1006l", mouseless) {
		// The wheel runs on until the terminal has heard of it.
		go func() { _, _ = io.WriteString(g.keys, strings.Repeat("\x1b[<65;3;3M", g.wheel)+"\x1b[?62c") }()
		return len(p), nil
	}
	g.mu.Lock()
	g.writes = append(g.writes, string(p))
	g.mu.Unlock()
	g.note("write")
	return len(p), nil
}

func (g *glass) all() string {
	g.mu.Lock()
	defer g.mu.Unlock()
	return strings.Join(g.writes, "")
}

// screen is what can be read on it.
func (g *glass) screen() string {
	e := vt.NewEmulator(g.w, g.h)
	_, _ = e.WriteString(strings.NewReplacer(fence, "", "\x1b[?2026$p", "").Replace(g.all())) // nobody reads its answers
	return e.String()
}

func (g *glass) happened() []string {
	g.mu.Lock()
	defer g.mu.Unlock()
	return slices.Clone(g.events)
}

// until waits until ok says yes.
func (g *glass) until(t *testing.T, what string, ok func() bool) {
	t.Helper()
	late := time.NewTimer(deadline)
	defer late.Stop()
	for {
		g.mu.Lock()
		changed := g.changed
		g.mu.Unlock()
		if ok() {
			return
		}
		select {
		case <-changed:
		case <-late.C:
			all := g.all()
			t.Fatalf("waited in vain for %s; it got %q", what, all[max(0, len(all)-2000):])
		}
	}
}

func (g *glass) untilShown(t *testing.T, text string) {
	t.Helper()
	g.until(t, fmt.Sprintf("%q", text), func() bool { return strings.Contains(g.all(), text) })
}

func (g *glass) device() Device {
	return Device{
		In: g, Out: g,
		Size: func() (int, int, error) {
			g.mu.Lock()
			defer g.mu.Unlock()
			return g.w, g.h, nil
		},
		Raw: func() (func() error, error) {
			g.note("raw")
			return func() error { g.note("cooked"); return nil }, nil
		},
		Discard: func(q Queue) { g.note([]string{"discard typed", "discard written"}[q]) },
		Stop:    func() bool { g.note("stopped"); return true },
		Told:    g.told,
		Resized: g.resized,
		Signals: g.signals,
		Env:     []string{"TERM=xterm-256color"},
	}
}

func (g *glass) typed(t *testing.T, keys string) {
	t.Helper()
	if _, err := io.WriteString(g.keys, keys); err != nil {
		t.Error(err)
	}
}

// counter shows how many keys it has heard, and the last one.
type counter struct {
	keys  int
	last  string
	frame *grid.Frame
	do    func(c *counter, key string) tea.Cmd
	begin tea.Cmd
	broke bool // Draw panics
	caret *tea.Cursor
}

func (c *counter) Init() tea.Cmd { return c.begin }

func (c *counter) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		c.frame = grid.New(msg.Width, msg.Height)
	case tea.KeyPressMsg:
		c.keys++
		c.last = msg.String()
		if c.last == "ctrl+c" {
			return c, tea.Quit
		}
		if c.do != nil {
			return c, c.do(c, c.last)
		}
	case tea.BackgroundColorMsg:
		c.last = "background"
	default:
		if name := fmt.Sprintf("%T", msg); !strings.Contains(name, "quit") {
			c.last = name
		}
	}
	return c, nil
}

func (c *counter) View() tea.View { return tea.View{} }

func (c *counter) Draw() (*grid.Frame, tea.View) {
	if c.broke {
		panic("fault in Draw")
	}
	w, h := c.frame.Size()
	c.frame.Reset(w, h)
	c.frame.Text(c.frame.Rect(), fmt.Sprintf("%d:%s.", c.keys, c.last), grid.Style{}.Bold())
	return c.frame, tea.View{WindowTitle: "counter", MouseMode: tea.MouseModeCellMotion, Cursor: c.caret}
}

// running is a dashboard on a terminal, until it has ended.
type running struct {
	*Terminal
	ended chan error
}

func run(t *testing.T, g *glass, m Model) running {
	t.Helper()
	term, err := Open(g.device(), m)
	if err != nil {
		t.Fatal(err)
	}
	r := running{term, make(chan error, 1)}
	go func() { r.ended <- term.Run() }()
	t.Cleanup(func() { _ = g.keys.Close() })
	return r
}

// end waits for the end, and says how it came.
func (r running) end(t *testing.T) error {
	t.Helper()
	select {
	case err := <-r.ended:
		return err
	case <-time.After(deadline):
		t.Fatal("it does not end")
		return nil
	}
}

// given is what gives everything back that a counter has taken.
var given = []string{
	"\x1b[m", "\x1b[?1002l", "\x1b[?1006l", "\x1b[<1u", "\x1b[?2004l", "\x1b[?25h", "\x1b[?7h", "\x1b[?1049l", "\x1b[23;2t",
}

// isGiven fails unless the last write gives all back, in that order, and raw mode is ended after it.
func (g *glass) isGiven(t *testing.T) {
	t.Helper()
	g.mu.Lock()
	last := g.writes[len(g.writes)-1]
	g.mu.Unlock()
	rest := last
	for _, off := range given {
		_, after, ok := strings.Cut(rest, off)
		if !ok {
			t.Errorf("%q is not in its place in %q", off, last)
			return
		}
		rest = after
	}
	if happened := g.happened(); happened[len(happened)-1] != "cooked" || happened[len(happened)-2] != "write" {
		t.Errorf("it ends with %q", happened)
	}
}

func TestTheFirstWriteHoldsModesFrameAndQuestions(t *testing.T) {
	g := newGlass(30, 4)
	r := run(t, g, &counter{})
	g.untilShown(t, "0:.")
	g.mu.Lock()
	first := g.writes[0]
	g.mu.Unlock()
	rest := first
	for _, part := range []string{
		"\x1b[22;2t", "\x1b]2;counter\x07", "\x1b[?1049h", "\x1b[?7l", "\x1b[?25l", "\x1b[?2004h", "\x1b[>1u", "\x1b[?1002h\x1b[?1006h",
		"0:.", "\x1b[4H" + strings.Repeat(" ", 30), "\x1b[?2026$p", fence,
	} {
		_, after, ok := strings.Cut(rest, part)
		if !ok {
			t.Fatalf("%q is not in its place in %q", part, first)
		}
		rest = after
	}
	g.typed(t, "\x03")
	if err := r.end(t); err != nil {
		t.Error(err)
	}
	g.isGiven(t)
}

func TestWhatChangesNothingWritesNothing(t *testing.T) {
	g := newGlass(30, 4)
	c := &counter{do: func(c *counter, key string) tea.Cmd {
		if key != "j" {
			c.keys, c.last = 0, ""
		}
		return nil
	}}
	r := run(t, g, c)
	g.typed(t, strings.Repeat("x", 100))
	g.typed(t, "j")
	g.untilShown(t, "1:j.")
	g.mu.Lock()
	if n := len(g.writes); n != 2 {
		t.Errorf("%d writes: %q", n, g.writes)
	}
	g.mu.Unlock()
	g.typed(t, "\x03")
	_ = r.end(t)
}

func TestTheLastFrameIsAlwaysShownAndFewBefore(t *testing.T) {
	g := newGlass(30, 4)
	r := run(t, g, &counter{})
	const keys = 2000
	g.typed(t, strings.Repeat("j", keys))
	g.until(t, "the last frame", func() bool { return strings.HasPrefix(g.screen(), fmt.Sprintf("%d:j.", keys)) })
	g.mu.Lock()
	n := len(g.writes)
	g.mu.Unlock()
	if n > keys/2 {
		t.Errorf("%d frames for %d keys", n, keys)
	}
	g.typed(t, "\x03")
	_ = r.end(t)
}

func TestEscIsHeardThoughNothingFollows(t *testing.T) {
	g := newGlass(30, 4)
	r := run(t, g, &counter{})
	g.typed(t, "\x1b")
	g.untilShown(t, "1:esc.")
	g.typed(t, "\x03")
	_ = r.end(t)
}

func TestCtrlCEndsAFlood(t *testing.T) {
	g := newGlass(30, 4)
	c := &counter{}
	free := make(chan struct{})
	c.do = func(*counter, string) tea.Cmd { <-free; return nil } // a model that is busy
	r := run(t, g, c)
	for range 256 {
		g.typed(t, strings.Repeat("j", 4096))
	}
	g.typed(t, "\x03")
	close(free)
	if err := r.end(t); err != nil {
		t.Error(err)
	}
	if c.keys > 10 {
		t.Errorf("%d keys were carried out before it", c.keys)
	}
	g.isGiven(t)
}

func TestAQuestionGoesOutAtOnceAndOnlyItsAnswerIsHeard(t *testing.T) {
	g := newGlass(30, 4)
	const ask = "\x1b]11;?\x07"
	r := run(t, g, &counter{begin: tea.Raw(ask)})
	g.untilShown(t, ask+fence)
	g.typed(t, "\x1b[?2026;2$y\x1b[?62c\x1b]11;rgb:ff/ff/ff\x07\x1b[?62c")
	g.untilShown(t, "background")
	if all := g.all(); strings.Contains(all, "Attributes") || strings.Contains(all, "Mode") {
		t.Errorf("the model hears of %q", all)
	}
	g.typed(t, "j")
	g.untilShown(t, "j")
	g.mu.Lock()
	last := g.writes[len(g.writes)-1]
	g.mu.Unlock()
	if !strings.HasPrefix(last, "\x1b[?2026h") || !strings.HasSuffix(last, "\x1b[?2026l") {
		t.Errorf("a frame is not held back until it is whole: %q", last)
	}
	g.typed(t, "\x03")
	_ = r.end(t)
	if slices.Contains(g.happened(), "discard typed") {
		t.Error("typing is thrown away though nothing was under way")
	}
}

func TestAnswersUnderWayAreNotLeftToTheShell(t *testing.T) {
	g := newGlass(30, 4)
	r := run(t, g, &counter{})
	g.typed(t, "\x03")
	g.typed(t, "\x1b[?2026;2$y\x1b[?62c")
	if err := r.end(t); err != nil {
		t.Error(err)
	}
	g.isGiven(t)
}

func TestASilentTerminalIsNotWaitedForLong(t *testing.T) {
	g := newGlass(30, 4)
	r := run(t, g, &counter{})
	g.typed(t, "\x03")
	if err := r.end(t); err != nil {
		t.Error(err)
	}
	happened := g.happened()
	thrown, given := slices.Index(happened, "discard typed"), slices.Index(happened, "cooked")
	if thrown < 0 || thrown > given {
		t.Errorf("an answer would be typed into the shell; it happened: %q", happened)
	}
}

func TestAWheelThatRunsOnIsNotLeftToTheShell(t *testing.T) {
	for _, answered := range []bool{true, false} {
		g := newGlass(30, 4)
		g.wheel = 30
		r := run(t, g, &counter{})
		if answered {
			g.typed(t, "\x1b[?2026;2$y\x1b[?62c")
		}
		g.typed(t, "j")
		g.untilShown(t, "1:j.")
		g.typed(t, "\x03")
		if err := r.end(t); err != nil {
			t.Error(err)
		}
		g.mu.Lock()
		if g.wheelRead != answered {
			t.Errorf("a terminal that answers (%v) has the wheel read: %v", answered, g.wheelRead)
		}
		g.mu.Unlock()
		g.isGiven(t)
	}
}

func TestStoppedAndContinuedItIsWholeAgain(t *testing.T) {
	stop := map[string]func(t *testing.T, g *glass){
		"by a key":               func(t *testing.T, g *glass) { g.typed(t, "z") },
		"from outside":           func(_ *testing.T, g *glass) { g.told <- syscall.SIGTSTP },
		"without being asked to": func(_ *testing.T, g *glass) { g.told <- syscall.SIGCONT },
	}
	for name, act := range stop {
		t.Run(name, func(t *testing.T) {
			g := newGlass(30, 4)
			c := &counter{do: func(_ *counter, key string) tea.Cmd {
				if key == "z" {
					return tea.Suspend
				}
				return nil
			}}
			r := run(t, g, c)
			g.typed(t, "\x1b[?62c")
			g.typed(t, "j")
			g.untilShown(t, "1:j.")
			before := len(g.happened())
			act(t, g)
			g.until(t, "the screen again", func() bool {
				_, again, _ := strings.Cut(g.all(), "\x1b[?1049l")
				return strings.Contains(again, "\x1b[?1049h") && strings.Contains(again, ":"+c.last+".") && strings.Contains(again, strings.Repeat(" ", 30))
			})
			want := []string{"write", "cooked", "stopped", "raw", "write"}
			if strings.HasPrefix(name, "without") {
				want = []string{"write", "raw", "write"} // a key that is typed meanwhile is read
			}
			if got := g.happened()[before:]; !slices.Equal(got[:len(want)], want) {
				t.Errorf("it happened: %q", got)
			}
			g.typed(t, "k\x03")
			_ = r.end(t)
			g.isGiven(t)
		})
	}
}

func TestASignalEndsIt(t *testing.T) {
	for _, s := range []os.Signal{os.Interrupt, syscall.SIGTERM, syscall.SIGHUP, syscall.SIGQUIT, syscall.SIGABRT} {
		g := newGlass(30, 4)
		r := run(t, g, &counter{caret: tea.NewCursor(1, 1)})
		g.signals <- s
		if err := r.end(t); err != (Signal{s}) {
			t.Errorf("%v: %v", s, err)
		}
		g.isGiven(t)
		if !strings.HasSuffix(strings.Split(g.all(), "\x1b[?2004l")[0], "\x1b[0 q\x1b[<1u") {
			t.Errorf("the shape of the cursor is not given back: %q", g.all())
		}
	}
}

func TestATerminalThatReadsNothingHoldsNobodyUp(t *testing.T) {
	for want, end := range map[error]func(*glass){
		Signal{syscall.SIGTERM}: func(g *glass) { g.signals <- syscall.SIGTERM },
		nil:                     func(g *glass) { g.typed(t, "\x03") },
	} {
		stuck(t, want, end)
	}
}

// stuck ends a dashboard while a frame hangs.
func stuck(t *testing.T, want error, end func(*glass)) {
	t.Helper()
	g := newGlass(30, 4)
	block := make(chan struct{})
	m := &counter{do: func(*counter, string) tea.Cmd {
		g.mu.Lock()
		g.block = block
		g.mu.Unlock()
		return nil
	}}
	d := g.device()
	d.Discard = func(q Queue) {
		if q == Written { // the system gives up what it could not write, and the write returns
			g.mu.Lock()
			if g.block != nil {
				close(block)
				g.block = nil
			}
			g.mu.Unlock()
		}
	}
	term, err := Open(d, m)
	if err != nil {
		t.Fatal(err)
	}
	r := running{term, make(chan error, 1)}
	go func() { r.ended <- term.Run() }()
	defer func() { _ = g.keys.Close() }()
	g.typed(t, "j")
	g.until(t, "its frame to hang", func() bool { return slices.Contains(g.happened(), "hangs") })
	end(g)
	if err := r.end(t); err != want {
		t.Errorf("it ends with %v, not %v", err, want)
	}
	g.isGiven(t)
}

func TestAHopelessTerminalDoesNotHoldItUpEither(t *testing.T) {
	for _, busy := range []bool{true, false} {
		hopeless(t, busy)
	}
}

// hopeless ends a dashboard on a terminal that will never read again: while a frame hangs, or while nothing
// is written but that the terminal is given back.
func hopeless(t *testing.T, busy bool) {
	g := newGlass(30, 4)
	r := run(t, g, &counter{})
	g.untilShown(t, "0:.")
	g.mu.Lock()
	g.block = make(chan struct{})
	g.mu.Unlock()
	if busy {
		g.typed(t, "j")
	}
	g.signals <- syscall.SIGHUP
	if err := r.end(t); err != (Signal{syscall.SIGHUP}) {
		t.Error(err)
	}
	if !slices.Contains(g.happened(), "cooked") {
		t.Error("raw mode is left on")
	}
	close(g.block)
}

func TestATerminalThatGoesAwayEndsIt(t *testing.T) {
	g := newGlass(30, 4)
	r := run(t, g, &counter{})
	_ = g.keys.Close()
	if err := r.end(t); !errors.Is(err, ErrGone) {
		t.Error(err)
	}
	g.isGiven(t)
}

func TestAFaultGivesTheTerminalBack(t *testing.T) {
	fault := func() tea.Msg { panic("fault in a command") }
	for where, m := range map[string]*counter{
		"Update":             {do: func(*counter, string) tea.Cmd { panic("fault in Update") }},
		"Draw":               {do: func(c *counter, _ string) tea.Cmd { c.broke = true; return nil }},
		"a command":          {do: func(*counter, string) tea.Cmd { return fault }},
		"a batch of them":    {do: func(*counter, string) tea.Cmd { return tea.Batch(fault, fault) }},
		"the first command":  {begin: fault},
		"a frame that waits": {do: func(c *counter, _ string) tea.Cmd { c.broke = c.keys == 7; return nil }},
	} {
		t.Run(where, func(t *testing.T) {
			g := newGlass(30, 4)
			r := run(t, g, m)
			go func() { _, _ = io.WriteString(g.keys, "jjjjjjj") }()
			var f *Fault
			if err := r.end(t); !errors.As(err, &f) || !strings.HasPrefix(f.Said, "fault in") || len(f.Stack) == 0 {
				t.Errorf("it ends with %v", err)
			}
			g.isGiven(t)
		})
	}
}

func TestAFaultInTheFirstFrameLeavesTheTerminalAlone(t *testing.T) {
	g := newGlass(30, 4)
	_, err := Open(g.device(), &counter{broke: true})
	var f *Fault
	if !errors.As(err, &f) {
		t.Errorf("it opens with %v", err)
	}
	if happened := g.happened(); len(happened) > 0 {
		t.Errorf("it happened: %q", happened)
	}
}

func TestATerminalThatCannotBeWrittenToIsAnErrorAndGivenBack(t *testing.T) {
	g := newGlass(30, 4)
	d := g.device()
	d.Out = brokenPipe{}
	if _, err := Open(d, &counter{}); !errors.Is(err, ErrGone) {
		t.Errorf("it opens with %v", err)
	}
	if happened := g.happened(); !slices.Equal(happened, []string{"raw", "cooked"}) {
		t.Errorf("it happened: %q", happened)
	}
}

type brokenPipe struct{}

func (brokenPipe) Write([]byte) (int, error) { return 0, syscall.EPIPE }

func TestAHugeWindowShowsTheFrameInItsCorner(t *testing.T) {
	g := newGlass(9999, 9999)
	c := &counter{}
	r := run(t, g, c)
	if w, h := c.frame.Size(); w != grid.MaxWidth || h != grid.MaxHeight {
		t.Errorf("the frame has %d×%d", w, h)
	}
	g.untilShown(t, "\x1b[2J")
	g.mu.Lock()
	g.w, g.h = 20, 3
	g.mu.Unlock()
	g.resized <- syscall.SIGTERM // whatever it is
	g.until(t, "the smaller frame", func() bool {
		happened := g.happened()
		return happened[len(happened)-1] == "write" && len(happened) > 2
	})
	g.mu.Lock()
	last := g.writes[len(g.writes)-1]
	g.mu.Unlock()
	if strings.Contains(last, "\x1b[2J") || !strings.Contains(last, "\x1b[3H"+strings.Repeat(" ", 20)) || len(last) > 200 {
		t.Errorf("the smaller frame is %q", last)
	}
	g.typed(t, "\x03")
	_ = r.end(t)
}

func TestATerminalThatHasNoSizeShowsAFrameOfTheUsualOne(t *testing.T) {
	for size, want := range map[[2]int][2]int{{0, 0}: {80, 24}, {100, 0}: {100, 24}, {0, 5}: {80, 5}} {
		g := newGlass(size[0], size[1])
		c := &counter{}
		term, err := Open(g.device(), c)
		if err != nil {
			t.Fatal(err)
		}
		term.Restore()
		if w, h := c.frame.Size(); [2]int{w, h} != want {
			t.Errorf("%v: the frame has %d×%d", size, w, h)
		}
	}
}

func TestNothingIsWrittenAfterItWasGivenBack(t *testing.T) {
	g := newGlass(30, 4)
	r := run(t, g, &counter{})
	g.untilShown(t, "0:.")
	var all sync.WaitGroup
	for range 4 {
		all.Go(r.Restore)
	}
	all.Wait()
	g.isGiven(t)
	n := len(g.all())
	g.typed(t, "jjj\x03")
	_ = r.end(t)
	if after := g.all()[n:]; after != "" {
		t.Errorf("%q is written after it", after)
	}
}

func TestATitleIsOnlySetWhereItCanBeGivenBack(t *testing.T) {
	for env, titled := range map[string]bool{
		"TERM=xterm": true, "TERM=linux": false, "STY=1 TERM=screen": false, "STY=1 TMUX=x TERM=tmux": true,
	} {
		g := newGlass(30, 4)
		d := g.device()
		d.Env = strings.Fields(env)
		term, err := Open(d, &counter{})
		if err != nil {
			t.Fatal(err)
		}
		term.Restore()
		if got := strings.Contains(g.all(), "counter\x07") && strings.Contains(g.all(), "\x1b[23;2t"); got != titled {
			t.Errorf("%s: titled %v: %q", env, got, g.all())
		}
	}
}

func TestManySessionsLeaveNothingBehind(t *testing.T) {
	before := runtime.NumGoroutine()
	var all sync.WaitGroup
	for range 20 {
		all.Go(func() {
			g := newGlass(30, 4)
			term, err := Open(g.device(), &counter{})
			if err != nil {
				t.Error(err)
				return
			}
			go func() {
				_, _ = io.WriteString(g.keys, strings.Repeat("jk\x1b[A", 200)+"\x03jjjj")
				_ = g.keys.Close()
			}()
			if err := term.Run(); err != nil && !errors.Is(err, ErrGone) {
				t.Error(err)
			}
			g.isGiven(t)
		})
	}
	all.Wait()
	for late := time.Now().Add(deadline); runtime.NumGoroutine() > before; runtime.Gosched() {
		if time.Now().After(late) {
			var stacks bytes.Buffer
			buf := make([]byte, 1<<20)
			stacks.Write(buf[:runtime.Stack(buf, true)])
			t.Fatalf("%d goroutines remain of %d\n%s", runtime.NumGoroutine(), before, stacks.String())
		}
	}
}
