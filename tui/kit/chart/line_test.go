package chart

import (
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"daylight/tui/kit/grid"
)

// points is a line of points at equal distances; NaN is a gap.
func points(values ...float64) Line {
	l := Line{Style: grid.Style{FG: grid.RGB(255, 0, 0)}, Mark: 'a'}
	joined := false
	for i, v := range values {
		at := (float64(i) + 0.5) / float64(len(values))
		l.Strokes = append(l.Strokes, Stroke{From: at, To: at, Value: v, Lo: v, Hi: v, Joined: joined})
		joined = !math.IsNaN(v)
	}
	return l
}

// plotted draws lines over a linear axis that holds them.
func (p Pen) plotted(w, h int, lines ...Line) *grid.Frame {
	var values []float64
	for _, l := range lines {
		for _, s := range l.Strokes {
			values = append(values, s.Value, s.Lo, s.Hi)
		}
	}
	f := grid.New(w, h)
	p.Plot(w, h, RiseOver(Linear, values, false, h), lines).Draw(f, 0, 0)
	return f
}

// dots reads the dots of a drawing, from the left and from the bottom.
func dots(f *grid.Frame) map[[2]int]bool {
	w, h := f.Size()
	lit := map[[2]int]bool{}
	// Braille numbers its dots down the left side, then down the right, and the
	// lowest two last.
	at := [8][2]int{{0, 3}, {0, 2}, {0, 1}, {1, 3}, {1, 2}, {1, 1}, {0, 0}, {1, 0}}
	for y := range h {
		for x := range w {
			glyph, _ := f.Cell(x, y)
			r := []rune(glyph)[0]
			if r < 0x2800 || r > 0x28ff {
				continue
			}
			for bit, d := range at {
				if r>>bit&1 == 1 {
					lit[[2]int{2*x + d[0], 4*(h-1-y) + d[1]}] = true
				}
			}
		}
	}
	return lit
}

