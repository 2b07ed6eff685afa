package grid

import (
	"fmt"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"
)

// pieces are what texts are made of here: letters, wide and combining ones,
// emoji of several runes, halves of flags and syllables, escapes and rubbish.
var pieces = []string{
	"a", "Kenya ", "1,234", " ", "é", "e\u0301", "日", "本語", "👩‍💻", "👍🏽", "🇬🇧", "🇬", "🏽", "\u0301", "\u200d", "\u200b",
	"한", "ᄒ", "ᅡ", "ᆫ", "क्ष", "क\u094d", "ा", "\u0d4e", "\U00011a87", "ส\u0e33", "\u0e33", "ﾞ", "\u0600", "☀\ufe0f", "☀", "ﷺ", "…", "█", "\u00ad",
	"\x1b[31m", "\x1b]8;;http://x\x07", "\x1b", "\x9b1m", "\u009b", "\t", "\n", "\r", "\x00", "\x7f", "\xff", "\u202e", "\ufeff", "\U000e0041",
}

func drawnText(t *rapid.T) string {
	return strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 12).Draw(t, "text"), "")
}

func drawnStyle(t *rapid.T) Style {
	colors := []Color{0, RGB(0, 0, 0), amber, band, 7}
	return Style{rapid.SampledFrom(colors).Draw(t, "fg"), rapid.SampledFrom(colors).Draw(t, "bg"), Attr(rapid.Uint8().Draw(t, "attr"))}
}

func drawnRect(t *rapid.T) Rect {
	if rapid.IntRange(0, 9).Draw(t, "odd") == 0 {
		n := rapid.SampledFrom([]int{-1 << 63, -3, 0, 5, 1 << 40, 1<<63 - 1})
		return Rect{n.Draw(t, "x"), n.Draw(t, "y"), n.Draw(t, "w"), n.Draw(t, "h")}
	}
	return Rect{
		rapid.IntRange(-2, 12).Draw(t, "x"), rapid.IntRange(-1, 2).Draw(t, "y"),
		rapid.IntRange(0, 14).Draw(t, "w"), rapid.IntRange(1, 4).Draw(t, "h"),
	}
}

// busy returns a frame that is full of text already.
func busy(t *rapid.T) *Frame {
	f := New(rapid.IntRange(0, 14).Draw(t, "width"), rapid.IntRange(0, 4).Draw(t, "height"))
	for y := range f.h {
		f.Spans(Rect{0, y, f.w, 1}, Span{drawnText(t), drawnStyle(t)}, Span{drawnText(t), drawnStyle(t)}, Span{"日本日本日本日本", drawnStyle(t)})
	}
	return f
}

// draw makes one random drawing call inside r, which it returns.
func draw(t *rapid.T, f *Frame) Rect {
	r, s, st := drawnRect(t), drawnText(t), drawnStyle(t)
	first := Rect{r.X, r.Y, r.W, min(r.H, 1)}
	switch rapid.IntRange(0, 16).Draw(t, "call") {
	case 0:
		f.Fill(r, st)
	case 1:
		f.Text(r, s, st)
		return first
	case 2:
		f.TextRight(r, s, st)
		return first
	case 3:
		f.TextCenter(r, s, st)
		return first
	case 4:
		f.Spans(r, Span{s, st}, Span{drawnText(t), Style{}})
		return first
	case 5:
		f.SpansRight(r, Span{s, st}, Span{drawnText(t), Style{}})
		return first
	case 6:
		f.Wrap(r, s, st)
	case 7:
		ch := []rune(s + " ")[0]
		f.Rune(r.X, r.Y, ch, st)
		return Rect{r.X, r.Y, 1, 1}
	case 8:
		f.HLine(r.X, r.Y, r.W, '─', st)
		return Rect{r.X, r.Y, r.W, 1}
	case 9:
		f.VLine(r.X, r.Y, r.H, '│', st)
		return Rect{r.X, r.Y, 1, r.H}
	case 10:
		f.Box(r, st, Rounded(), Span{s, st})
	case 11:
		f.SetBG(r, st.BG)
	case 12:
		f.Restyle(r, func(s Style) Style { return s.With(st.Attr) })
	case 13:
		f.Fade(r, st.FG)
	case 14:
		f.SetFG(r, st.FG)
	case 15:
		f.DrawStyled(r, s+"\x1b[1;3;41m"+drawnText(t)+"\n"+s)
	case 16:
		f.SetCell(r.X, r.Y, &uv.Cell{Content: s, Width: rapid.IntRange(-1, 3).Draw(t, "cells")})
		return Rect{r.X, r.Y, max(3, Width(s)), 1}
	}
	return r
}

