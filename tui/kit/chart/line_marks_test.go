package chart

import (
	"math"
	"strings"
	"testing"

	"daylight/tui/kit/grid"
)

// strokesOf is a line of these strokes.
func strokesOf(strokes ...Stroke) Line {
	l := points()
	l.Strokes = strokes
	return l
}

// at is a point at a part of the width.
func at(part, value float64) Stroke {
	return Stroke{From: part, To: part, Value: value, Lo: value, Hi: value}
}

// joined is the stroke with the line coming to it from the one before.
func joined(s Stroke) Stroke {
	s.Joined = true
	return s
}

// over draws lines over an axis of these values.
func (p Pen) over(w, h int, values []float64, lines ...Line) *grid.Frame {
	f := grid.New(w, h)
	p.Plot(w, h, RiseOver(Linear, values, true, h), lines).Draw(f, 0, 0)
	return f
}

func TestAPointInACornerIsAsLargeAsAnyOther(t *testing.T) {
	for _, c := range []struct {
		part, value float64
		want        string
	}{
		{0, 0, "⠶   "}, {1, 0, "   ⠶"}, {0, 12227, "⠛   "}, {1, 12227, "   ⠛"}, {0.5, 0, "  ⠶ "},
	} {
		if got := colored().over(4, 1, []float64{12227}, strokesOf(at(c.part, c.value))).Plain(); got != c.want {
			t.Errorf("a point at %v of the width and %v is drawn as %q, want %q", c.part, c.value, got, c.want)
		}
	}
}

func TestAPartOfTheWidthIsAColumnOfDots(t *testing.T) {
	for _, c := range []struct {
		part    float64
		w, want int
	}{{0, 5, 0}, {0.1, 5, 1}, {0.5, 5, 5}, {0.99, 5, 9}, {1, 5, 9}, {7, 5, 9}, {-1, 5, 0}, {math.NaN(), 5, 0}, {0.5, 0, 0}} {
		if got := DotAcross(c.part, c.w); got != c.want {
			t.Errorf("%v of %d cells is column %d, want %d", c.part, c.w, got, c.want)
		}
	}
}

func TestALineWithoutALetterIsDrawnInDotsAlone(t *testing.T) {
	l := points(1, 9, 4)
	want := drawing(colored().plotted(20, 5, l))
	l.Mark = 0
	if got := drawing(mono().plotted(20, 5, l)); got != want {
		t.Errorf("drawn\n%s\nwant\n%s", got, want)
	}
}

func TestLettersStandFarEnoughApartToBeRead(t *testing.T) {
	var l Line
	for i := range 40 {
		l.Strokes = append(l.Strokes, at((float64(i)+0.5)/40, 5))
	}
	l.Mark = 'a'
	for _, p := range []Pen{mono(), ascii()} {
		row := ""
		for _, line := range strings.Split(p.over(20, 3, []float64{10}, l).Plain(), "\n") {
			if strings.Contains(line, "a") {
				row = line
			}
		}
		var places []int
		for x, ch := range []rune(row) {
			if ch == 'a' {
				places = append(places, x)
			}
		}
		if len(places) != 7 || places[0] != 0 || places[1] != 3 || places[6] != 18 {
			t.Errorf("letters stand at %v in %q", places, row)
		}
		if p.Glyphs.ASCII && row != "a..a..a..a..a..a..a." {
			t.Errorf("between letters points are drawn as in %q", row)
		}
	}
}

func TestAPointOfLessTimeIsARingThatNoLineLeaves(t *testing.T) {
	ring := joined(at(0.5, 10))
	ring.Hollow = true
	f := colored().over(10, 3, []float64{10}, strokesOf(at(0.05, 0), ring, joined(at(0.95, 0))))
	if glyph, st := f.Cell(5, 0); glyph != string(colored().Glyphs.Hollow) || st.FG != points().Style.FG {
		t.Errorf("in the middle stands %q in %v:\n%s", glyph, st, drawing(f))
	}
	left, right := 0, 0
	for dot := range dots(f) {
		if dot[0] < 10 {
			left++
		} else {
			right++
		}
	}
	if left < 8 || right != 4 { // a line up to it, and the point after it alone
		t.Errorf("%d dots before the ring and %d after it:\n%s", left, right, drawing(f))
	}
}