func drawing(f *grid.Frame) string {
	lines := strings.Split(f.Plain(), "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	return strings.Join(lines, "\n")
}

func TestALineGoesFromPointToPoint(t *testing.T) {
	want := "" +
		"    ⢀⠎⢆\n" +
		"   ⡰⠁  ⢣\n" +
		" ⢀⠎     ⠱⡀\n" // and the foot
	if got := drawing(colored().plotted(11, 4, points(0, 4, 0))); got != want {
		t.Errorf("drawn\n%s\nwant\n%s", got, want)
	}
}

func TestALineEndsWhereNothingWasReported(t *testing.T) {
	nan := math.NaN()
	f := colored().plotted(20, 3, points(1, 1, nan, 1, 1))
	row := strings.Split(f.Plain(), "\n")[1] + strings.Split(f.Plain(), "\n")[0] + strings.Split(f.Plain(), "\n")[2]
	if strings.Count(row, "⠤") == 0 && strings.Count(row, "⠒") == 0 && strings.Count(row, "⠉") == 0 && strings.Count(row, "⣀") == 0 {
		t.Fatalf("no line is drawn:\n%s", drawing(f))
	}
	for at := range dots(f) {
		if at[0] > 2*20*3/10 && at[0] < 2*20*7/10 {
			t.Errorf("a dot at %v, where nothing was reported:\n%s", at, drawing(f))
		}
	}
}

func TestAPointAloneCanBeSeen(t *testing.T) {
	nan := math.NaN()
	for _, l := range []Line{points(nan, 2, nan), points(2), points(nan, nan, 1)} {
		if lit := dots(colored().plotted(12, 4, l)); len(lit) != 4 {
			t.Errorf("a point alone has %d dots, want a square of four", len(lit))
		}
	}
	if got := drawing(ascii().plotted(6, 2, points(nan, 2, nan))); !strings.Contains(got, "a") {
		t.Errorf("drawn\n%s", got)
	}
}

func TestAStrokeIsLevelOverItsWholeWidth(t *testing.T) {
	l := points(0, 0, 0, 0)
	l.Strokes = []Stroke{{From: 0.25, To: 0.75, Value: 3, Lo: 3, Hi: 3}}
	rise := RiseOver(Linear, []float64{3}, false, 4)
	f := grid.New(8, 4)
	colored().Plot(8, 4, rise, []Line{l}).Draw(f, 0, 0)
	up, _ := rise.Dot(3)
	lit := dots(f)
	for x := range 16 {
		if lit[[2]int{x, up}] != (x >= 4 && x < 12) {
			t.Errorf("the stroke from 4 to 12 is wrong at %d:\n%s", x, drawing(f))
		}
	}
	if len(lit) != 8 {
		t.Errorf("%d dots, want 8", len(lit))
	}
}

func TestCrossingLinesShareCellsAndKeepTheirDots(t *testing.T) {
	a, b := points(0, 8), points(8, 0)
	b.Style.FG = grid.RGB(0, 0, 255)
	p := colored()
	both, first, second := dots(p.plotted(10, 4, a, b)), dots(p.plotted(10, 4, a)), dots(p.plotted(10, 4, b))
	for at := range first {
		if !both[at] {
			t.Errorf("a dot of the first line is erased at %v", at)
		}
	}
	for at := range second {
		if !both[at] {
			t.Errorf("a dot of the second line is erased at %v", at)
		}
	}
	// Where they cross, a cell has the colour of the first, or of the strong one.
	colour := func(lines ...Line) map[grid.Color]int {
		f, n := p.plotted(10, 4, lines...), map[grid.Color]int{}
		for x := range 10 {
			for y := range 4 {
				if glyph, st := f.Cell(x, y); glyph != " " {
					n[st.FG]++
				}
			}
		}
		return n
	}
	alone := colour(a)[a.Style.FG]
	if got := colour(a, b)[a.Style.FG]; got != alone {
		t.Errorf("the first line has %d cells of its %d", got, alone)
	}
	b.Strong = true
	alone = colour(b)[b.Style.FG]
	if got := colour(a, b)[b.Style.FG]; got != alone {
		t.Errorf("the strong line has %d cells of its %d", got, alone)
	}
}

func TestTheCellsOfAStrongLineHaveItsDotsAloneAndLinesAlongItShowThrough(t *testing.T) {
	p := colored()
	low, high := points(5.9, 5.9, 5.9, 5.9), points(6.1, 6.1, 6.1, 6.1)
	low.Style.FG, high.Strong = grid.RGB(0, 0, 255), true
	alone, both := p.over(40, 9, []float64{9}, high), p.over(40, 9, []float64{9}, low, high)
	own, others := 0, 0
	for x := range 40 {
		for y := range 9 {
			was, _ := alone.Cell(x, y)
			glyph, st := both.Cell(x, y)
			switch {
			case was == " ":
			case st.FG == low.Style.FG:
				others++
			case glyph != was:
				t.Errorf("at %d,%d the strong line is %q, alone %q", x, y, glyph, was)
			default:
				own++
			}
		}
	}
	if own < 2*others || others < 5 {
		t.Errorf("side by side the strong line has %d cells, the other %d:\n%s", own, others, drawing(both))
	}
	// Where they cross, it is whole.
	crossing := points(1, 9, 1, 9, 1)
	crossing.Style.FG = low.Style.FG
	both = p.over(40, 9, []float64{9}, crossing, high)
	for x := range 40 {
		for y := range 9 {
			if was, _ := alone.Cell(x, y); was != " " {
				if glyph, _ := both.Cell(x, y); glyph != was {
					t.Errorf("at %d,%d a line that crosses makes %q of %q", x, y, glyph, was)
				}
			}
		}
	}
}

func TestAStrongLineIsThicker(t *testing.T) {
	l := points(1, 5, 2, 7)
	thin := dots(colored().plotted(20, 5, l))
	l.Strong = true
	thick := dots(colored().plotted(20, 5, l))
	if len(thick) < len(thin)*3/2 {
		t.Errorf("a strong line has %d dots, another %d", len(thick), len(thin))
	}
	for at := range thin {
		if !thick[at] {
			t.Errorf("the strong line is not where the other is: %v", at)
		}
	}
}

func TestARangeReachesFaintlyFromItsLowerEndToItsUpper(t *testing.T) {
	p := colored()
	l := points(5)
	l.Strokes[0].Lo, l.Strokes[0].Hi = 2, 8
	f := p.plotted(5, 6, l)
	rise := RiseOver(Linear, []float64{2, 5, 8}, false, 6)
	lo, _ := rise.Dot(2)
	hi, _ := rise.Dot(8)
	least, most := 99, 0
	for at := range dots(f) {
		least, most = min(least, at[1]), max(most, at[1])
	}
	if least != lo || hi-most > 1 || most > hi {
		t.Errorf("the range from %d to %d reaches from %d to %d:\n%s", lo, hi, least, most, drawing(f))
	}
	faint := 0
	for y := range 6 {
		if glyph, st := f.Cell(2, y); glyph != " " && st == p.Theme.Faint {
			faint++
		}
	}
	if faint == 0 {
		t.Error("nothing of the range is faint")
	}
}

func TestWithoutColoursLettersTellLinesApart(t *testing.T) {
	a, b := points(1, 9, 1, 9, 1, 9), points(5, 5, 5, 5, 5, 5)
	b.Mark = 'b'
	for _, p := range []Pen{mono(), ascii()} {
		got := drawing(p.plotted(36, 8, a, b))
		if strings.Count(got, "a") < 4 || strings.Count(got, "b") < 4 {
			t.Errorf("drawn\n%s", got)
		}
	}
	got := drawing(ascii().plotted(36, 8, a, b))
	if strings.IndexFunc(got, func(r rune) bool { return r > '~' }) >= 0 || !strings.Contains(got, ".") {
		t.Errorf("drawn\n%s", got)
	}
	for _, p := range []Pen{colored()} {
		if got := drawing(p.plotted(36, 8, a, b)); strings.ContainsAny(got, "ab") {
			t.Errorf("lines of colours have letters:\n%s", got)
		}
	}
}

func TestEveryValueHasAPlaceOnItsAxisAndTicksAreRound(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		kind := rapid.SampledFrom([]Kind{Linear, Log}).Draw(t, "kind")
		rows := rapid.IntRange(1, 60).Draw(t, "rows")
		whole := rapid.Bool().Draw(t, "whole")
		value := rapid.Float64Range(-2e5, 2e5)
		switch {
		case kind == Log:
			value = rapid.Float64Range(0, 3e6)
		case whole:
			value = rapid.Custom(func(t *rapid.T) float64 { return float64(rapid.IntRange(0, 300_000).Draw(t, "n")) / 2 })
		}
		values := rapid.SliceOfN(value, 1, 12).Draw(t, "values")
		r := RiseOver(kind, values, whole, rows)
		slices.Sort(values)
		last := -1
		for _, v := range values {
			dot, ok := r.Dot(v)
			if rows < 3 && kind == Log && v < 1e-300 {
				continue // no room for a row of zero
			}
			if !ok || dot < last || dot < 0 || dot >= 4*rows {
				t.Fatalf("%v of %v stands at %d, %v, after %d", v, values, dot, ok, last)
			}
			last = dot
		}
		for i, tick := range r.Ticks() {
			dot, ok := r.Dot(tick.Value)
			if at := tick.Cell; !ok || dot/4 != max(at, r.Foot()) || at >= r.Foot() && dot%4 != tickDot*r.Foot() || at >= rows || i > mostLines {
				t.Fatalf("the tick %v in row %d of %d stands at %d, %v", tick.Value, tick.Cell, rows, dot, ok)
			}
			if whole && kind == Linear && tick.Value != math.Trunc(tick.Value) {
				t.Fatalf("a tick at %v", tick.Value)
			}
			if power := math.Log10(tick.Value); kind == Log && tick.Value != 0 && math.Abs(power-math.Round(power)) > 1e-9 {
				t.Fatalf("tick %d of a logarithmic axis at %v", i, tick.Value)
			}
		}
		if n := len(r.Ticks()); rows >= 8 && kind == Linear && n < 2 {
			t.Fatalf("%d ticks on %d rows for %v", n, rows, values)
		}
	})
}

