package grid

import (
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/vt"
	"pgregory.net/rapid"
)

// screenOf is a terminal that does not wrap at its edge, as package terminal sets it.
func screenOf(w, h int) *vt.Emulator {
	e := vt.NewEmulator(max(w, 1), max(h, 1))
	_, _ = e.WriteString("\x1b[?7l")
	return e
}

// looks is what can be seen on a terminal, cell by cell.
func looks(e *vt.Emulator) []string {
	var rows []string
	for y := range e.Height() {
		var b strings.Builder
		for x := range e.Width() {
			c := e.CellAt(x, y)
			if c == nil {
				b.WriteString("[nothing]")
				continue
			}
			if c.Content == " " { // of a blank only the background shows, and what is under or through it
				fmt.Fprintf(&b, "[ %v %v %v]", c.Style.Bg, c.Style.Underline, c.Style.Attrs&(1<<5|1<<7))
				continue
			}
			fmt.Fprintf(&b, "[%s %d %v %v %v %v]", c.Content, c.Width, c.Style.Fg, c.Style.Bg, c.Style.Underline, c.Style.Attrs)
		}
		rows = append(rows, b.String())
	}
	return rows
}

// shapes are texts that the emulator measures as daylight does.
var shapes = []string{"a", "Kenya ", "1,234", " ", "  ", "é", "日", "本語", "한", "…", "█", "▏", "≥", "👍", "☀", "е\u0308", "и\u0306", "か\u3099"}

func paintable(t *rapid.T, f *Frame) {
	for range rapid.IntRange(0, 3).Draw(t, "calls") {
		r := drawnRect(t)
		text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(shapes), 0, 8).Draw(t, "shapes"), "")
		switch rapid.IntRange(0, 3).Draw(t, "how") {
		case 0:
			f.Fill(r, drawnStyle(t))
		case 1:
			f.SetBG(r, drawnStyle(t).BG)
		default:
			f.Text(r, text, drawnStyle(t))
		}
	}
}

func TestChangesAloneGiveTheSameScreenAsTheWholeFrame(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w, h := rapid.IntRange(1, 14).Draw(t, "width"), rapid.IntRange(1, 4).Draw(t, "height")
		profile := rapid.SampledFrom([]colorprofile.Profile{
			colorprofile.TrueColor, colorprofile.ANSI256, colorprofile.ANSI, colorprofile.ASCII,
		}).Draw(t, "profile")
		p, e := Painter{Profile: profile}, screenOf(w, h)
		f := New(w, h)
		for range rapid.IntRange(1, 5).Draw(t, "frames") {
			if rapid.Bool().Draw(t, "anew") {
				f.Reset(w, h)
			}
			paintable(t, f)
			changes := p.Paint(nil, f)
			_, _ = e.Write(changes)
			fresh, whole := Painter{Profile: profile}, screenOf(w, h)
			_, _ = whole.Write(fresh.Paint(nil, f))
			got, want := looks(e), looks(whole)
			for y := range want {
				if got[y] != want[y] {
					t.Fatalf("row %d after %q\n%s\nwant\n%s", y, changes, got[y], want[y])
				}
			}
			if again := p.Paint(nil, f); len(again) > 0 {
				t.Fatalf("the same frame again writes %q", again)
			}
		}
	})
}

func TestTheFirstFrameIsTheWholeFrame(t *testing.T) {
	f := New(6, 2)
	f.Text(Rect{0, 0, 6, 1}, "Kenya", Style{}.Bold().Fg(amber))
	var p Painter
	got := string(p.Paint(nil, f))
	want := "\x1b[m\x1b[1H\x1b[1;38;2;242;185;80mKenya \x1b[2H      \x1b[m"
	if got != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestOnlyWhatChangedIsWritten(t *testing.T) {
	f := New(40, 10)
	var p Painter
	p.Paint(nil, f)
	f.Text(Rect{3, 7, 10, 1}, "x", Style{})
	if got, want := string(p.Paint(nil, f)), "\x1b[8;4Hx"; got != want {
		t.Errorf("one letter is written as %q, not %q", got, want)
	}
	p.Forget()
	if got := len(p.Paint(nil, f)); got < 40*10 {
		t.Errorf("a forgotten screen is drawn with %d bytes", got)
	}
}

// A terminal that takes a flag or a family for more or fewer cells than two must not shift what follows.
func TestAfterAGlyphOfSeveralRunesTheCursorIsPlacedAnew(t *testing.T) {
	f := New(12, 1)
	f.Text(Rect{0, 0, 12, 1}, "a👩‍💻b🇬🇧c", Style{})
	var p Painter
	got := string(p.Paint(nil, f))
	want := "\x1b[m\x1b[1Ha  \x1b[1;2H👩‍💻\x1b[1;4Hb  \x1b[1;5H🇬🇧\x1b[1;7Hc     "
	if got != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	f.Text(Rect{11, 0, 1, 1}, "!", Style{})
	if got := string(p.Paint(nil, f)); !strings.Contains(got, "👩‍💻") {
		t.Errorf("a line with such glyphs is not written whole: %q", got)
	}
	if got := p.Paint(nil, f); len(got) > 0 {
		t.Errorf("the same line again writes %q", got)
	}
}

func TestAGlyphOfSeveralRunesIsReplacedByAnother(t *testing.T) {
	for what, anew := range map[string]bool{"over it": false, "in a frame that was emptied": true} {
		f := New(4, 1)
		f.Text(f.Rect(), "a🇬🇧", Style{})
		var p Painter
		p.Paint(nil, f)
		if anew {
			f.Reset(4, 1)
		}
		f.Text(f.Rect(), "a🇫🇷", Style{})
		if got, want := string(p.Paint(nil, f)), "\x1b[1Ha  \x1b[1;2H🇫🇷\x1b[1;4H "; got != want {
			t.Errorf("%s: got  %q\nwant %q", what, got, want)
		}
	}
}

func TestColoursAreThoseTheTerminalHas(t *testing.T) {
	f := New(1, 1)
	f.Text(f.Rect(), "x", Style{}.Fg(RGB(255, 0, 0)).On(RGB(0, 0, 0)).Bold())
	for profile, want := range map[colorprofile.Profile]string{
		colorprofile.TrueColor: "\x1b[1;38;2;255;0;0;48;2;0;0;0m",
		colorprofile.ANSI256:   "\x1b[1;38;5;196;48;5;16m",
		colorprofile.ANSI:      "\x1b[1;91;40m",
		colorprofile.ASCII:     "\x1b[1m",
	} {
		p := Painter{Profile: profile}
		if got := string(p.Paint(nil, f)); got != "\x1b[m\x1b[1H"+want+"x\x1b[m" {
			t.Errorf("%v: %q", profile, got)
		}
	}
}

func BenchmarkPaintAMove(b *testing.B) {
	f := New(120, 40)
	var p Painter
	var out []byte
	for i := range b.N {
		f.Reset(120, 40)
		for y := range 40 {
			st := Style{FG: amber}
			if y == i%2 {
				st = st.Reverse()
			}
			f.Text(Rect{0, y, 120, 1}, "United States   12,227   29,379   1,544   (78.9 %)", st)
		}
		out = p.Paint(out[:0], f)
	}
	b.ReportMetric(float64(len(out)), "B/frame")
}
