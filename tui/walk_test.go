package tui_test

import (
	"flag"
	"fmt"
	"image/color"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/vt"

	"daylight/tui"
	"daylight/tui/internal/tuitest"
	"daylight/tui/kit/grid"
	"daylight/tui/kit/theme"
)

// How long the walk is; -seed says which one.
var walkSteps = flag.Int("steps", 600, "how many `steps` the walk beside a plain redraw has")

// window is a terminal with so many colours, and the painter that knows what it shows.
type window struct {
	painter grid.Painter
	screen  *vt.Emulator
}

// windows are one for every number of colours.
func windows() []*window {
	var all []*window
	for _, profile := range []colorprofile.Profile{colorprofile.TrueColor, colorprofile.ANSI256, colorprofile.ANSI, colorprofile.ASCII} {
		all = append(all, opened(profile, 1, 1))
	}
	return all
}

// opened is a window of which nothing has been shown yet. It does not wrap at its edge.
func opened(profile colorprofile.Profile, w, h int) *window {
	v := &window{grid.Painter{Profile: profile}, vt.NewEmulator(w, h)}
	_, _ = v.screen.WriteString("\x1b[?7l")
	return v
}

// show shows a frame, and returns what was written for it. In a window of another size
// nothing is known of what it shows.
func (v *window) show(f *grid.Frame) []byte {
	if w, h := f.Size(); v.screen.Width() != w || v.screen.Height() != h {
		v.screen.Resize(w, h)
		v.painter.Forget()
	}
	written := v.painter.Paint(nil, f)
	_, _ = v.screen.Write(written)
	return written
}

// differs says where a window looks otherwise than another one, or than the frame; ""
// for nowhere.
func (v *window) differs(other *window, f *grid.Frame) string {
	w, h := f.Size()
	for y := range h {
		for x := range w {
			glyph, style := f.Cell(x, y)
			a, b := v.screen.CellAt(x, y), other.screen.CellAt(x, y)
			if a == nil || b == nil || !looksAlike(a, b) || !v.holds(a, glyph, style) {
				return fmt.Sprintf("at %d;%d it shows %#v, a redraw %#v, and the frame has %q in %+v", x, y, a, b, glyph, style)
			}
		}
	}
	return ""
}

// holds says whether a cell is that of a frame, as far as the colours of the window allow
// to say. Letters that are put together are not looked at: the emulator does not join all.
func (v *window) holds(c *uv.Cell, glyph string, style grid.Style) bool {
	if utf8.RuneCountInString(glyph) > 1 {
		return true
	}
	if glyph == "" {
		return c.Content == ""
	}
	want := uv.Cell{Content: glyph, Width: c.Width}
	for _, a := range []struct {
		attr grid.Attr
		as   uint8
	}{{grid.Bold, uv.AttrBold}, {grid.Dim, uv.AttrFaint}, {grid.Reverse, uv.AttrReverse}} {
		if style.Attr&a.attr != 0 {
			want.Style.Attrs |= a.as
		}
	}
	if style.Attr&grid.Underline != 0 {
		want.Style.Underline = uv.UnderlineSingle
	}
	switch v.painter.Profile {
	case colorprofile.TrueColor:
		want.Style.Fg, want.Style.Bg = exact(style.FG), exact(style.BG)
	case colorprofile.ANSI256, colorprofile.ANSI: // near to them
		want.Style.Fg, want.Style.Bg = c.Style.Fg, c.Style.Bg
	}
	return looksAlike(c, &want)
}

// exact is a colour of a frame; nil for the terminal's own.
func exact(c grid.Color) color.Color {
	if c.IsDefault() {
		return nil
	}
	r, g, b := c.RGB()
	return color.RGBA{r, g, b, 0xff}
}

// looksAlike says whether nobody could tell two cells of a terminal apart: of a blank only the
// background shows, and what is under or through it.
func looksAlike(a, b *uv.Cell) bool {
	if a.Content != " " || b.Content != " " {
		return a.Equal(b)
	}
	const shows = uv.AttrReverse | uv.AttrStrikethrough
	a, b = a.Clone(), b.Clone()
	for _, c := range []*uv.Cell{a, b} {
		if c.Style.Attrs &= shows; c.Style.Attrs&uv.AttrReverse == 0 {
			c.Style.Fg = nil
		}
	}
	return a.Equal(b)
}

// wideWords are texts of letters that are two cells wide, or none.
var wideWords = []string{"日本語", "한국", "👍☀", "a日b", "蓬莱 n", "ﾃﾞ", "é", "e\u0301", "i\u0302le", "ｗｉｄｅ", "☎", "\u0301", "ёё\u0308", "か\u3099が"}

// walk makes a step: what happens in a storm, or text of wide letters.
func walk(d *tuitest.Desk, random *rand.Rand) {
	word := wideWords[random.IntN(len(wideWords))]
	switch random.IntN(8) {
	case 0:
		if !d.Scene().Busy {
			d.Press(fields[random.IntN(len(fields))])
		}
		d.Type(word)
	case 1:
		d.Send(tea.PasteMsg{Content: strings.Repeat(word, 1+random.IntN(60))})
	case 2, 3:
		turn(d, turns[random.IntN(len(turns))], random.IntN(19)-9, random.IntN(11)-5)
	default:
		happen(d, byte(random.Uint32()), byte(random.Uint32()), byte(random.Uint32()))
	}
}

// anyLook are options of any look and theme.
func anyLook(t tuitest.Tester, random *rand.Rand) tui.Options {
	o := tuitest.Everything()
	o.ASCII, o.Plain, o.Mono, o.Hint = random.IntN(4) == 0, random.IntN(6) == 0, random.IntN(6) == 0, random.IntN(2) == 0
	o.Ground = theme.Ground(random.IntN(3))
	if names := theme.Names(); random.IntN(2) == 0 {
		o.Theme = names[random.IntN(len(names))]
	}
	return o
}

func TestOnAWalkATerminalShowsWhatAPlainRedrawShows(t *testing.T) {
	random := rand.New(rand.NewPCG(*stormSeed, 1))
	const (
		look = 5  // steps from one look to the next
		stay = 60 // steps from one desk to the next, in the same windows
	)
	all := windows()
	var d *tuitest.Desk
	for step := range *walkSteps {
		if step%stay == 0 || d.Quit {
			d = tuitest.Sit(t, 20+random.IntN(160), 6+random.IntN(50), states[random.IntN(len(states))].query, anyLook(t, random))
		} else {
			walk(d, random)
		}
		f, view := d.Draw()
		w, h := f.Size()
		if w == 0 || h == 0 {
			continue
		}
		if c := view.Cursor; c != nil && (c.X < 0 || c.X >= w || c.Y < 0 || c.Y >= h) {
			t.Errorf("the cursor is at %d;%d of %d×%d\n%s", c.X, c.Y, w, h, d)
		}
		for i, v := range all {
			written := v.show(f)
			if again := v.painter.Paint(nil, f); len(again) > 0 {
				t.Errorf("the same frame again writes %q", again)
			}
			if step%(look*len(all)) == i*look {
				fresh := opened(v.painter.Profile, w, h)
				fresh.show(f)
				if where := v.differs(fresh, f); where != "" {
					t.Errorf("with %v colours, after %q: %s\n%s", v.painter.Profile, written, where, d)
				}
			}
		}
		if t.Failed() {
			t.Fatalf("after %d steps of walk %d", step, *stormSeed)
		}
	}
}
