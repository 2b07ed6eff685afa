package grid

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
)

var (
	amber = Hex("f2b950")
	blue  = Hex("5b8fd6")
	band  = Hex("2b3140")
	text  = Style{FG: Hex("d8dee9")}
)

// picture draws with fn on a small frame and returns its rows with the trailing
// spaces cut and a | at the right edge.
func picture(w, h int, fn func(*Frame)) string {
	f := New(w, h)
	fn(f)
	return "\n" + strings.ReplaceAll(f.Plain(), "\n", "|\n") + "|\n"
}

func expect(t *testing.T, got, want string) {
	t.Helper()
	if got != want {
		t.Errorf("drawn:\n%s\nwanted:\n%s", got, want)
	}
}

func TestClearTakesGlyphsAndLeavesTheGround(t *testing.T) {
	f := New(6, 1)
	band := RGB(1, 2, 3)
	f.Fill(f.Rect(), Style{BG: band})
	f.Text(f.Rect(), "a蓬b12", Style{FG: RGB(9, 9, 9), Attr: Bold | Underline | Reverse})
	f.Clear(Rect{2, 0, 2, 1}) // cuts the wide letter
	if got := f.Plain(); got != "a   12" {
		t.Errorf("left is %q", got)
	}
	if _, st := f.Cell(3, 0); st != (Style{BG: band, Attr: Reverse}) {
		t.Errorf("a cleared cell has the style %+v", st)
	}
}

func TestTextStandsLeftRightAndInTheMiddle(t *testing.T) {
	expect(t, picture(12, 3, func(f *Frame) {
		f.Text(Rect{1, 0, 11, 1}, "Türkiye", text)
		f.TextRight(Rect{0, 1, 11, 1}, "11,434", text)
		f.TextCenter(Rect{0, 2, 12, 1}, "日本", text)
	}), `
 Türkiye    |
     11,434 |
    日本    |
`)
}

func TestLongTextEndsWithTheEllipsis(t *testing.T) {
	expect(t, picture(9, 5, func(f *Frame) {
		f.Text(Rect{0, 0, 9, 1}, "United Kingdom", text)
		f.Text(Rect{0, 1, 4, 1}, "日本語", text)
		f.Ellipsis = "..."
		f.Text(Rect{0, 2, 9, 1}, "United Kingdom", text)
		f.Text(Rect{0, 3, 2, 1}, "United Kingdom", text)
		f.Spans(Rect{0, 4, 9, 1}, Span{"p ", text}, Span{"period", text}, Span{" s", text})
	}), `
United K…|
日…      |
United...|
..       |
p peri...|
`)
}

func TestTextThatFitsExactlyIsNotCut(t *testing.T) {
	f := New(14, 2)
	if n := f.Text(Rect{0, 0, 14, 1}, "United Kingdom", text); n != 14 || !strings.HasPrefix(f.Plain(), "United Kingdom\n") {
		t.Errorf("used %d cells: %q", n, f.Plain())
	}
	if n := f.Spans(Rect{0, 1, 14, 1}, Span{"United ", text}, Span{"Kingdom", text}); n != 14 || !strings.HasSuffix(f.Plain(), "United Kingdom") {
		t.Errorf("used %d cells: %q", n, f.Plain())
	}
}

func TestHalfAWideCharacterBecomesASpace(t *testing.T) {
	expect(t, picture(6, 3, func(f *Frame) {
		f.Text(Rect{-1, 0, 6, 1}, "日本語", text) // its left edge cuts 日
		f.Text(Rect{0, 1, 6, 1}, "日本語", text)
		f.Rune(3, 1, 'x', text) // on the right half of 本
		f.Text(Rect{0, 2, 6, 1}, "日本語", text)
		f.Fill(Rect{2, 2, 1, 1}, Style{}) // on the left half of 本
	}), `
 本語 |
日 x語|
日  語|
`)
}

func TestAWideCharacterOverHalvesOfOthersBlanksTheirOtherHalves(t *testing.T) {
	expect(t, picture(7, 1, func(f *Frame) {
		f.Text(f.Rect(), "日本x", text)
		f.Text(Rect{1, 0, 2, 1}, "語", text)
	}), `
 語 x  |
`)
}

