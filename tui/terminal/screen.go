package terminal

import (
	"fmt"
	"slices"
	"strings"
	"sync/atomic"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"daylight/tui/kit/grid"
)

// mode is something that is switched on in a terminal while it shows a dashboard.
type mode struct{ on, off string }

// modes lists them in the order in which they are switched on. They are switched off in the opposite one:
// the keyboard, of which a terminal keeps a stack for each of its two screens, before the screen.
func modes(d Device, v tea.View) []mode {
	list := []mode{
		{ansi.SetModeAltScreenSaveCursor, ansi.ResetModeAltScreenSaveCursor},
		{ansi.ResetModeAutoWrap, ansi.SetModeAutoWrap},
		{ansi.ResetModeTextCursorEnable, ansi.SetModeTextCursorEnable},
		{ansi.SetModeBracketedPaste, ansi.ResetModeBracketedPaste},
		{ansi.PushKittyKeyboard(reports(v.KeyboardEnhancements)), ansi.PopKittyKeyboard(1)},
	}
	if v.WindowTitle != "" && keepsTitle(d) {
		title := mode{"\x1b[22;2t" + ansi.SetWindowTitle(v.WindowTitle), "\x1b[23;2t"}
		list = slices.Insert(list, 0, title)
	}
	return list
}

// reports is what the kitty protocol is asked to report.
func reports(k tea.KeyboardEnhancements) int {
	flags := ansi.KittyDisambiguateEscapeCodes
	report := func(wanted bool, flag int) {
		if wanted {
			flags |= flag
		}
	}
	report(k.ReportEventTypes, ansi.KittyReportEventTypes)
	report(k.ReportAlternateKeys, ansi.KittyReportAlternateKeys)
	report(k.ReportAllKeysAsEscapeCodes, ansi.KittyReportAllKeysAsEscapeCodes)
	report(k.ReportAssociatedText, ansi.KittyReportAssociatedKeys)
	return flags
}

func variable(d Device, key string) string {
	for _, v := range d.Env {
		if name, value, ok := strings.Cut(v, "="); ok && name == key {
			return value
		}
	}
	return ""
}

// keepsTitle says whether a title can be given back. GNU screen and the Linux console do not keep the one
// from before.
func keepsTitle(d Device) bool {
	return variable(d, "TERM") != "linux" && (variable(d, "STY") == "" || variable(d, "TMUX") != "")
}

// questions are what a terminal is asked when it is opened: whether it can hold a frame back until it is
// whole. The Linux console, old terminals and Apple's print a part of the question.
func questions(d Device) string {
	term := variable(d, "TERM")
	if term == "linux" || strings.HasPrefix(term, "vt") || strings.HasPrefix(variable(d, "TERM_PROGRAM"), "Apple") {
		return ""
	}
	return ansi.RequestModeSynchronizedOutput
}

// screen is what a terminal shows, and the modes it is in.
type screen struct {
	shown   bool // it shows a dashboard
	modes   []mode
	painter grid.Painter
	clear   bool // the window is larger than any frame, and what is beyond it is not known
	mouse   tea.MouseMode
	moused  bool        // it has been reported since hush
	cursor  *tea.Cursor // nil while it is hidden
	style   int         // the shape of the cursor that was chosen; 0 for none
	sync    atomic.Bool // a frame can be held back until it is whole
	ask     string
	out     []byte
}

func newScreen(d Device) screen {
	return screen{painter: grid.Painter{Profile: d.Profile}, ask: questions(d)}
}

// appendOn appends what switches the modes on.
func (s *screen) appendOn(out []byte) []byte {
	for _, m := range s.modes {
		out = append(out, m.on...)
	}
	return out
}

