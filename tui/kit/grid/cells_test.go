package grid

import (
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"
)

func TestAColourIsSpelledInItsDigits(t *testing.T) {
	for _, c := range []struct {
		colour Color
		want   string
	}{{RGB(0, 9, 10), "0;9;10"}, {RGB(99, 100, 101), "99;100;101"}, {RGB(199, 200, 255), "199;200;255"}} {
		f := New(1, 1)
		f.Rune(0, 0, 'x', Style{FG: c.colour})
		if got, want := f.String(), "\x1b[38;2;"+c.want+"mx\x1b[m"; got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestWhatMakesNoDifferenceIsNotSpelledOut(t *testing.T) {
	f := New(3, 1)
	f.Spans(f.Rect(), Span{"a", Style{FG: amber}}, Span{"b", Style{FG: amber, Attr: 1 << 7}}, Span{"c", Style{FG: amber}})
	if got := f.String(); !strings.HasSuffix(got, "mabc\x1b[m") {
		t.Errorf("drawn %q", got)
	}
}

func TestAMarkThatATerminalWouldObeyIsASpace(t *testing.T) {
	for r := rune(0); r < 0xa0; r++ {
		f := New(3, 1)
		f.Text(f.Rect(), "abc", Style{})
		f.Rune(1, 0, r, Style{})
		want := "a" + string(r) + "c"
		if r < ' ' || r >= 0x7f {
			want = "a c"
		}
		if got := f.Plain(); got != want {
			t.Errorf("%U is drawn as %q", r, got)
		}
	}
	f := New(2, 1)
	f.Text(f.Rect(), "a\u009b", Style{}) // at the end of a text too
	if got := f.Plain(); got != "a " {
		t.Errorf("drawn %q", got)
	}
	for _, wide := range []rune{'日', '👍', '\u0301'} {
		f.Rune(0, 0, wide, Style{})
		if got := f.Plain(); got != "  " {
			t.Errorf("%q does not fill one cell and is drawn as %q", wide, got)
		}
	}
}

func TestMarksThatATerminalWouldJoinDoNotShiftTheRow(t *testing.T) {
	f := New(4, 1)
	f.Rune(0, 0, 'ｶ', Style{})
	f.Rune(1, 0, 'ﾞ', Style{})
	f.Rune(3, 0, '|', Style{})
	if got := f.String(); ansi.StringWidth(got) != 4 || !strings.HasSuffix(got, "|") {
		t.Errorf("drawn %q", got)
	}
}

func TestOutsideTheFrameIsNothing(t *testing.T) {
	f := New(3, 2)
	f.Fill(f.Rect(), Style{BG: band})
	for _, at := range [][2]int{{-1, 0}, {0, -1}, {3, 0}, {0, 2}, {3, 1}} {
		if glyph, st := f.Cell(at[0], at[1]); glyph != " " || st != (Style{}) {
			t.Errorf("at %v stands %q in %v", at, glyph, st)
		}
		f.Rune(at[0], at[1], 'x', Style{}) // and nothing happens
	}
	if got := f.Plain(); got != "   \n   " {
		t.Errorf("drawn %q", got)
	}
}

func TestAWideGlyphChangesItsStyleAsOne(t *testing.T) {
	turned := func(s Style) Style { s.Attr ^= Reverse; return s }
	for _, c := range []struct {
		r    Rect
		want string // of a日b, r for reversed
	}{{Rect{2, 0, 1, 1}, "...."}, {Rect{1, 0, 1, 1}, ".rr."}, {Rect{0, 0, 4, 1}, "rrrr"}, {Rect{2, 0, 2, 1}, "...r"}} {
		f := New(4, 1)
		f.Text(f.Rect(), "a日b", Style{})
		f.Restyle(c.r, turned)
		got := ""
		for x := range 4 {
			if _, st := f.Cell(x, 0); st.Attr == Reverse {
				got += "r"
			} else {
				got += "."
			}
		}
		if got != c.want {
			t.Errorf("%v: %s, want %s", c.r, got, c.want)
		}
	}
}

func TestFadingFillsACellWhereTwoPartsOfABarMeetAndNoOther(t *testing.T) {
	for _, c := range []struct{ drawn, want string }{
		{"a██▌ ", "a██▌ "}, {"  ▌█▌", "  ██▌"}, {"▌▌▌▌▌", "████▌"}, {"▌ ▌x▌", "▌ ▌x▌"}, {"▄█▀▌▏", "▄█▀█▏"},
	} {
		f := New(5, 1)
		for x, r := range []rune(c.drawn) {
			f.Rune(x, 0, r, Style{FG: amber, BG: band})
		}
		f.Fade(f.Rect(), blue)
		if got := f.Plain(); got != c.want {
			t.Errorf("%q becomes %q, want %q", c.drawn, got, c.want)
		}
		if _, st := f.Cell(0, 0); st != (Style{FG: blue}) {
			t.Errorf("faded to %v", st)
		}
	}
}

func TestRowsOfTextAreAsWideAsTheirColumnAllows(t *testing.T) {
	for _, c := range []struct {
		text string
		w    int
		want []string
	}{
		{"ab", 1, []string{"a", "b"}},
		{"日本", 1, []string{"日", "本"}}, // whole, or there would be no end
		{"日本", 3, []string{"日", "本"}},
		{"ab \ncd", 2, []string{"ab", "cd"}},
		{"ab\n\ncd", 4, []string{"ab", "", "cd"}},
		{"ab   cd", 2, []string{"ab", "cd"}},
		{"a bc", 3, []string{"a", "bc"}},
		{"abcdef gh", 4, []string{"abcd", "ef", "gh"}},
		{"ab", 0, nil}, {"", 5, nil},
	} {
		if got := WrapLines(c.text, c.w); !slices.Equal(got, c.want) {
			t.Errorf("%q in %d columns: %q, want %q", c.text, c.w, got, c.want)
		}
	}
}

func TestCellsThatAreNearAreWrittenInOneGo(t *testing.T) {
	for apart, places := range map[int]int{1: 1, 4: 1, 5: 1, 6: 2, 9: 2} {
		f := New(20, 1)
		var p Painter
		p.Paint(nil, f)
		f.Rune(3, 0, 'x', Style{})
		f.Rune(3+apart, 0, 'x', Style{})
		if got := string(p.Paint(nil, f)); strings.Count(got, "H") != places || strings.Count(got, "x") != 2 {
			t.Errorf("two marks %d cells apart are written as %q", apart, got)
		}
	}
	f := New(20, 1)
	var p Painter
	p.Paint(nil, f)
	f.Rune(19, 0, 'x', Style{})
	if got, want := string(p.Paint(nil, f)), "\x1b[1;20Hx"; got != want {
		t.Errorf("the last cell is written as %q, not %q", got, want)
	}
}

func TestTheRestOfARowStaysWhateverLettersStandInIt(t *testing.T) {
	for _, letter := range []string{"─", "⣿", "é", "ก", "ა", "ｱ", "क"} {
		f := New(20, 1)
		var p Painter
		f.Text(f.Rect(), letter, Style{})
		p.Paint(nil, f)
		f.Rune(15, 0, 'x', Style{})
		if got := string(p.Paint(nil, f)); got != "\x1b[1;16Hx" {
			t.Errorf("beside %s a letter is written as %q", letter, got)
		}
	}
}

func TestSixteenColoursAreEightDarkAndEightBright(t *testing.T) {
	for _, c := range []struct {
		fg, bg Color
		want   string
	}{{RGB(128, 0, 0), RGB(255, 255, 0), "31;103"}, {RGB(255, 0, 0), RGB(0, 0, 128), "91;44"}} {
		f := New(1, 1)
		f.Rune(0, 0, 'x', Style{FG: c.fg, BG: c.bg})
		p := Painter{Profile: colorprofile.ANSI}
		if got, want := string(p.Paint(nil, f)), "\x1b[m\x1b[1H\x1b["+c.want+"mx\x1b[m"; got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestARectangleHasAsManyRowsAsItIsHigh(t *testing.T) {
	r := Rect{3, 4, 5, 2}
	for i, want := range map[int]Rect{0: {3, 4, 5, 1}, 1: {3, 5, 5, 1}, 2: {3, 4, 5, 0}, -1: {3, 4, 5, 0}} {
		if got := r.Row(i); got != want {
			t.Errorf("row %d is %v, want %v", i, got, want)
		}
	}
	for p, want := range map[[2]int]bool{{3, 4}: true, {7, 5}: true, {8, 5}: false, {7, 6}: false, {2, 4}: false, {3, 3}: false} {
		if r.Contains(p[0], p[1]) != want {
			t.Errorf("%v lies in %v: %v", p, r, !want)
		}
	}
	for _, c := range []struct{ a, b, want Rect }{
		{Rect{0, 0, 4, 4}, Rect{2, 1, 5, 2}, Rect{2, 1, 2, 2}}, {Rect{0, 0, 2, 2}, Rect{2, 0, 2, 2}, Rect{X: 2}}, {Rect{0, 0, 2, 2}, Rect{0, 2, 2, 2}, Rect{Y: 2}},
		{Rect{0, 0, 2, 2}, Rect{5, 7, 2, 2}, Rect{X: 5, Y: 7}},
	} {
		if got := c.a.Intersect(c.b); got != c.want {
			t.Errorf("%v and %v share %v, want %v", c.a, c.b, got, c.want)
		}
	}
}

func TestABoxWithoutATitleHasAnUnbrokenBorder(t *testing.T) {
	expect(t, picture(9, 6, func(f *Frame) {
		f.Box(Rect{0, 0, 9, 3}, text, Rounded())
		f.Box(Rect{0, 3, 6, 3}, text, Rounded(), Span{"too long", text}) // no room for one
	}), `
╭───────╮|
│       │|
╰───────╯|
╭────╮   |
│    │   |
╰────╯   |
`)
}