// checkFrame fails unless the frame prints as a frame must.
func checkFrame(t interface {
	Helper()
	Fatalf(string, ...any)
}, f *Frame) {
	t.Helper()
	w, h := f.Size()
	plain, styled := f.Plain(), f.String()
	lines := strings.Split(plain, "\n")
	if len(lines) != max(1, h) {
		t.Fatalf("%d rows instead of %d", len(lines), h)
	}
	for y, line := range lines {
		if got := ansi.StringWidth(line); got != w && h > 0 {
			t.Fatalf("row %d is %d cells wide instead of %d: %+q", y, got, w, line)
		}
	}
	if got := ansi.Strip(styled); got != plain {
		t.Fatalf("styled %+q\nplain  %+q", got, plain)
	}
	if strings.ContainsFunc(plain, func(r rune) bool { return r != '\n' && unicode.IsControl(r) }) || !utf8.ValidString(plain) {
		t.Fatalf("control characters in %+q", plain)
	}
	for y, line := range strings.Split(styled, "\n") {
		if i := strings.LastIndex(line, "\x1b["); i >= 0 && !strings.HasPrefix(line[i:], "\x1b[m") {
			t.Fatalf("row %d ends in style: %q", y, line)
		}
	}
}

func TestWhateverIsDrawnAFrameStaysAFrame(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := busy(t)
		f.Ellipsis = rapid.SampledFrom([]string{"…", "...", "", "日", "\x1b["}).Draw(t, "ellipsis")
		for range rapid.IntRange(0, 8).Draw(t, "calls") {
			draw(t, f)
		}
		checkFrame(t, f)
	})
}

func TestNothingIsDrawnOutsideItsRectangle(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w, h := rapid.IntRange(1, 14).Draw(t, "width"), rapid.IntRange(1, 4).Draw(t, "height")
		f := New(w, h)
		f.Fill(f.Rect(), Style{BG: band})
		before := *f
		before.cells = append([]cell(nil), f.cells...)
		r := draw(t, f)
		_ = f.String()
		for y := range h {
			for x := range w {
				if !r.Contains(x, y) && f.cells[y*w+x] != before.cells[y*w+x] {
					t.Fatalf("the cell %d, %d outside %v changed", x, y, r)
				}
			}
		}
	})
}

func TestUsedCellsAreTheCellsOfTheText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := rapid.IntRange(0, 20).Draw(t, "width")
		s := drawnText(t)
		f := New(30, 1)
		used := f.Text(Rect{0, 0, w, 1}, s, text)
		if full := Width(s); full <= w && used != full || full > w && used > w {
			t.Fatalf("%+q of %d cells uses %d of %d", s, full, used, w)
		}
		cut := Cut(s, w, "…")
		if Width(cut) > w || Width(cut) != used {
			t.Fatalf("cut to %d cells: %+q has %d, drawn %d", w, cut, Width(cut), used)
		}
	})
}

func TestWrappedTextLosesNoWord(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfN(rapid.StringMatching(`[a-z]{1,9}`), 1, 20).Draw(t, "words")
		w := rapid.IntRange(9, 30).Draw(t, "width")
		s := strings.Join(words, " ")
		rows := len(WrapLines(s, w))
		f := New(w, rows)
		if got := f.Wrap(f.Rect(), s, text); got != rows {
			t.Fatalf("%d rows needed, %d used", rows, got)
		}
		if got := strings.Fields(f.Plain()); strings.Join(got, " ") != s {
			t.Fatalf("wrapped %q", got)
		}
	})
}