// appendOff appends what gives everything back. What a write that broke off may have left open is closed.
func (s *screen) appendOff(out []byte) []byte {
	out = append(out, "\x1b\\"...)
	if s.sync.Load() {
		out = append(out, ansi.ResetModeSynchronizedOutput...)
	}
	out = append(out, "\x1b[m"...)
	out = s.appendMouse(out, tea.MouseModeNone)
	if s.style != 0 {
		out = append(out, "\x1b[0 q"...)
		s.style = 0
	}
	for _, m := range slices.Backward(s.modes) {
		out = append(out, m.off...)
	}
	s.cursor = nil
	s.painter.Forget()
	return out
}

// appendMouse appends what changes how much of the mouse is reported.
func (s *screen) appendMouse(out []byte, to tea.MouseMode) []byte {
	if s.mouse == to {
		return out
	}
	out = append(out, mouseModes[s.mouse].off...)
	s.moused, s.mouse = true, to
	return append(out, mouseModes[to].on...)
}

// mouseModes are the modes in which the mouse is reported.
var mouseModes = map[tea.MouseMode]mode{
	tea.MouseModeCellMotion: {
		on:  ansi.SetModeMouseButtonEvent + ansi.SetModeMouseExtSgr,
		off: ansi.ResetModeMouseButtonEvent + ansi.ResetModeMouseExtSgr,
	},
	tea.MouseModeAllMotion: {
		on:  ansi.SetModeMouseAnyEvent + ansi.SetModeMouseExtSgr,
		off: ansi.ResetModeMouseAnyEvent + ansi.ResetModeMouseExtSgr,
	},
}

// appendFrame appends what leads from what is shown to a frame; nothing when it is shown already.
func (s *screen) appendFrame(out []byte, f *grid.Frame, v tea.View) []byte {
	out = s.appendMouse(out, v.MouseMode)
	start := len(out)
	if s.sync.Load() {
		out = append(out, ansi.SetModeSynchronizedOutput...)
	}
	if s.cursor != nil { // it would be seen to run over the screen
		out = append(out, ansi.ResetModeTextCursorEnable...)
	}
	before := len(out)
	if s.clear {
		s.clear = false
		out = append(out, "\x1b[m"+ansi.EraseEntireScreen...)
	}
	out = s.painter.Paint(out, f)
	painted := len(out) > before
	if !painted && sameCursor(s.cursor, v.Cursor) {
		return out[:start]
	}
	if s.cursor = v.Cursor; s.cursor != nil {
		c := *s.cursor
		s.cursor = &c
		if style := cursorStyle(c); style != s.style {
			out = append(out, ansi.SetCursorStyle(style)...)
			s.style = style
		}
		out = append(out, ansi.CursorPosition(c.X+1, c.Y+1)...)
		out = append(out, ansi.SetModeTextCursorEnable...)
	}
	if s.sync.Load() {
		out = append(out, ansi.ResetModeSynchronizedOutput...)
	}
	return out
}

func sameCursor(a, b *tea.Cursor) bool {
	if a == nil || b == nil {
		return a == b
	}
	return a.Position == b.Position && cursorStyle(*a) == cursorStyle(*b)
}

// cursorStyle is the number of a cursor's shape. Its colour is the terminal's own.
func cursorStyle(c tea.Cursor) int {
	style := 2*int(c.Shape) + 1
	if !c.Blink {
		style++
	}
	return style
}

// take takes the terminal over: raw mode, and in one write the modes, a first frame and the questions.
func (t *Terminal) take(f *grid.Frame, v tea.View) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	if err := t.raw(); err != nil {
		return err
	}
	s := &t.screen
	s.modes = modes(t.device, v)
	s.shown = true
	s.out = s.appendOn(s.out[:0])
	s.out = s.appendFrame(s.out, f, v)
	s.out = append(s.out, t.asks(s.ask)...)
	t.write(s.out)
	return nil
}

// raw has keys come one by one, if they do not yet.
func (t *Terminal) raw() error {
	if t.device.Raw == nil {
		return nil
	}
	undo, err := t.device.Raw()
	if err != nil {
		return fmt.Errorf("having the keys of the terminal come one by one: %w", err)
	}
	t.undo.Store(&undo)
	return nil
}