func TestNeighboursThatATerminalWouldJoinDoNotShiftTheRow(t *testing.T) {
	for _, c := range [][2]string{{"🇬", "🇧"}, {"ᄒ", "ᅡ"}, {"a", "\u0e33"}, {"👩", "🏽"}, {"ｶ", "ﾞ"}, {"👩\u200d", "💻"}} {
		f := New(8, 1)
		n := f.Text(Rect{0, 0, 8, 1}, c[0], text)
		f.Text(Rect{n, 0, 8 - n, 1}, c[1], text)
		f.TextRight(f.Rect(), "|", text)
		if got := f.Plain(); ansi.StringWidth(got) != 8 || !strings.HasSuffix(got, "|") || !strings.HasPrefix(got, c[0]) {
			t.Errorf("%+q beside %+q: %+q of %d cells", c[1], c[0], got, ansi.StringWidth(got))
		}
	}
}

func TestNothingATerminalWouldObeyIsPrinted(t *testing.T) {
	f := New(30, 1)
	f.Text(f.Rect(), "a\x1b[31mb\x1b]0;title\x07c\r\td\u009b31m\x00\x9be\u202e", Style{})
	got := f.String()
	if strings.ContainsAny(got, "\x1b\r\t\x07\x00\u009b\u202e") {
		t.Errorf("emitted %q", got)
	}
	if !strings.HasPrefix(got, "abc d") {
		t.Errorf("the text around the escapes is lost: %q", got)
	}
}

func TestTextKeepsTheBandItIsDrawnOn(t *testing.T) {
	f := New(10, 1)
	f.Fill(f.Rect(), Style{BG: band})
	f.Text(f.Rect(), "Germany", text.Bold())
	if _, st := f.Cell(0, 0); st != text.Bold().On(band) {
		t.Errorf("style on the band is %+v", st)
	}
	f.Fill(f.Rect(), Style{})
	if _, st := f.Cell(0, 0); st != (Style{}) {
		t.Errorf("a fill leaves %+v", st)
	}
}

func TestOnlyChangesOfStyleAreSpelledOut(t *testing.T) {
	f := New(9, 2)
	bold := Style{FG: RGB(1, 22, 255), Attr: Bold}
	f.Spans(f.Rect(), Span{"ab ", bold}, Span{"cd", bold.Without(Bold)}, Span{"e", Style{}})
	want := "\x1b[1;38;2;1;22;255mab \x1b[22mcd\x1b[me   \n         "
	if got := f.String(); got != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	f.Reset(3, 1)
	f.Fill(f.Rect(), Style{BG: RGB(0, 0, 0)})
	if got, want := f.String(), "\x1b[48;2;0;0;0m   \x1b[m"; got != want {
		t.Errorf("a background reaches to the end of its row: got %q, want %q", got, want)
	}
}

func TestWordsWrapInCells(t *testing.T) {
	expect(t, picture(12, 6, func(f *Frame) {
		f.Wrap(Rect{1, 0, 10, 3}, "Skype 2012 counts only requests in which data was produced", text)
		f.Wrap(Rect{1, 4, 10, 2}, "日本の要求\nx", text)
	}), `
 Skype 2012 |
 counts     |
 only requ… |
            |
 日本の要求 |
 x          |
`)
	if n := len(WrapLines("Skype 2012 counts only requests", 10)); n != 4 {
		t.Errorf("%d rows needed", n)
	}
}

func TestABoxShowsItsTitleAndEmptiesItself(t *testing.T) {
	expect(t, picture(18, 5, func(f *Frame) {
		f.HLine(0, 2, 18, '#', text)
		inner := f.Box(Rect{1, 1, 16, 4}, text, Rounded(), Span{"Country", text})
		f.Text(inner, "Kenya", text)
		f.Box(Rect{10, 2, 5, 2}, text, ASCIIBox())
	}), `
                  |
 ╭─ Country ────╮ |
#│Kenya   +---+ │#|
 │        +---+ │ |
 ╰──────────────╯ |
`)
}

func TestBehindAnOverlayEverythingTurnsFaintAndBarsStayWhole(t *testing.T) {
	f := New(6, 1)
	f.Rune(0, 0, '█', Style{FG: amber})
	f.Rune(1, 0, '▍', Style{FG: amber, BG: band})
	f.Rune(2, 0, '▍', Style{FG: band})
	f.Text(Rect{3, 0, 3, 1}, "abc", text.Bold().On(band))
	faint := Hex("434c5b")
	f.Fade(f.Rect(), faint)
	if got := f.Plain(); got != "██▍abc" {
		t.Errorf("drawn %q", got)
	}
	for x := range 6 {
		if _, st := f.Cell(x, 0); st != (Style{FG: faint}) {
			t.Errorf("cell %d keeps %+v", x, st)
		}
	}
}

