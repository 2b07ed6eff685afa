package grid

import (
	"fmt"
	"strings"
	"testing"
)

// pictureOf draws with fn on a frame and returns the elements of its picture behind the page, one a line.
func pictureOf(t *testing.T, w, h int, fn func(*Frame)) []string {
	t.Helper()
	f := New(w, h)
	fn(f)
	s := f.SVG(SVGOptions{Desc: "shapes"})
	wellFormed(t, s)
	_, elements, _ := strings.Cut(s, "</desc>\n")
	lines := strings.Split(strings.TrimSuffix(elements, "</svg>\n"), "\n")
	return lines[1 : len(lines)-1]
}

// across and down are places in a picture, in cells.
func across(cells float64) string { return px(cells * cellWidth) }
func down(cells float64) string   { return px(cells * cellHeight) }

// rectangle is one of these places and sizes, in cells.
func rectangle(x, y, w, h float64, rest string) string {
	return fmt.Sprintf(`<rect x="%s" y="%s" width="%s" height="%s" fill="#f2b950" shape-rendering="crispEdges"%s/>`, across(x), down(y), across(w), down(h), rest)
}

// A shape is as large as a font would draw it: a half block fills half of its cell.
func TestAShapeFillsTheSameInAPictureAsInATerminal(t *testing.T) {
	wide, high := thick/cellWidth, thick/cellHeight // a line, in cells
	arc := func(d string) string {
		return fmt.Sprintf(`<path d="%s" fill="none" stroke="#f2b950" stroke-width="1"/>`, d)
	}
	// A corner leads from the middle of one side to the middle of another, by a bend as wide as half a cell.
	middle, turn := across(1.5), px(cellWidth/2)
	upper, lower := px(1.5*cellHeight-cellWidth/2), px(1.5*cellHeight+cellWidth/2)
	bend := " A" + turn + " " + turn + " 0 0 "
	for _, c := range []struct {
		shape rune
		want  string // in the middle of nine cells
	}{
		{'█', rectangle(1, 1, 1, 1, "")},
		{'▉', rectangle(1, 1, 7./8, 1, "")},
		{'▌', rectangle(1, 1, 0.5, 1, "")},
		{'▏', rectangle(1, 1, 1./8, 1, "")},
		{'▐', rectangle(1.5, 1, 0.5, 1, "")},
		{'▕', rectangle(1+7./8, 1, 1./8, 1, "")},
		{'▀', rectangle(1, 1, 1, 0.5, "")},
		{'▔', rectangle(1, 1, 1, 1./8, "")},
		{'▁', rectangle(1, 1+7./8, 1, 1./8, "")},
		{'▄', rectangle(1, 1.5, 1, 0.5, "")},
		{'▇', rectangle(1, 1+1./8, 1, 7./8, "")},
		{'░', rectangle(1, 1, 1, 1, ` fill-opacity="0.25"`)},
		{'▒', rectangle(1, 1, 1, 1, ` fill-opacity="0.5"`)},
		{'▓', rectangle(1, 1, 1, 1, ` fill-opacity="0.75"`)},
		{'─', rectangle(1, 1.5-high/2, 1, high, "")},
		{'│', rectangle(1.5-wide/2, 1, wide, 1, "")},
		{'╭', arc("M" + middle + " " + down(2) + " V" + lower + bend + "1 " + across(2) + " " + down(1.5) + " H" + across(2))},
		{'╮', arc("M" + middle + " " + down(2) + " V" + lower + bend + "0 " + across(1) + " " + down(1.5) + " H" + across(1))},
		{'╰', arc("M" + middle + " " + down(1) + " V" + upper + bend + "0 " + across(2) + " " + down(1.5) + " H" + across(2))},
		{'╯', arc("M" + middle + " " + down(1) + " V" + upper + bend + "1 " + across(1) + " " + down(1.5) + " H" + across(1))},
	} {
		got := pictureOf(t, 3, 3, func(f *Frame) { f.Rune(1, 1, c.shape, Style{FG: amber}) })
		if len(got) != 1 || got[0] != c.want {
			t.Errorf("%c is drawn as\n%s\nwant\n%s", c.shape, strings.Join(got, "\n"), c.want)
		}
	}
	for _, shape := range []rune{'▄', '─'} {
		got := pictureOf(t, 1, 1, func(f *Frame) { f.Rune(0, 0, shape, Style{FG: amber, Attr: Dim}) })
		if len(got) != 1 || !strings.HasSuffix(got[0], ` fill-opacity="0.6"/>`) {
			t.Errorf("a dim %c is drawn as %q", shape, got)
		}
	}
}

