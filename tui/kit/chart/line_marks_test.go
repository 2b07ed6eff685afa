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
		{0, 0, "⣤   "}, {1, 0, "   ⣤"}, {0, 15000, "⠛   "}, {1, 15000, "   ⠛"}, {0.5, 0, "  ⣤ "},
	} {
		if got := colored().over(4, 1, []float64{15000}, strokesOf(at(c.part, c.value))).Plain(); got != c.want {
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
	l := strokesOf(at(0.1, 15000), joined(at(0.9, 15000)))
	want := drawing(colored().over(4, 1, []float64{15000}, l))
	l.Strong = true
	if got := drawing(colored().over(4, 1, []float64{15000}, l)); got != want || !strings.HasPrefix(got, "⠉⠉") {
		t.Errorf("drawn %q, want %q", got, want)
	}
}

func TestAStrongLineIsBoldAlongItsWholeLength(t *testing.T) {
	l := points(3, 3, 3, 3, 3)
	thin := dots(colored().plotted(20, 4, l))
	l.Strong = true
	f := colored().plotted(20, 4, l)
	for dot := range dots(f) {
		if _, st := f.Cell(dot[0]/2, 3-dot[1]/4); st.Attr&grid.Bold == 0 {
			t.Errorf("in column %d the line is not bold", dot[0])
		}
		if !thin[dot] && !thin[[2]int{dot[0], dot[1] - 1}] {
			t.Errorf("in column %d the line is thicker at %d", dot[0], dot[1])
		}
	}
	if thick := len(dots(f)); thick != 2*len(thin) {
		t.Errorf("the strong line has %d dots, a thin one %d", thick, len(thin))
	}
}

func TestARingIsStrongWhereItsLineIs(t *testing.T) {
	for _, strong := range []bool{false, true} {
		ring := at(0.5, 10)
		ring.Hollow = true
		l := strokesOf(ring)
		l.Strong = strong
		f := colored().over(20, 2, []float64{10}, l)
		glyph, st := f.Cell(10, 0)
		if glyph != string(colored().Glyphs.Hollow) || (st.Attr&grid.Bold != 0) != strong {
			t.Errorf("on a line that is strong, %v, stands %q in %v", strong, glyph, st)
		}
	}
}

func TestARangeWithoutPlaceForItsEndsIsDrawnAsFarAsItHasOne(t *testing.T) {
	p := colored()
	beyond, within := at(0.25, 5), at(0.75, 5)
	beyond.Lo, beyond.Hi = 2, 1e9
	within.Lo, within.Hi = 0, 10
	f := p.over(8, 4, []float64{10}, strokesOf(beyond, within))
	for y := range 3 { // above the foot
		if glyph, _ := f.Cell(6, y); glyph == " " {
			t.Errorf("after a range without an upper end the next is not drawn:\n%s", drawing(f))
		}
	}
	f = grid.New(8, 4)
	within.Value = 100
	within.Lo, within.Hi = 0, 1000
	p.Plot(8, 4, RiseOver(Log, []float64{10, 1000}, true, 4), []Line{strokesOf(within)}).Draw(f, 0, 0)
	if !dots(f)[[2]int{12, 4}] {
		t.Errorf("a range from nothing does not begin at the ground:\n%s", drawing(f))
	}
}

func TestInASCIIAStrongLineComesBeforeAnotherButHidesNoLetterOnItsWay(t *testing.T) {
	point, line := strokesOf(at(0.5, 5)), points(0, 10)
	point.Mark, line.Mark, line.Strong = 'b', 'a', true
	f := ascii().over(12, 3, []float64{10}, point, line)
	if got := drawing(f); strings.Count(got, "b") != 1 || strings.Count(got, "a") != 2 {
		t.Errorf("drawn\n%s", got)
	}
}

func TestInASCIIALineGoesOnFromTheEndOfAStretch(t *testing.T) {
	level := Stroke{From: 0, To: 0.5, Value: 0, Lo: 0, Hi: 0}
	got := drawing(ascii().over(12, 4, []float64{10}, strokesOf(level, joined(at(0.99, 10)))))
	if want := "          .a\n       ...\n--a--..\n"; got != want {
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
	got := drawing(ascii().over(12, 4, []float64{10}, strokesOf(at(0.04, 0), joined(level))))
	want := "" +
		"     .--a---\n" +
		"  ...\n" +
		"a.\n" // and the foot
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
	got := drawing(ascii().over(6, 6, []float64{10}, strokesOf(s)))
	if want := "   |\n   |\n   a\n   |\n   |\n"; got != want {
		t.Errorf("drawn\n%s\nwant\n%s", got, want)
	}
	rise := RiseOver(Log, []float64{10, 1000}, true, 5)
	f := grid.New(6, 5)
	s.Value, s.Lo, s.Hi = 100, 0, 1000 // its lower end has no place
	ascii().Plot(6, 5, rise, []Line{strokesOf(s)}).Draw(f, 0, 0)
	if glyph, _ := f.Cell(3, 3); glyph != "|" {
		t.Errorf("a range from nothing does not begin at the ground:\n%s", drawing(f))
	}
}

func TestLevelsThatWouldHideOneAnotherTakeTurns(t *testing.T) {
	level := func(value float64, mark rune, colour grid.Color) Line {
		l := strokesOf(Stroke{From: 0, To: 1, Value: value, Lo: value, Hi: value})
		l.Mark, l.Style = mark, grid.Style{FG: colour}
		return l
	}
	a, b, c := level(10, 'a', grid.RGB(255, 0, 0)), level(10, 'b', grid.RGB(0, 255, 0)), level(9.8, 'c', grid.RGB(0, 0, 255))
	b.Strong = true
	for _, p := range []Pen{colored(), mono(), ascii()} {
		f := p.over(12, 6, []float64{10}, a, b, c)
		cells, marks := map[grid.Color]int{}, map[string]int{}
		for y := range 6 {
			for x := range 12 {
				if glyph, st := f.Cell(x, y); glyph != " " {
					cells[st.FG]++
					marks[glyph]++
				}
			}
		}
		for _, l := range []Line{a, b, c} {
			if cells[l.Style.FG] != 4 {
				t.Errorf("of twelve cells %c has %d:\n%s", l.Mark, cells[l.Style.FG], drawing(f))
			}
			if letters := p.Theme.NoColor || p.Glyphs.ASCII; letters && marks[string(l.Mark)] == 0 {
				t.Errorf("%c has no letter:\n%s", l.Mark, drawing(f))
			}
		}
	}
	// Levels that lie apart have all their cells.
	f := colored().over(12, 6, []float64{10}, a, level(0, 'd', c.Style.FG))
	if got := drawing(f); strings.Count(got, "⠒")+strings.Count(got, "⠂")+strings.Count(got, "⠤")+strings.Count(got, "⠉")+strings.Count(got, "⣀")+strings.Count(got, "⡀") != 24 {
		t.Errorf("drawn\n%s", got)
	}
}

func TestNoLineIsDrawnInTheFoot(t *testing.T) {
	for _, p := range []Pen{colored(), mono(), ascii()} {
		for _, kind := range []Kind{Linear, Log} {
			l := points(0, 0, 3, 0, 0.01, 0)
			l.Strong, l.Area, l.Leader = true, true, Leader{From: 0.9, Cells: 3, Row: 3}
			f := grid.New(23, 8)
			p.Plot(20, 8, RiseOver(kind, []float64{0, 3, 0.01}, false, 8), []Line{l}).Draw(f, 0, 0)
			if drawing(f) == "" {
				t.Fatal("nothing is drawn")
			}
			for x := range 23 {
				if glyph, _ := f.Cell(x, 7); glyph != " " {
					t.Errorf("below zero stands %q:\n%s", glyph, drawing(f))
				}
			}
		}
	}
}

func TestALeaderJoinsTheEndOfALineToItsLabelAndHidesNothing(t *testing.T) {
	l, other := strokesOf(at(0.1, 2.5), joined(at(0.5, 2.5))), points(9, 0, 9)
	other.Style.FG = grid.RGB(0, 0, 255)
	alone := colored().over(20, 8, []float64{10}, l, other)
	l.Leader = Leader{From: 0.5, Value: 2.5, Cells: 4, Row: 1}
	f := grid.New(30, 8)
	colored().Plot(20, 8, RiseOver(Linear, []float64{10}, true, 8), []Line{l, other}).Draw(f, 0, 0)
	rows := map[int]bool{}
	for y := range 8 {
		for x := range 30 {
			glyph, st := f.Cell(x, y)
			if x < 20 {
				if was, wore := alone.Cell(x, y); was != " " && (glyph != was || st != wore) {
					t.Errorf("the leader changes %q at %d,%d into %q", was, x, y, glyph)
				}
				continue
			}
			if glyph != " " {
				if rows[y] = true; x >= 24 || st.FG != l.Style.FG {
					t.Errorf("at %d,%d stands %q in %v", x, y, glyph, st)
				}
			}
		}
	}
	for y := 1; y < 6; y++ {
		if !rows[y] {
			t.Errorf("the leader does not pass row %d:\n%s", y, drawing(f))
		}
	}
	if glyph, _ := f.Cell(23, 1); glyph == " " {
		t.Errorf("the leader does not reach its label:\n%s", drawing(f))
	}
	if glyph, _ := f.Cell(14, 5); glyph == " " {
		t.Errorf("nothing leads from the end of the line on:\n%s", drawing(f))
	}
}

func TestLeadersInTheOrderOfTheEndsNeverCross(t *testing.T) {
	var lines []Line
	for i, value := range []float64{10, 9.9, 9.8, 4, 3.9, 0} {
		l := strokesOf(at(0, value), joined(at(1, value)))
		l.Style.FG = grid.RGB(uint8(10*i), 9, 9)
		l.Leader = Leader{From: 1, Value: value, Cells: 6, Row: 2 * i}
		lines = append(lines, l)
	}
	f := grid.New(26, 13)
	colored().Plot(20, 13, RiseOver(Linear, []float64{10}, true, 13), lines).Draw(f, 0, 0)
	for x := 20; x < 26; x++ {
		last := -1
		for y := range 13 {
			if glyph, st := f.Cell(x, y); glyph != " " {
				r, _, _ := st.FG.RGB()
				if int(r) < last {
					t.Errorf("in column %d leaders cross:\n%s", x, drawing(f))
				}
				last = int(r)
			}
		}
	}
}

func TestAnAreaReachesFromItsLineToZeroAndNoFurther(t *testing.T) {
	fill := grid.Style{FG: grid.RGB(9, 9, 9)}
	area := func(kind Kind, values []float64, strokes ...Stroke) (f *grid.Frame, columns map[int][2]int) {
		l := strokesOf(strokes...)
		l.Area, l.Fill = true, fill
		f, columns = grid.New(20, 11), map[int][2]int{}
		colored().Plot(20, 11, RiseOver(kind, values, true, 11), []Line{l}).Draw(f, 0, 0)
		for dot := range dots(f) {
			ends, seen := columns[dot[0]]
			if !seen {
				ends = [2]int{dot[1], dot[1]}
			}
			columns[dot[0]] = [2]int{min(ends[0], dot[1]), max(ends[1], dot[1])}
		}
		return f, columns
	}
	f, columns := area(Linear, []float64{10}, at(0.1, 10), joined(at(0.3, 10)), at(0.5, 10), joined(at(0.7, 10)))
	for x, ends := range columns {
		if inside := x >= 4 && x <= 12 || x >= 20 && x <= 28; !inside || ends[0] > 5 {
			t.Errorf("column %d is drawn from %v:\n%s", x, ends, drawing(f))
		}
	}
	if _, st := f.Cell(4, 6); st != fill {
		t.Errorf("the area has the style %v", st)
	}
	// What is less than zero hangs from it.
	rise := RiseOver(Linear, []float64{-10, 10}, true, 11)
	zero, _ := rise.Floor()
	_, columns = area(Linear, []float64{-10, 10}, at(0.1, -10), joined(at(0.3, -10)))
	if ends := columns[8]; ends[1] != zero && ends[1] != zero-1 || ends[0] >= zero {
		t.Errorf("an area below zero at %d reaches over %v", zero, ends)
	}
	// Neither a ring nor what a logarithmic scale shows has an area.
	ring := at(0.5, 10)
	ring.Hollow = true
	if f, columns = area(Linear, []float64{10}, ring); len(columns) != 0 {
		t.Errorf("below a ring stands\n%s", drawing(f))
	}
	if f, columns = area(Log, []float64{1, 1000}, at(0.1, 1000), joined(at(0.3, 1000))); columns[8][0] < 30 {
		t.Errorf("on a logarithmic scale stands\n%s", drawing(f))
	}
	// Between the ends of a range it is looser.
	s := Stroke{From: 0, To: 1, Value: 6, Lo: 2, Hi: 10}
	f, _ = area(Linear, []float64{10}, s)
	rise = RiseOver(Linear, []float64{10}, true, 11)
	lo, _ := rise.Dot(2)
	hi, _ := rise.Dot(10)
	mid, _ := rise.Dot(6)
	in := func(from, to int) (n int) {
		for dot := range dots(f) {
			if from <= dot[1] && dot[1] < to && dot[0] != 19 && dot[0] != 20 {
				n++
			}
		}
		return n
	}
	below, between := float64(in(4, lo))/float64(lo-4), float64(in(mid+2, hi))/float64(hi-mid-2)
	if between >= 0.7*below || between == 0 {
		t.Errorf("a range is filled with %.1f dots a row, what is sure with %.1f:\n%s", between, below, drawing(f))
	}
}