func TestRectanglesAreCutWithoutLosingACell(t *testing.T) {
	r := Rect{3, 2, 10, 4}
	top, rest := r.TakeTop(1)
	bottom, rest2 := rest.TakeBottom(9)
	left, mid := r.TakeLeft(4)
	right, mid2 := mid.TakeRight(2)
	for _, c := range []struct {
		what      string
		got, want Rect
	}{
		{"top", top, Rect{3, 2, 10, 1}},
		{"rest", rest, Rect{3, 3, 10, 3}},
		{"bottom", bottom, Rect{3, 3, 10, 3}},
		{"nothing above it", rest2, Rect{3, 3, 10, 0}},
		{"left", left, Rect{3, 2, 4, 4}},
		{"right", right, Rect{11, 2, 2, 4}},
		{"middle", mid2, Rect{7, 2, 4, 4}},
		{"inset", r.Inset(1, 1), Rect{4, 3, 8, 2}},
		{"inset beyond its size", r.Inset(9, 9), Rect{8, 4, 0, 0}},
		{"row", r.Row(3), Rect{3, 5, 10, 1}},
		{"disjoint", r.Intersect(Rect{0, 0, 2, 2}), Rect{3, 2, 0, 0}},
	} {
		if c.got != c.want {
			t.Errorf("%s is %v, want %v", c.what, c.got, c.want)
		}
	}
	if !r.Contains(12, 5) || r.Contains(13, 5) || r.Contains(12, 6) || r.Contains(2, 2) {
		t.Error("the edges of the rectangle are wrong")
	}
}

func TestAFrameIsNeverLargerThanItsLimit(t *testing.T) {
	if w, h := New(20000, 20000).Size(); w != MaxWidth || h != MaxHeight {
		t.Errorf("%d×%d", w, h)
	}
	if w, h := New(-3, -1).Size(); w != 0 || h != 0 {
		t.Errorf("%d×%d", w, h)
	}
}

func TestAFrameIsUsedAgainWithoutATrace(t *testing.T) {
	f := New(20, 4)
	f.Wrap(f.Rect(), "日本 👩‍💻 a b c", text.On(band))
	f.Reset(10, 2)
	if got := f.String(); got != New(10, 2).String() {
		t.Errorf("left over: %q", got)
	}
	if n := testing.AllocsPerRun(10, func() { f.Reset(20, 4) }); n != 0 {
		t.Errorf("%v allocations to empty a frame", n)
	}
}

// dashboard draws a frame as full as the program's busiest screen.
func dashboard(f *Frame) {
	w, h := f.Size()
	all := f.Rect()
	head, rest := all.TakeTop(1)
	f.Spans(head, Span{"☼ daylight", Style{FG: amber}.Bold()}, Span{"  Law Enforcement Requests Report", text})
	for y := range rest.H - 1 {
		row := Rect{0, 1 + y, w, 1}
		if y == h/3 {
			f.Fill(row, Style{BG: band})
		}
		table, bars := row.TakeLeft(w * 6 / 10)
		name, cells := table.TakeLeft(22)
		f.Text(name, "  United Kingdom", text)
		for cells.W >= 11 {
			var c Rect
			c, cells = cells.TakeLeft(11)
			f.TextRight(c, "10,494", text)
			f.Rune(c.X, c.Y, '·', Style{FG: band})
		}
		for x := range bars.W - 8 {
			st := Style{FG: amber}
			if x > bars.W/2 {
				st.FG = blue
			}
			f.Rune(bars.X+x, bars.Y, '█', st)
		}
		f.TextRight(bars, "10,494", text)
	}
	f.Text(Rect{0, h - 1, w, 1}, "p period  s service  t type  o outcome  c country  / search  [ ] step", text)
}

func benchmarkFrame(b *testing.B, w, h int) {
	f := New(w, h)
	b.ReportAllocs()
	for b.Loop() {
		f.Reset(w, h)
		dashboard(f)
		_ = f.String()
	}
}

func BenchmarkFrame120x40(b *testing.B) { benchmarkFrame(b, 120, 40) }
func BenchmarkFrame300x80(b *testing.B) { benchmarkFrame(b, 300, 80) }

func TestAFullFrameCostsOneAllocation(t *testing.T) {
	f := New(120, 40)
	dashboard(f)
	_ = f.String()
	if n := testing.AllocsPerRun(5, func() { f.Reset(120, 40); dashboard(f); _ = f.String() }); n > 2 {
		t.Errorf("%v allocations", n)
	}
	if got := ansi.Strip(f.String()); got != f.Plain() {
		t.Error("the styled and the plain text differ")
	}
}