// The short way of measuring, and the list of runes that join, are proven
// against the segmentation tables, rune by rune.
func TestTheShortWayOfMeasuringIsTheLongWay(t *testing.T) {
	bases := []string{"a", "é", "한", "가", "ᄒ", "👩", "👩\u200d", "🇬", "क\u094d", "\u0600", "日", "█"}
	for r := rune(0x20); r <= unicode.MaxRune; r++ {
		s := string(r)
		if !utf8.ValidRune(r) || unicode.IsControl(r) {
			continue
		}
		size, got, cells := segment(s)
		if solitary(r) && (size != len(s) || got != r || cells != 1) {
			t.Errorf("%U is %d cells, %q", r, cells, got)
		}
		if glyph := string(got); cells > 0 {
			if got == many {
				glyph = s
			}
			if first, _ := ansi.FirstGraphemeCluster(glyph+" ", ansi.GraphemeWidth); first != glyph {
				t.Errorf("%U takes the blank after it into itself", r)
			}
		}
		if cells == 0 || got != r || joins(r) {
			continue
		}
		for _, b := range bases {
			alone := b != "👩\u200d" && b != "क\u094d" && !joins([]rune(b)[0])
			if !alone {
				continue
			}
			for _, pair := range [2][2]string{{b, s}, {s, b}} {
				if first, _ := ansi.FirstGraphemeCluster(pair[0]+pair[1], ansi.GraphemeWidth); first != pair[0] {
					t.Errorf("%+q and %+q grow together, which joins does not know", pair[0], pair[1])
				}
			}
		}
	}
}

func TestMinimalStylesLookLikeFullOnes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := busy(t)
		for range rapid.IntRange(1, 6).Draw(t, "calls") {
			draw(t, f)
		}
		for y, line := range strings.Split(f.String(), "\n") {
			x := 0
			replay(line, func(glyph string, st Style) {
				want, wantStyle := f.Cell(x, y)
				wantStyle = visible(want, wantStyle)
				if glyph != want || visible(glyph, st) != wantStyle {
					t.Fatalf("cell %d is %q %+v, a terminal shows %q %+v in\n%q", x, want, wantStyle, glyph, visible(glyph, st), line)
				}
				for x++; x < f.w && f.cells[y*f.w+x].ch == tail; x++ {
				}
			})
		}
	})
}

// visible is the part of a style that can be seen on a glyph.
func visible(glyph string, st Style) Style {
	st.Attr &= Bold | Dim | Underline | Reverse
	if st.FG.IsDefault() {
		st.FG = 0
	}
	if st.BG.IsDefault() {
		st.BG = 0
	}
	if glyph == " " && st.Attr&(Underline|Reverse) == 0 {
		return Style{BG: st.BG}
	}
	return st
}

// replay reads one line as a terminal would and calls fn with each glyph.
func replay(line string, fn func(string, Style)) {
	var st Style
	for line != "" {
		if !strings.HasPrefix(line, "\x1b[") {
			glyph, _ := ansi.FirstGraphemeCluster(line, ansi.GraphemeWidth)
			fn(glyph, st)
			line = line[len(glyph):]
			continue
		}
		codes, rest, _ := strings.Cut(line[2:], "m")
		line = rest
		var p []int
		for _, c := range strings.Split(codes, ";") {
			n := 0
			_, _ = fmt.Sscan(c, &n)
			p = append(p, n)
		}
		for i := 0; i < len(p); i++ {
			switch n := p[i]; n {
			case 0:
				st = Style{}
			case 22:
				st = st.Without(Bold | Dim)
			case 24:
				st = st.Without(Underline)
			case 27:
				st = st.Without(Reverse)
			case 39:
				st.FG = 0
			case 49:
				st.BG = 0
			case 38:
				st.FG = RGB(uint8(p[i+2]), uint8(p[i+3]), uint8(p[i+4]))
				i += 4
			case 48:
				st.BG = RGB(uint8(p[i+2]), uint8(p[i+3]), uint8(p[i+4]))
				i += 4
			default:
				st = st.With(map[int]Attr{1: Bold, 2: Dim, 4: Underline, 7: Reverse}[n])
			}
		}
	}
}

func FuzzText(f *testing.F) {
	for _, p := range pieces {
		f.Add(p+"a"+p, 7)
	}
	f.Fuzz(func(t *testing.T, s string, w int) {
		fr := New(12, 4)
		fr.Text(Rect{0, 0, w, 1}, s, text)
		fr.TextRight(Rect{-2, 1, w, 1}, s, text)
		fr.Wrap(Rect{3, 2, w, 2}, s, text)
		fr.Text(Rect{5, 0, 3, 1}, s, text)
		checkFrame(t, fr)
		if n := Width(Cut(s, w, "…")); n > max(0, w) {
			t.Errorf("cut to %d cells: %d", w, n)
		}
	})
}

func FuzzDraws(f *testing.F) {
	f.Fuzz(rapid.MakeFuzz(func(t *rapid.T) {
		fr := busy(t)
		for range rapid.IntRange(0, 8).Draw(t, "calls") {
			draw(t, fr)
		}
		checkFrame(t, fr)
	}))
}