func TestTheLeastValuesHaveTicksThatHaveAPlace(t *testing.T) {
	for _, v := range []float64{least, 1e-300, 5.972887158420601e-300, 1e-299} {
		for rows := 1; rows < 20; rows++ {
			r := RiseOver(Log, []float64{v}, false, rows)
			for _, tick := range r.Ticks() {
				if _, ok := r.Dot(tick.Value); !ok {
					t.Errorf("%v on %d rows: the tick %v has no place", v, rows, tick.Value)
				}
			}
		}
	}
}

func TestALogAxisGivesZeroARowOfItsOwn(t *testing.T) {
	for _, rows := range []int{3, 6, 8, 20} {
		r := RiseOver(Log, []float64{0, 5, 4000}, true, rows)
		zero, ok := r.Dot(0)
		one, _ := r.Dot(1)
		if !ok || zero > one-2 || zero > one-4 && rows > 3 || r.Ticks()[0].Value != 0 {
			t.Errorf("on %d rows zero stands at %d, %v, one at %d; ticks %v", rows, zero, ok, one, r.Ticks())
		}
	}
	r := RiseOver(Log, []float64{5, 4000}, true, 20)
	if _, ok := r.Dot(0); ok {
		t.Error("zero has a place on a logarithmic axis without zeros")
	}
	if _, ok := r.Dot(-3); ok {
		t.Error("a number below zero has a place on a logarithmic axis")
	}
}