// cook has keys come by lines again.
func (t *Terminal) cook() {
	if undo := t.undo.Swap(nil); undo != nil {
		_ = (*undo)()
	}
}

// write writes to the terminal, by who holds the mutex.
func (t *Terminal) write(p []byte) {
	if len(p) == 0 || t.stuck.Load() {
		return
	}
	t.writes.Add(1)
	defer t.writes.Add(1)
	if _, err := t.device.Out.Write(p); err != nil {
		t.fail(ErrGone)
	}
}

// paint shows a frame.
func (t *Terminal) paint(f *grid.Frame, v tea.View) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if !t.screen.shown {
		return
	}
	t.screen.out = t.screen.appendFrame(t.screen.out[:0], f, v)
	t.write(t.screen.out)
}

// say writes text that the model wants the terminal to have: a question, or something for its clipboard.
func (t *Terminal) say(text string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.screen.shown {
		t.write([]byte(t.asks(text)))
	}
}

// sized remembers the size of the window, and that nothing is known of what it shows.
func (t *Terminal) sized(w, h int) tea.WindowSizeMsg {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.screen.painter.Forget()
	t.screen.clear = w > grid.MaxWidth || h > grid.MaxHeight
	return tea.WindowSizeMsg{Width: max(0, min(w, grid.MaxWidth)), Height: max(0, min(h, grid.MaxHeight))}
}

// Restore gives the terminal back. It may be called at any time, from any goroutine and more than once.
// On a terminal that reads nothing it hangs; Run has an answer to that.
func (t *Terminal) Restore() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.give()
}

// hush has the terminal report no mouse any more, whose wheel may run on while a key is pressed, and asks to
// be told when that has come to pass. A terminal that has never answered is not asked.
func (t *Terminal) hush() {
	t.mu.Lock()
	defer t.mu.Unlock()
	s := &t.screen
	if !s.shown || !s.moused || t.answered.Load() == 0 || t.device.Console != nil {
		return
	}
	mode := s.mouse
	s.out = s.appendMouse(s.out[:0], tea.MouseModeNone)
	s.mouse, s.moused = mode, false // give does not rely on it
	t.asking()
	t.write(append(s.out, fence...))
}

// give gives everything back, by who holds the mutex.
func (t *Terminal) give() {
	if !t.screen.shown {
		return
	}
	t.screen.shown = false
	if t.stuck.Swap(false) {
		t.discard(Written) // what hung before is gone, and its remains make room
	}
	t.write(t.screen.appendOff(t.screen.out[:0]))
	t.cook()
}

// suspend gives the terminal to the shell until that continues the program.
func (t *Terminal) suspend() {
	if t.device.Stop == nil {
		return
	}
	t.settle()
	t.mu.Lock()
	defer t.mu.Unlock()
	if !t.screen.shown {
		return
	}
	t.give()
	t.device.Stop()
	t.again()
}

// front says whether the program has the terminal.
func (t *Terminal) front() bool { return t.device.Front == nil || t.device.Front() }

// again takes the terminal over anew, by who holds the mutex, unless the shell has it: then the program was
// continued to be ended.
func (t *Terminal) again() {
	if !t.front() {
		return
	}
	if err := t.raw(); err != nil {
		t.fail(err)
		return
	}
	t.screen.shown = true
	t.write(t.screen.appendOn(t.screen.out[:0]))
	t.look()
}

// renew takes the terminal over anew after the program was stopped without a word: the shell has changed
// what it liked. Where it has left the keys as they were, they come one by one throughout: what is typed
// meanwhile is not lost.
func (t *Terminal) renew() {
	t.mu.Lock()
	defer t.mu.Unlock()
	if !t.screen.shown {
		return
	}
	if !t.front() && t.device.Stop != nil {
		t.device.Stop()
	}
	if t.front() {
		t.write(t.screen.appendOff(t.screen.out[:0]))
		t.again()
	}
}
