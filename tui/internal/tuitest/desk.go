// Package tuitest drives a dashboard in tests: a Desk presses keys, clicks and reads
// the screen. It brings the data that tests of views are about, made up and real.
// Only tests import it.
package tuitest

import (
	"encoding/base64"
	"fmt"
	"strings"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"

	"daylight/model"
	"daylight/model/answer"
	"daylight/model/query"
	"daylight/model/report"
	"daylight/tui"
	"daylight/tui/explore"
	"daylight/tui/kit/grid"
	"daylight/tui/kit/scene"
)

// Tester is what a desk needs of a test: testing's and rapid's have it.
type Tester interface {
	Helper()
	Errorf(format string, args ...any)
	Fatalf(format string, args ...any)
}

// Desk is a person who sits before a dashboard: it presses keys, turns the wheel
// and looks at the screen, and it knows of the program what a person can see.
type Desk struct {
	Tester
	*tui.Model
	W, H   int
	Quit   bool   // the program was told to end
	Copied string // what was sent to the terminal's clipboard last
	inside tui.Multiplexer
}

// Sit opens a dashboard of w×h cells on a question. Without other data it is about the
// made-up ones.
func Sit(t Tester, w, h int, text string, o tui.Options) *Desk {
	t.Helper()
	return Open(t, text, o).Resize(w, h)
}

// Open opens a dashboard in a window of which the size is not known yet: nothing is drawn
// before Resize.
func Open(t Tester, text string, o tui.Options) *Desk {
	t.Helper()
	if o.Data == nil {
		o.Data = MadeUp()
	}
	q, err := query.Parse(text, o.Data)
	if err != nil {
		t.Fatalf("%v", err)
	}
	o.Query = q
	m, err := tui.New(o)
	if err != nil {
		t.Fatalf("%v", err)
	}
	d := &Desk{Tester: t, Model: m, inside: o.Inside}
	if o.Powers.Views != nil {
		d.obey(m.Init())
	}
	return d
}

// Answer lets a test say what the engine answers to the question, as far as it is said by
// fields that it sets. That is for a dashboard that has drawn nothing: screens are kept.
func (d *Desk) Answer(change func(*answer.Result)) *Desk {
	change(d.Engine.Result(d.Query()))
	return d
}

// Send gives messages to the program, carries out the commands it answers and
// gives their messages back to it.
func (d *Desk) Send(msgs ...tea.Msg) *Desk {
	for _, msg := range msgs {
		_, cmd := d.Update(msg)
		d.obey(cmd)
	}
	return d
}

func (d *Desk) obey(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	switch msg := cmd().(type) {
	case nil:
	case tea.QuitMsg:
		d.Quit = true
	case tea.BatchMsg:
		for _, c := range msg {
			d.obey(c)
		}
	case tea.RawMsg:
		d.write(fmt.Sprint(msg.Msg))
	default:
		d.Send(msg)
	}
}

// write is what the terminal does with what the program writes beside its screen: it
// takes what is copied.
func (d *Desk) write(sequence string) {
	if d.inside == tui.Screen { // which passes on what is in its strings
		var passed strings.Builder
		for _, part := range strings.SplitAfter(sequence, "\x1b\\") {
			within, wrapped := strings.CutPrefix(strings.TrimSuffix(part, "\x1b\\"), "\x1bP")
			if part != "" && (!wrapped || len(within) > 256) {
				return
			}
			passed.WriteString(within)
		}
		sequence = passed.String()
	}
	if encoded, found := strings.CutPrefix(strings.TrimSuffix(sequence, "\a"), "\x1b]52;c;"); found {
		text, err := base64.StdEncoding.DecodeString(encoded)
		if err != nil {
			d.Errorf("what is copied is not in base64: %v", err)
		}
		d.Copied = string(text)
	}
}

// Resize gives the window another size.
func (d *Desk) Resize(w, h int) *Desk {
	d.W, d.H = w, h
	return d.Send(tea.WindowSizeMsg{Width: w, Height: h})
}

// Press presses keys, named as bindings name them.
func (d *Desk) Press(keys ...string) *Desk {
	for _, key := range keys {
		d.Send(Stroke(key))
	}
	return d
}

// Type types a text, letter by letter.
func (d *Desk) Type(text string) *Desk {
	for _, r := range text {
		d.Send(Stroke(string(r)))
	}
	return d
}