func TestAStrongLineAtTheTopStaysInside(t *testing.T) {
	l := strokesOf(at(0.1, 12227), joined(at(0.9, 12227)))
	want := drawing(colored().over(4, 1, []float64{12227}, l))
	l.Strong = Whole
	if got := drawing(colored().over(4, 1, []float64{12227}, l)); got != want || !strings.HasPrefix(got, "⠉⠉") {
		t.Errorf("drawn %q, want %q", got, want)
	}
}

func TestALineIsStrongOnlyOverItsStretch(t *testing.T) {
	l := points(3, 3, 3, 3, 3)
	thin := dots(colored().plotted(20, 4, l))
	l.Strong = Stretch{0.25, 0.75}
	f := colored().plotted(20, 4, l)
	for dot := range dots(f) {
		_, st := f.Cell(dot[0]/2, 3-dot[1]/4)
		inside := dot[0] >= 10 && dot[0] < 30
		if bold := st.Attr&grid.Bold != 0; bold != inside {
			t.Errorf("in column %d the line is bold: %v", dot[0], bold)
		}
		if !thin[dot] && (!inside || !thin[[2]int{dot[0], dot[1] - 1}]) {
			t.Errorf("in column %d the line is thicker at %d", dot[0], dot[1])
		}
	}
	if more := len(dots(f)) - len(thin); more != 20 {
		t.Errorf("the strong half has %d dots more", more)
	}
}

func TestEveryColumnLiesInOneOfTwoStretchesThatMeet(t *testing.T) {
	for columns := 1; columns < 20; columns++ {
		for i := range 2 * columns {
			border := float64(i) / float64(2*columns)
			for x := range columns {
				if a, b := (Stretch{0, border}).holds(x, columns), (Stretch{border, 1}).holds(x, columns); a == b {
					t.Errorf("column %d of %d lies in both stretches that meet at %v, or in none", x, columns, border)
				}
			}
		}
	}
}

func TestARingIsStrongWhereItsLineIs(t *testing.T) {
	for _, part := range []float64{0.05, 0.2, 0.55, 0.95} {
		ring := at(part, 10)
		ring.Hollow = true
		l := strokesOf(ring)
		l.Strong = Stretch{0.5, 1}
		f := colored().over(20, 2, []float64{10}, l)
		glyph, st := f.Cell(int(part*20), 0)
		if glyph != string(colored().Glyphs.Hollow) || (st.Attr&grid.Bold != 0) != (part > 0.5) {
			t.Errorf("at %v of the width stands %q in %v", part, glyph, st)
		}
	}
}

func TestARangeWithoutPlaceForItsEndsIsDrawnAsFarAsItHasOne(t *testing.T) {
	p := colored()
	beyond, within := at(0.25, 5), at(0.75, 5)
	beyond.Lo, beyond.Hi = 2, 1e9
	within.Lo, within.Hi = 0, 10
	f := p.over(8, 4, []float64{10}, strokesOf(beyond, within))
	for y := range 4 {
		if glyph, _ := f.Cell(6, y); glyph == " " {
			t.Errorf("after a range without an upper end the next is not drawn:\n%s", drawing(f))
		}
	}
	f = grid.New(8, 4)
	within.Value = 100
	within.Lo, within.Hi = 0, 1000
	p.Plot(8, 4, RiseOver(Log, []float64{10, 1000}, true, 4), []Line{strokesOf(within)}).Draw(f, 0, 0)
	if !dots(f)[[2]int{12, 0}] {
		t.Errorf("a range from nothing does not begin at the ground:\n%s", drawing(f))
	}
}