func TestNeitherAPeakNorAFallIsCut(t *testing.T) {
	for rows := 1; rows < 70; rows++ {
		for _, values := range [][]float64{{9283}, {1}, {2}, {0.07}, {-1, 3.2}, {-100, 7}, {1e12, 3}, {0}} {
			for _, whole := range []bool{false, true} {
				r := RiseOver(Linear, values, whole, rows)
				for _, v := range values {
					if _, ok := r.Dot(v); !ok {
						t.Errorf("%v has no place on %d rows", v, rows)
					}
				}
			}
		}
	}
}

func FuzzPlot(f *testing.F) {
	f.Add(1.0, 2.0, math.NaN(), 0.0, 1.0, 40, 10, 0)
	f.Add(math.Inf(1), -1e300, 5e-324, math.NaN(), 2.0, 3, 1, 1)
	f.Add(math.MaxFloat64, -math.MaxFloat64, 0.0, -7.0, 0.5, 500, 200, 2)
	f.Add(1e299, 1e-299, 3.0, 0.2, 0.1, 20, 5, 4)
	f.Fuzz(func(t *testing.T, a, b, c, from, to float64, w, h, mode int) {
		within(t, func() {
			p := []Pen{colored(), mono(), ascii()}[uint(mode)%3]
			kind := []Kind{Linear, Log, Percent}[uint(mode)/3%3]
			l := points(a, b, c, a, b)
			l.Strokes[1].From, l.Strokes[1].To = from, to
			l.Strokes[2].Lo, l.Strokes[2].Hi = b, a
			l.Strong, l.Area = mode%2 == 0, mode%4 < 2
			l.Leader = Leader{From: from, Value: a, Cells: mode % 7, Row: mode % 11}
			h = min(h, 300)
			rise := RiseOver(kind, []float64{a, b, c}, mode%5 == 0, h)
			fr := grid.New(60, 20)
			p.Plot(min(w, 1000), h, rise, []Line{l, points(c, b, a)}).Draw(fr, 1, 1)
			rise.Ticks()
		})
	})
}

func TestAPlotIsSafeForAnyNumberAndSize(t *testing.T) {
	f := grid.New(40, 12)
	for _, p := range []Pen{colored(), mono(), ascii()} {
		for _, kind := range []Kind{Linear, Log} {
			for i, v := range oddValues {
				values := []float64{v, oddValues[(i+3)%len(oddValues)], oddValues[(i*7+2)%len(oddValues)]}
				for _, size := range [][2]int{{-1, 5}, {0, 0}, {1, 1}, {2, 1}, {1, 9}, {7, 3}, {40, 12}, {600, 2}, {2, 300}, {math.MinInt, math.MaxInt}, {math.MaxInt, 1}} {
					within(t, func() {
						rise := RiseOver(kind, values, i%2 == 0, size[1])
						p.Plot(size[0], size[1], rise, []Line{points(values...), {}}).Draw(f, 2, 2)
					})
				}
			}
		}
	}
}

func TestAPlotOfAnotherHeightThanItsAxisIsEmpty(t *testing.T) {
	f := grid.New(10, 4)
	colored().Plot(10, 4, RiseOver(Linear, []float64{1}, false, 9), []Line{points(1, 1)}).Draw(f, 0, 0)
	if strings.TrimSpace(f.Plain()) != "" {
		t.Errorf("drawn\n%s", drawing(f))
	}
}

func BenchmarkPlot(b *testing.B) {
	p := colored()
	var lines []Line
	var values []float64
	for i := range 6 {
		var v []float64
		for j := range 27 {
			v = append(v, float64((i*37+j*j*11)%997))
		}
		lines, values = append(lines, points(v...)), append(values, v...)
	}
	b.ReportAllocs()
	for b.Loop() {
		p.Plot(84, 20, RiseOver(Linear, values, true, 20), lines)
	}
}