// named are the keys that are no letters.
var named = map[string]rune{
	"up": tea.KeyUp, "down": tea.KeyDown, "left": tea.KeyLeft, "right": tea.KeyRight, "home": tea.KeyHome,
	"end": tea.KeyEnd, "pgup": tea.KeyPgUp, "pgdown": tea.KeyPgDown, "enter": tea.KeyEnter, "esc": tea.KeyEscape,
	"tab": tea.KeyTab, "backspace": tea.KeyBackspace, "delete": tea.KeyDelete, "f1": tea.KeyF1,
}

// Stroke is the message of a key as a terminal sends it.
func Stroke(name string) tea.KeyPressMsg {
	var key tea.Key
	rest := name
	for _, mod := range []struct {
		prefix string
		mod    tea.KeyMod
	}{{"ctrl+", tea.ModCtrl}, {"alt+", tea.ModAlt}, {"shift+", tea.ModShift}} {
		if after, found := strings.CutPrefix(rest, mod.prefix); found && after != "" {
			key.Mod |= mod.mod
			rest = after
		}
	}
	switch code, special := named[rest]; {
	case special:
		key.Code = code
	case rest == "space" || rest == " ":
		key.Code, key.Text = tea.KeySpace, " "
	default:
		key.Code, _ = utf8.DecodeRuneInString(rest)
		if key.Mod == 0 {
			key.Text = rest
		}
	}
	if key.Mod != 0 {
		key.Text = ""
	}
	return tea.KeyPressMsg(key)
}

// Screen is what can be read, line by line.
func (d *Desk) Screen() []string {
	d.Helper()
	frame := d.Frame()
	if d.Quit {
		return nil
	}
	lines := strings.Split(frame.Plain(), "\n")
	if err := wrong(lines, d.W, d.H); err != nil {
		d.Fatalf("%v\n%s", err, strings.Join(lines, "\n"))
	}
	return lines
}

// Styled is the screen with its colours.
func (d *Desk) Styled() string { return d.View().Content }

// Frame is the screen as cells, good until it is drawn anew.
func (d *Desk) Frame() *grid.Frame {
	f, _ := d.Draw()
	return f
}

// String is the screen as one text, without the spaces at the ends of its lines.
func (d *Desk) String() string {
	d.Helper()
	lines := d.Screen()
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	return strings.Join(lines, "\n") + "\n"
}

// wrong says what a screen of w×h cells may not be.
func wrong(lines []string, w, h int) error {
	if len(lines) != h {
		return fmt.Errorf("%d lines on a screen of %d×%d", len(lines), w, h)
	}
	for i, line := range lines {
		if got := grid.Width(line); got != w {
			return fmt.Errorf("line %d is %d cells wide on a screen of %d×%d: %q", i, got, w, h, line)
		}
		if at := strings.IndexFunc(line, func(r rune) bool { return r < ' ' || r >= 0x7f && r < 0xa0 }); at >= 0 {
			return fmt.Errorf("line %d holds a control character at byte %d: %q", i, at, line)
		}
		if !utf8.ValidString(line) {
			return fmt.Errorf("line %d is not UTF-8: %q", i, line)
		}
	}
	return nil
}

// Line is the first line that holds a text.
func (d *Desk) Line(text string) string {
	d.Helper()
	_, y := d.Find(text)
	return d.Screen()[y]
}

// Last is the line at the foot of the screen.
func (d *Desk) Last() string {
	d.Helper()
	return d.Screen()[d.H-1]
}

// Heard is what stands on the last lines of a plain screen, which is what a person hears.
func (d *Desk) Heard() string {
	d.Helper()
	screen, from := d.Screen(), d.H
	if s := d.Scene(); !s.Busy {
		from = s.Help.Y
	} else { // an empty line stands above it
		for from > 0 && strings.TrimSpace(screen[from-1]) != "" {
			from--
		}
	}
	return strings.Join(strings.Fields(strings.Join(screen[from:], " ")), " ")
}

// Find is where a text stands first, below the headline and the finding if it can: the
// cell of its first letter.
func (d *Desk) Find(text string) (x, y int) {
	d.Helper()
	s, screen := d.Scene(), d.Screen()
	top := min(max(s.Header.Y+s.Header.H, s.Finding.Y+s.Finding.H), len(screen))
	for i := range screen {
		y := (top + i) % len(screen)
		if at := strings.Index(screen[y], text); at >= 0 {
			return grid.Width(screen[y][:at]), y
		}
	}
	d.Fatalf("%q is not on the screen:\n%s", text, d)
	return 0, 0
}