func TestInASCIIAStrongLineComesBeforeAnotherButHidesNoLetterOnItsWay(t *testing.T) {
	point, line := strokesOf(at(0.5, 5)), points(0, 10)
	point.Mark, line.Mark, line.Strong = 'b', 'a', Whole
	f := ascii().over(12, 3, []float64{10}, point, line)
	if got := drawing(f); strings.Count(got, "b") != 1 || strings.Count(got, "a") != 2 {
		t.Errorf("drawn\n%s", got)
	}
	line.Strong = Stretch{0, 0.5}
	f = ascii().over(12, 3, []float64{10}, line)
	for y := range 3 {
		for x := range 12 {
			if glyph, st := f.Cell(x, y); glyph != " " && (st.Attr&grid.Bold != 0) != (x < 6) {
				t.Errorf("in column %d %q is %v", x, glyph, st)
			}
		}
	}
}

func TestInASCIIALineGoesOnFromTheEndOfAStretch(t *testing.T) {
	level := Stroke{From: 0, To: 0.5, Value: 0, Lo: 0, Hi: 0}
	got := drawing(ascii().over(12, 3, []float64{10}, strokesOf(level, joined(at(0.99, 10)))))
	if want := "          .a\n       ...\n--a--.."; got != want {
		t.Errorf("drawn\n%s\nwant\n%s", got, want)
	}
}

func TestAPlotIsDrawnWhereItIsAsked(t *testing.T) {
	p, l := colored(), points(1, 5, 2)
	want := p.plotted(9, 3, l)
	f := grid.New(14, 7)
	p.Plot(9, 3, RiseOver(Linear, []float64{1, 5, 2}, false, 3), []Line{l}).Draw(f, 4, 2)
	for y := range 7 {
		for x := range 14 {
			glyph, _ := f.Cell(x, y)
			moved := " "
			if x >= 4 && x < 13 && y >= 2 && y < 5 {
				moved, _ = want.Cell(x-4, y-2)
			}
			if glyph != moved {
				t.Fatalf("at %d,%d stands %q, want %q", x, y, glyph, moved)
			}
		}
	}
}

func TestInASCIIPointsAreLettersAndTheWayBetweenIsDotted(t *testing.T) {
	level := Stroke{From: 0.5, To: 1, Value: 10, Lo: 10, Hi: 10}
	got := drawing(ascii().over(12, 3, []float64{10}, strokesOf(at(0.04, 0), joined(level))))
	want := "" +
		"     .--a---\n" +
		"  ...\n" +
		"a."
	if got != want {
		t.Errorf("drawn\n%s\nwant\n%s", got, want)
	}
	// A letter is not hidden by the way of another line.
	other := points(0, 10)
	other.Mark = 'b'
	both := drawing(ascii().over(12, 3, []float64{10}, strokesOf(at(0.5, 5)), other))
	if !strings.Contains(both, "a") || strings.Count(both, "b") != 2 {
		t.Errorf("drawn\n%s", both)
	}
}

func TestInASCIIARangeIsAnUprightRule(t *testing.T) {
	s := at(0.5, 5)
	s.Lo, s.Hi = 0, 10
	got := drawing(ascii().over(6, 5, []float64{10}, strokesOf(s)))
	if want := "   |\n   |\n   a\n   |\n   |"; got != want {
		t.Errorf("drawn\n%s\nwant\n%s", got, want)
	}
	rise := RiseOver(Log, []float64{10, 1000}, true, 5)
	f := grid.New(6, 5)
	s.Value, s.Lo, s.Hi = 100, 0, 1000 // its lower end has no place
	ascii().Plot(6, 5, rise, []Line{strokesOf(s)}).Draw(f, 0, 0)
	if glyph, _ := f.Cell(3, 4); glyph != "|" {
		t.Errorf("a range from nothing does not begin at the ground:\n%s", drawing(f))
	}
}