func TestADotOfBrailleStandsWhereATerminalShowsIt(t *testing.T) {
	// Braille numbers its dots down the left side, then down the right, and the lowest two last.
	for number, at := range [8][2]float64{{1, 1}, {1, 3}, {1, 5}, {3, 1}, {3, 3}, {3, 5}, {1, 7}, {3, 7}} {
		got := pictureOf(t, 2, 1, func(f *Frame) { f.Rune(1, 0, 0x2800+1<<number, Style{FG: amber}) })
		want := fmt.Sprintf(`<path d="M%s %sh0.1" stroke="#f2b950" stroke-width="2.8" stroke-linecap="round" stroke-dasharray="0 4.5"/>`, across(1+at[0]/4), down(at[1]/8))
		if len(got) != 1 || got[0] != want {
			t.Errorf("dot %d is drawn as %q, want %q", number+1, got, want)
		}
	}
	got := pictureOf(t, 3, 1, func(f *Frame) { f.Text(f.Rect(), "⣿⡇⢸", Style{FG: amber}) })
	if want := `<path d="M2.25 2.5h9.1M24.75 2.5h0.1M2.25 7.5h9.1M24.75 7.5h0.1M2.25 12.5h9.1M24.75 12.5h0.1M2.25 17.5h9.1M24.75 17.5h0.1" `; len(got) != 1 || !strings.HasPrefix(got[0], want) {
		t.Errorf("cells side by side are drawn as %q", got)
	}
	if got := pictureOf(t, 1, 1, func(f *Frame) { f.Rune(0, 0, '⠀', Style{FG: amber}) }); len(got) != 0 {
		t.Errorf("no dots are drawn as %q", got)
	}
}

func TestEachPhraseOfAPictureIsOneTextAsWideAsItsCells(t *testing.T) {
	blueText := Style{FG: blue}
	got := pictureOf(t, 12, 2, func(f *Frame) {
		f.Spans(Rect{0, 1, 12, 1}, Span{"ab", Style{FG: amber}}, Span{"cd e", blueText}, Span{" é日", blueText})
	})
	word := func(x float64, fill, text string, cells float64) string {
		length := ""
		if cells > 1 {
			length = ` textLength="` + across(cells) + `"`
		}
		return fmt.Sprintf(`<text x="%s" y="%s"%s fill="%s">%s</text>`, across(x), down(1.75), length, fill, text)
	}
	want := []string{word(0, "#f2b950", "ab", 2), word(2, "#5b8fd6", "cd e é", 6), word(8, "#5b8fd6", "日", 2)}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("drawn:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestTheLineUnderTextIsAsLongAsIt(t *testing.T) {
	st := Style{FG: amber, Attr: Underline}
	for text, cells := range map[string]float64{"abc": 3, "   ": 1} { // of blanks, one a cell
		got := pictureOf(t, 5, 2, func(f *Frame) { f.Text(Rect{2, 1, 3, 1}, text, st) })
		if want := rectangle(2, 1.86, cells, thick/cellHeight, ""); !strings.Contains(strings.Join(got, "\n"), want) {
			t.Errorf("%q: no line %s in\n%s", text, want, strings.Join(got, "\n"))
		}
	}
	if got := pictureOf(t, 1, 1, func(f *Frame) { f.Rune(0, 0, '▄', st) }); len(got) != 2 {
		t.Errorf("a shape with a line is drawn as %q", got)
	}
	if got := pictureOf(t, 3, 1, func(f *Frame) { f.Text(f.Rect(), "abc", Style{FG: amber}) }); len(got) != 1 {
		t.Errorf("text without a line is drawn as %q", got)
	}
}

func TestAttributesOfTextAreSeenInItsPicture(t *testing.T) {
	for attr, want := range map[Attr]string{Bold: ` font-weight="bold"`, Dim: ` opacity="0.6"`, 0: ""} {
		got := pictureOf(t, 1, 1, func(f *Frame) { f.Rune(0, 0, 'x', Style{FG: amber, Attr: attr}) })
		if len(got) != 1 || got[0] != `<text x="0" y="`+down(0.75)+`" fill="#f2b950"`+want+`>x</text>` {
			t.Errorf("drawn as %q, want%s", got, want)
		}
	}
}

func TestBackgroundsOfOneColourAreOnePiece(t *testing.T) {
	got := pictureOf(t, 6, 2, func(f *Frame) {
		f.Fill(Rect{1, 1, 3, 1}, Style{BG: band})
		f.Fill(Rect{4, 1, 1, 1}, Style{BG: amber})
	})
	want := []string{strings.Replace(rectangle(1, 1, 3, 1, ""), "#f2b950", "#2b3140", 1), rectangle(4, 1, 1, 1, "")}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("drawn:\n%s", strings.Join(got, "\n"))
	}
}

func TestAPictureIsAsLargeAsItsFrame(t *testing.T) {
	want := fmt.Sprintf(`width="%s" height="%s" viewBox="0 0 %[1]s %[2]s"`, across(10), down(3))
	if got := New(10, 3).SVG(SVGOptions{}); !strings.Contains(got, want) {
		t.Errorf("no %s in %.300s", want, got)
	}
}