// Shows fails unless all texts are on the screen.
func (d *Desk) Shows(texts ...string) *Desk {
	d.Helper()
	screen := d.String()
	for _, text := range texts {
		if !strings.Contains(screen, text) {
			d.Errorf("%q is not on the screen:\n%s", text, screen)
		}
	}
	return d
}

// Hides fails if one of the texts is on the screen.
func (d *Desk) Hides(texts ...string) *Desk {
	d.Helper()
	screen := d.String()
	for _, text := range texts {
		if strings.Contains(screen, text) {
			d.Errorf("%q is on the screen:\n%s", text, screen)
		}
	}
	return d
}

// Asks fails unless the question on screen, but for the selected row, is this.
func (d *Desk) Asks(want string) *Desk {
	d.Helper()
	q := d.Query()
	q.Select = ""
	if got := q.String(); got != want {
		d.Errorf("the question is %q, want %q", got, want)
	}
	return d
}

// Click clicks a text on the screen.
func (d *Desk) Click(text string) *Desk {
	d.Helper()
	x, y := d.Find(text)
	return d.ClickAt(x, y)
}

// ClickAt clicks a cell.
func (d *Desk) ClickAt(x, y int) *Desk {
	return d.Send(tea.MouseClickMsg{X: x, Y: y, Button: tea.MouseLeft})
}

// Wheel turns the wheel over the middle of the screen: down where turns is
// positive.
func (d *Desk) Wheel(turns int) *Desk {
	button := tea.MouseWheelDown
	if turns < 0 {
		button, turns = tea.MouseWheelUp, -turns
	}
	for range turns {
		d.Send(tea.MouseWheelMsg{X: d.W / 2, Y: d.H / 2, Button: button})
	}
	return d
}

// Selected is the line of the selected row, from its sign on; "" for none.
func (d *Desk) Selected() string {
	d.Helper()
	for _, line := range d.Screen() {
		before, after, found := strings.Cut(line, string(d.Glyphs.Cursor)+" ")
		if found && !strings.HasSuffix(strings.TrimRight(before, "0123456789 "), "+") { // that points to more columns
			return strings.TrimRight(after, " ")
		}
	}
	return ""
}

// Told is what a view says of each question to who cannot see it. The countries have
// places.
func Told(t Tester, describe func(*scene.Kit, query.Query) string, questions ...string) string {
	t.Helper()
	var b strings.Builder
	for _, text := range questions {
		d := Open(t, text, tui.Options{Data: OnIslands()})
		fmt.Fprintf(&b, "%s\n%s\n\n", text, describe(&d.Kit, d.Query()))
	}
	return b.String()
}

// Query is the question on screen.
func (d *Desk) Query() query.Query { return d.Session().Query }

// Select puts the cursor on a row, by asking the question anew with that row selected.
func (d *Desk) Select(id string) *Desk {
	q := d.Query()
	q.Select = id
	return d.Press(":").Send(tea.PasteMsg{Content: q.String()}).Press("enter")
}

// Heads is the line of the heads of columns.
func (d *Desk) Heads() string {
	d.Helper()
	return d.Screen()[d.Scene().Head.Y]
}

// Cursor is the head of the column under the cursor; "" for that of the names.
func (d *Desk) Cursor() string {
	c := d.Session().Column
	if c == model.NameColumn {
		return ""
	}
	return c.Head()
}

// Rows is the rows of explore as they stand on the screen; of another view, its scene
// alone.
func (d *Desk) Rows() *explore.Screen {
	s := d.Scene()
	if v, rows := s.Screen.(*explore.Screen); rows {
		return v
	}
	return &explore.Screen{Scene: s}
}

// Cells is what stands in a row of cells, without the spaces around it.
func Cells(line string, x, w int) string {
	rest := line[len(grid.Cut(line, max(x, 0), "")):]
	return strings.TrimSpace(grid.Cut(rest, max(w+min(x, 0), 0), ""))
}

// CutTo is the beginning of a name, as much of it as certainly fits.
func CutTo(name string, w int) string { return grid.Cut(name, w, "") }

// Says reports whether a text is a figure in full or, where there is no room, in
// short: nothing else, and above all not its first digits.
func Says(text string, f answer.Figure, c report.Column, format answer.Format) bool {
	full := format.Figure(f, c)
	for w := grid.Width(full); w > 0; w-- {
		if text == format.Short(f, c, w) {
			return true
		}
	}
	return false
}
