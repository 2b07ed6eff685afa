package terminal

import (
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/vt"
	"pgregory.net/rapid"

	"daylight/tui/kit/grid"
)

// pane is a terminal that knows the modes it is in.
type pane struct {
	*vt.Emulator
	on     map[ansi.Mode]bool
	cursor string // its shape
}

// newCursor is the shape that a cursor has of itself.
var newCursor = fmt.Sprint(vt.CursorBlock, false)

func newPane(w, h int) *pane {
	p := &pane{vt.NewEmulator(w, h), map[ansi.Mode]bool{ansi.ModeAutoWrap: true, ansi.ModeTextCursorEnable: true}, newCursor}
	p.SetCallbacks(vt.Callbacks{
		EnableMode:  func(m ansi.Mode) { p.on[m] = true },
		DisableMode: func(m ansi.Mode) { delete(p.on, m) },
		CursorStyle: func(s vt.CursorStyle, still bool) { p.cursor = fmt.Sprint(s, still) },
	})
	return p
}

// modes are those that are on.
func (p *pane) modes() string { return fmt.Sprint(p.on) }

// look is all that can be noticed of it.
func (p *pane) look() string {
	var b strings.Builder
	for y := range p.Height() {
		for x := range p.Width() {
			c := p.CellAt(x, y)
			fmt.Fprintf(&b, "%q %v %v|", c.Content, c.Style.Bg, c.Style.Attrs)
		}
		b.WriteByte('\n')
	}
	fmt.Fprintln(&b, p.modes())
	if p.on[ansi.ModeTextCursorEnable] {
		fmt.Fprintln(&b, p.CursorPosition(), p.cursor)
	}
	return b.String()
}

// drawnView is what a model may say beside its frame.
func drawnView(t *rapid.T, w, h int) tea.View {
	v := tea.View{MouseMode: rapid.SampledFrom([]tea.MouseMode{tea.MouseModeNone, tea.MouseModeCellMotion, tea.MouseModeAllMotion}).Draw(t, "mouse")}
	if rapid.Bool().Draw(t, "cursor") {
		v.Cursor = tea.NewCursor(rapid.IntRange(0, w-1).Draw(t, "x"), rapid.IntRange(0, h-1).Draw(t, "y"))
		v.Cursor.Shape = rapid.SampledFrom([]tea.CursorShape{tea.CursorBlock, tea.CursorUnderline, tea.CursorBar}).Draw(t, "shape")
		v.Cursor.Blink = rapid.Bool().Draw(t, "blink")
	}
	return v
}

func TestATerminalIsAsIfOnlyTheLastFrameHadBeenShown(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := Device{Env: []string{"TERM=xterm-256color"}, Profile: colorprofile.TrueColor}
		w, h := rapid.IntRange(1, 8).Draw(t, "width"), rapid.IntRange(1, 3).Draw(t, "height")
		p, s := newPane(w, h), newScreen(d)
		untouched := p.modes()
		s.modes = modes(d, tea.View{})
		write := func(p *pane, out []byte) { _, _ = p.Write(out) }
		write(p, s.appendOn(nil))
		f := grid.New(w, h)
		for range rapid.IntRange(1, 8).Draw(t, "events") {
			switch rapid.IntRange(0, 6).Draw(t, "event") {
			case 0:
				write(p, s.appendOff(nil))
				if got := p.modes(); got != untouched || p.cursor != newCursor {
					t.Fatalf("given back it has %s and the cursor %q", got, p.cursor)
				}
				write(p, []byte("$ text of the shell"))
				write(p, s.appendOn(nil))
			case 1:
				w, h = rapid.IntRange(1, 8).Draw(t, "width"), rapid.IntRange(1, 3).Draw(t, "height")
				f.Reset(w, h)
				p.Resize(w, h)
				s.painter.Forget()
			case 2:
				s.sync.Store(true)
			default:
				x := rapid.IntRange(0, w-1).Draw(t, "at")
				f.Text(grid.Rect{X: x, Y: rapid.IntRange(0, h-1).Draw(t, "row"), W: w - x, H: 1}, rapid.SampledFrom([]string{"a", "bc", " ", "日", "ж"}).Draw(t, "text"),
					grid.Style{}.On(rapid.SampledFrom([]grid.Color{0, grid.RGB(1, 2, 3)}).Draw(t, "ground")))
			}
			v := drawnView(t, w, h)
			written := s.appendFrame(nil, f, v)
			write(p, written)
			fresh, alone := newPane(w, h), newScreen(d)
			alone.modes = s.modes
			write(fresh, alone.appendFrame(alone.appendOn(nil), f, v))
			if got, want := p.look(), fresh.look(); got != want {
				t.Fatalf("after %q it is\n%s\nwant\n%s", written, got, want)
			}
			if again := s.appendFrame(nil, f, v); len(again) > 0 {
				t.Fatalf("the same again writes %q", again)
			}
		}
	})
}
