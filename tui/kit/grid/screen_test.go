package grid

import (
	"image/color"
	"strings"
	"testing"

	"charm.land/lipgloss/v2"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"
)

func TestLayersOfLipGlossLieOnAFrameByTheirHeight(t *testing.T) {
	expect(t, picture(14, 4, func(f *Frame) {
		f.HLine(0, 3, 14, '#', text)
		low := lipgloss.NewLayer("日本語\nKenya").X(2).Y(1)
		high := lipgloss.NewLayer(lipgloss.NewStyle().Border(lipgloss.NormalBorder()).Render("x")).X(5).Y(1).Z(1)
		lipgloss.NewCompositor(high, low).Draw(f, f.Bounds())
	}), `
              |
  日 ┌─┐      |
  Ken│x│      |
#####└─┘######|
`)
}

func TestAStyledStringKeepsItsStyleAndReplacesWhatWasThere(t *testing.T) {
	f := New(9, 2)
	f.Fill(f.Rect(), Style{BG: band})
	s := lipgloss.NewStyle().Bold(true).Faint(true).Reverse(true).Foreground(amber).Background(lipgloss.Color("#000000"))
	f.DrawStyled(Rect{1, 0, 6, 1}, "a"+s.Render("b")+lipgloss.NewStyle().Underline(true).Foreground(lipgloss.Red).Render("日"))
	if got := f.Plain(); got != " ab日    \n         " {
		t.Errorf("drawn %q", got)
	}
	for x, want := range map[int]Style{
		0: {BG: band}, 1: {}, 2: {FG: amber, BG: RGB(0, 0, 0), Attr: Bold | Dim | Reverse},
		3: {FG: RGB(128, 0, 0), Attr: Underline}, 4: {FG: RGB(128, 0, 0), Attr: Underline}, 5: {}, 6: {}, 7: {BG: band},
	} {
		if _, got := f.Cell(x, 0); got != want {
			t.Errorf("cell %d is %+v, not %+v", x, got, want)
		}
	}
}

func TestWhatDoesNotFitItsRectangleIsCutOff(t *testing.T) {
	expect(t, picture(8, 5, func(f *Frame) {
		for y := range 5 {
			f.HLine(0, y, 8, '#', text)
		}
		f.DrawStyled(Rect{1, 1, 4, 2}, "a日本\nlonger\nthird")
		f.DrawStyled(Rect{-1, 3, 4, 1}, "日本")
		f.DrawStyled(Rect{6, 3, 9, 9}, "日本\nxyz")
	}), `
########|
#a日 ###|
#long###|
 本###日|
######xy|
`)
}

func TestOfALinkTheTextIsLeft(t *testing.T) {
	f := New(8, 1)
	f.DrawStyled(f.Rect(), ansi.SetHyperlink("https://example.org")+"here"+ansi.ResetHyperlink()+"!")
	if got := f.String(); got != "here!   " {
		t.Errorf("drawn %q", got)
	}
}

func TestACellIsReadAsItWasSet(t *testing.T) {
	f := New(6, 1)
	styled := uv.Style{Fg: color.RGBA{1, 2, 3, 255}, Bg: color.RGBA{4, 5, 6, 255}, Underline: uv.UnderlineSingle, Attrs: uv.AttrBold | uv.AttrReverse}
	for x, c := range []*uv.Cell{{Content: "a", Width: 1}, {Content: "e\u0301", Width: 1, Style: styled}, {Content: "👩‍💻", Width: 2}, {}, nil} {
		f.SetCell(x, 0, c)
		want := c
		if c == nil {
			want = &uv.EmptyCell
		}
		if got := f.CellAt(x, 0); !got.Equal(want) {
			t.Errorf("cell %d is %+v, not %+v", x, got, want)
		}
	}
	if f.CellAt(6, 0) != nil || f.CellAt(0, -1) != nil {
		t.Error("there are cells outside the frame")
	}
}

func TestACellIsAsWideAsItsTextWhateverItSaysOfItself(t *testing.T) {
	f := New(4, 1)
	f.Fill(f.Rect(), Style{BG: band})
	f.SetCell(0, 0, &uv.Cell{Content: "日", Width: 1})
	f.SetCell(2, 0, &uv.Cell{Content: "x"})
	if got := f.String(); got != "日x\x1b[48;2;43;49;64m \x1b[m" {
		t.Errorf("drawn %q", got)
	}
}

// styledText is text with escapes as Lip Gloss writes them.
func styledText(t *rapid.T, of []string) string {
	list := append([]string{"\n", "\x1b[1m", "\x1b[2;7m", "\x1b[4m", "\x1b[38;2;1;2;3m", "\x1b[48;5;60m", "\x1b[91m", "\x1b[m",
		ansi.SetHyperlink("https://example.org"), ansi.ResetHyperlink()}, of...)
	return strings.Join(rapid.SliceOfN(rapid.SampledFrom(list), 0, 30).Draw(t, "styled"), "")
}

func TestAFrameShowsWhatABufferOfUltravioletShows(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w, h := rapid.IntRange(1, 14).Draw(t, "width"), rapid.IntRange(1, 4).Draw(t, "height")
		f, buffer := New(w, h), uv.NewScreenBuffer(w, h)
		buffer.Method = ansi.GraphemeWidth
		for range 2 {
			s := uv.NewStyledString(styledText(t, shapes))
			s.Wrap = rapid.Bool().Draw(t, "wrap")
			area := uv.Rect(rapid.IntRange(0, 3).Draw(t, "x"), rapid.IntRange(0, 2).Draw(t, "y"), w, h)
			s.Draw(f, area)
			s.Draw(buffer, area)
		}
		for y := range h {
			for x := range w {
				got, want := f.CellAt(x, y), buffer.CellAt(x, y).Clone()
				if want.Link = (uv.Link{}); !got.Equal(want) {
					t.Fatalf("the cell %d, %d is %+v, not %+v", x, y, got, want)
				}
			}
		}
	})
}

func FuzzScreen(f *testing.F) {
	for _, p := range pieces {
		f.Add("\x1b[1;31m"+p+"\x1b]8;;x\x07a"+p+"\x1b[m\n"+p, 3, 0, 7)
	}
	f.Fuzz(func(t *testing.T, s string, x, y, w int) {
		fr := New(12, 4)
		fr.Text(fr.Rect(), "日本日本日本日本", text)
		lipgloss.NewCompositor(lipgloss.NewLayer(s).X(x%16).Y(y%5)).Draw(fr, fr.Bounds())
		checkFrame(t, fr)
		fr.DrawStyled(Rect{x, y, w, 3}, s)
		checkFrame(t, fr)
	})
}
