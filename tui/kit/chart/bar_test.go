package chart

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"daylight/tui/kit/grid"
	"daylight/tui/kit/theme"
)

func pen(th theme.Theme, g theme.Glyphs) Pen { return Pen{&th, &g} }

func colored() Pen { return pen(theme.Dark(), theme.Unicode()) }
func ascii() Pen   { return pen(theme.Dark(), theme.ASCII()) }
func mono() Pen    { return pen(theme.Mono(), theme.Unicode()) }

var outcomes = []theme.Outcome{
	theme.Content, theme.SomeData, theme.NonContent, theme.NoData, theme.Rejected, theme.Nothing, theme.Unspecified,
}

// stack returns a bar of the outcomes in their order, with the keys 1, 2, ….
func (p Pen) stack(values ...float64) *Bar {
	b := &Bar{}
	for i, v := range values {
		o := outcomes[i%len(outcomes)]
		b.Segments = append(b.Segments, Segment{Lo: v, Style: grid.Style{FG: p.Theme.Outcomes[o]}, Texture: p.Glyphs.Textures[o], Key: i + 1})
	}
	return b
}

func (p Pen) drawn(w int, b *Bar, s Scale, selected int) *grid.Frame {
	f := grid.New(w, 1)
	p.DrawBar(f, f.Rect(), b, s, selected)
	return f
}

// eighths measures a coloured bar as an eye would: how far the blocks reach, and
// how much of each colour there is.
func eighths(f *grid.Frame) (length int, of map[grid.Color]int) {
	of = map[grid.Color]int{}
	w, _ := f.Size()
	for x := range w {
		glyph, st := f.Cell(x, 0)
		r := []rune(glyph)[0]
		if r < '█' || r > '▏' {
			continue
		}
		n := 8 - int(r-'█')
		of[st.FG] += n
		length = 8*x + n
		if n < 8 && !st.BG.IsDefault() {
			of[st.BG] += 8 - n
			length = 8*x + 8
		}
	}
	return length, of
}

func TestBarsOfOneChartShareAScale(t *testing.T) {
	p, a := colored(), ascii()
	s := Scale{Max: 100}
	for _, c := range []struct {
		p    Pen
		v    float64
		want string
	}{
		{p, 100, "██████████"},
		{p, 55, "█████▌    "},
		{p, 3, "▎         "},
		{p, 0.001, "▏         "},
		{p, 0, "│         "},
		{p, math.NaN(), "···       "},
		{a, 100, "##########"},
		{a, 55, "######    "},
		{a, 0.001, "#         "},
		{a, 0, "|         "},
		{a, math.NaN(), "...       "},
	} {
		if got := c.p.drawn(10, c.p.stack(c.v), s, 0).Plain(); got != c.want {
			t.Errorf("%v is drawn as %q, want %q", c.v, got, c.want)
		}
	}
}

func TestWithoutColoursSegmentsDifferInTexture(t *testing.T) {
	for _, c := range []struct {
		p    Pen
		want string
	}{
		{mono(), "███▓▓▒▒▒▒▒░░░╱╌╌┊   "},
		{ascii(), "###%%=====---x__:   "},
	} {
		b := c.p.stack(30, 20, 50, 30, 10, 20, 10)
		if got := c.p.drawn(20, b, Scale{Max: 200}, 0).Plain(); got != c.want {
			t.Errorf("drawn %q, want %q", got, c.want)
		}
	}
}

func TestARangeIsSolidToItsLowerEndAndHatchedToItsUpper(t *testing.T) {
	for _, p := range []Pen{colored(), mono(), ascii()} {
		b := p.stack(20)
		b.Segments[0].Hi = 60
		got := p.drawn(10, b, Scale{Max: 100}, 0).Plain()
		solid, hatch := "█", string(p.Hatch())
		if p.Glyphs.ASCII {
			solid = "#"
		}
		if want := strings.Repeat(solid, 2) + strings.Repeat(hatch, 4) + "    "; got != want {
			t.Errorf("drawn %q, want %q", got, want)
		}
		b.Segments[0] = Segment{Lo: 0, Hi: 1, Texture: '#'}
		if got := p.drawn(10, b, Scale{Max: 1e6}, 0).Plain(); !strings.HasPrefix(got, hatch) {
			t.Errorf("a small range is drawn as %q", got)
		}
	}
}

func TestABarSaysWhatIsNotKnownOfIt(t *testing.T) {
	p := colored()
	s := Scale{Max: 100}
	for _, c := range []struct {
		state State
		v     float64
		want  string
	}{
		{Floor, 50, "█████≥    "},
		{Floor, 0, "│≥        "},
		{Floor, 100, "█████████≥"},
		{Approximate, 50, "█████≈    "},
		{Missing, 50, "···       "},
	} {
		b := p.stack(c.v)
		b.State = c.state
		if got := p.drawn(10, b, s, 0).Plain(); got != c.want {
			t.Errorf("state %d of %v: %q, want %q", c.state, c.v, got, c.want)
		}
	}
	if got := p.drawn(10, p.stack(50, math.NaN()), s, 0).Plain(); got != "█████≥    " {
		t.Errorf("a bar that lacks a part is a floor, drawn %q", got)
	}
	if got := p.drawn(10, &Bar{}, s, 0).Plain(); got != "···       " {
		t.Errorf("a bar of nothing is missing, drawn %q", got)
	}
}

func TestALogBarHasOneColourAndStartsAtOne(t *testing.T) {
	p := colored()
	s := Scale{Kind: Log, Max: 10000}
	for v, want := range map[float64]string{1: "▏       ", 100: "████    ", 10000: "████████", 0: "│       "} {
		if got := p.drawn(8, p.stack(v), s, 0).Plain(); got != want {
			t.Errorf("%v: %q, want %q", v, got, want)
		}
	}
	_, of := eighths(p.drawn(8, p.stack(50, 50, 100), s, 0))
	if len(of) != 1 {
		t.Errorf("%d colours in a log bar", len(of))
	}
	if _, ok := p.Hit(p.stack(50, 50), s, 8, 1); ok {
		t.Error("a log bar has no segments to hit")
	}
}

func TestPercentBarsAreAllAsLong(t *testing.T) {
	p := colored()
	s := Scale{Kind: Percent}
	for _, b := range []*Bar{p.stack(1, 2), p.stack(300, 10, 4000)} {
		if n, _ := eighths(p.drawn(20, b, s, 0)); n != 160 {
			t.Errorf("%d eighths long", n)
		}
	}
	_, of := eighths(p.drawn(20, p.stack(25, 0, 75), s, 0))
	if of[p.Theme.Outcomes[theme.Content]] != 40 || of[p.Theme.Outcomes[theme.NonContent]] != 120 {
		t.Errorf("a quarter and three quarters are %v", of)
	}
}

func TestTheBandOfTheSelectedRowShowsWhereTheBarDoesNot(t *testing.T) {
	p := colored()
	f := grid.New(10, 1)
	f.Fill(f.Rect(), grid.Style{BG: p.Theme.Band})
	p.DrawBar(f, f.Rect(), p.stack(25, 30), Scale{Max: 100}, 0)
	for _, x := range []int{0, 5, 9} {
		if _, st := f.Cell(x, 0); st.BG != p.Theme.Band {
			t.Errorf("the band is lost in cell %d", x)
		}
	}
	if _, st := f.Cell(2, 0); st.BG != p.Theme.Outcomes[theme.SomeData] {
		t.Error("two segments that meet in a cell are not its two colours")
	}
}

func TestTheSelectedSegmentIsDottedAndNotOnlyColoured(t *testing.T) {
	for _, p := range []Pen{colored(), mono(), ascii()} {
		dot := string(p.Glyphs.Picked)
		b := p.stack(500, 1, 499) // the second is too small to be drawn, and can be chosen
		for key := 1; key <= 3; key++ {
			f := p.drawn(20, b, Scale{Max: 1000}, key)
			if strings.Contains(f.Plain(), dot) == (key == 2) {
				t.Errorf("where segment %d is chosen stands %q", key, f.Plain())
			}
			for x := range 20 {
				if glyph, _ := f.Cell(x, 0); glyph != dot {
					continue
				}
				if got, ok := p.Hit(b, Scale{Max: 1000}, 20, x); !ok || got != key {
					t.Errorf("cell %d is marked for segment %d, but belongs to %d", x, key, got)
				}
			}
		}
		if got := p.drawn(20, b, Scale{Max: 1000}, 0).Plain(); strings.Contains(got, dot) {
			t.Errorf("marked without a selection: %q", got)
		}
	}
}

func TestASmallValueBesideALargeOneCanBeSeen(t *testing.T) {
	p := colored()
	if n, _ := eighths(p.drawn(40, p.stack(3), Scale{Max: 100000}, 0)); n != 1 {
		t.Errorf("3 beside 100,000 is %d eighths", n)
	}
	_, of := eighths(p.drawn(40, p.stack(500, 100000), Scale{Max: 100500}, 0))
	if of[p.Theme.Outcomes[theme.Content]] != 2 {
		t.Errorf("a part of 500 beside 100,000 has the eighths %v", of)
	}
}

func TestAPartThatRoundsToNothingTakesNoPlace(t *testing.T) {
	for _, p := range []Pen{colored(), ascii()} {
		few, one := p.stack(1, 1, 100000, 1, 1, 1, 1), p.stack(0, 0, 100006)
		if got, want := p.drawn(40, few, Scale{Max: 100006}, 0).Plain(), p.drawn(40, one, Scale{Max: 100006}, 0).Plain(); got != want {
			t.Errorf("100,000 among single ones is drawn %q, want %q", got, want)
		}
	}
}

func TestTwoSmallSegmentsShareACellInProportion(t *testing.T) {
	p := colored()
	_, of := eighths(p.drawn(52, p.stack(1000, 10, 30), Scale{Max: 1040}, 0))
	if a, b := of[p.Theme.Outcomes[theme.SomeData]], of[p.Theme.Outcomes[theme.NonContent]]; a != 4 || b != 12 {
		t.Errorf("10 and 30 are drawn as %d and %d eighths", a, b)
	}
}

func TestWhereThereIsNoRoomTheSmallestSegmentGivesWay(t *testing.T) {
	p := colored()
	_, of := eighths(p.drawn(2, p.stack(50, 2, 40, 1, 30), Scale{Max: 123}, 0))
	if len(of) != 3 || of[p.Theme.Outcomes[theme.SomeData]]+of[p.Theme.Outcomes[theme.NoData]] != 0 {
		t.Errorf("of five segments in two cells %v are drawn", of)
	}
}

func value(t *rapid.T, label string) float64 {
	if rapid.Bool().Draw(t, label+" zero") {
		return 0
	}
	return math.Exp(rapid.Float64Range(-3, 12).Draw(t, label))
}

func TestLengthIsTheValueToAnEighthOfACell(t *testing.T) {
	p := colored()
	rapid.Check(t, func(t *rapid.T) {
		w := rapid.IntRange(1, 120).Draw(t, "width")
		n := rapid.IntRange(1, 7).Draw(t, "segments")
		values := make([]float64, n)
		sum := 0.0
		for i := range values {
			values[i] = value(t, fmt.Sprint("value ", i))
			sum += values[i]
		}
		limit := sum + value(t, "above")
		if sum == 0 {
			return
		}
		b := p.stack(values...)
		f := p.drawn(w, b, Scale{Max: limit}, 0)
		got, of := eighths(f)
		want := max(1, int(math.Round(sum/limit*8*float64(w))))
		if got != want {
			t.Fatalf("%v of %v in %d cells: %d eighths, want %d", sum, limit, w, got, want)
		}
		total := 0
		for i, v := range values {
			c := b.Segments[i].Style.FG
			total += of[c]
			if v == 0 && of[c] > 0 {
				t.Fatalf("segment %d of no value is drawn", i)
			}
			exact := v / limit * 8 * float64(w)
			if off := math.Abs(float64(of[c]) - exact); off >= 8 {
				t.Fatalf("segment %d is %d eighths instead of %.1f", i, of[c], exact)
			}
		}
		if total != got {
			t.Fatalf("segments of %d eighths in a bar of %d", total, got)
		}
	})
}

func TestALongerBarIsNeverASmallerValue(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := rapid.IntRange(1, 60).Draw(t, "width")
		p := []Pen{colored(), mono(), ascii()}[rapid.IntRange(0, 2).Draw(t, "pen")]
		s := Scale{Kind: Kind(rapid.IntRange(0, 1).Draw(t, "scale")), Max: value(t, "max")}
		a, b := value(t, "a"), value(t, "b")
		if a > b {
			a, b = b, a
		}
		var r1, r2 [roomy]part
		length := func(v float64, room []part) int {
			parts := layout(p.stack(v), s, w, p.unitsPerCell(), room)
			if len(parts) == 0 {
				return 0
			}
			return parts[0].to
		}
		if la, lb := length(a, r1[:0]), length(b, r2[:0]); la > lb {
			t.Fatalf("%v has %d units, %v has %d", a, la, b, lb)
		}
	})
}

func TestTheCellUnderTheMouseIsTheSegmentDrawnThere(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := rapid.IntRange(1, 60).Draw(t, "width")
		p := []Pen{colored(), ascii()}[rapid.IntRange(0, 1).Draw(t, "pen")]
		values := rapid.SliceOfN(rapid.Float64Range(0, 100), 1, 7).Draw(t, "values")
		b := p.stack(values...)
		s := Scale{Max: rapid.Float64Range(1, 700).Draw(t, "max")}
		f := p.drawn(w, b, s, 0)
		total, _ := b.Total()
		for x := range w {
			key, ok := p.Hit(b, s, w, x)
			glyph, st := f.Cell(x, 0)
			if drawn := glyph != " " && total > 0; drawn != ok {
				t.Fatalf("cell %d shows %q, hit %v", x, glyph, ok)
			}
			if !ok {
				continue
			}
			c := b.Segments[key-1].Style.FG
			if st.FG != c && st.BG != c {
				t.Fatalf("cell %d has the colours %06x on %06x, hit says %d", x, st.FG, st.BG, key)
			}
		}
	})
}

func TestNothingIsDrawnOutsideTheRectangle(t *testing.T) {
	p := colored()
	f := grid.New(30, 3)
	r := grid.Rect{X: 5, Y: 1, W: 10, H: 2}
	b := p.stack(1, 2, 3)
	b.State = Floor
	p.DrawBar(f, r, b, Scale{Max: 1}, 2)
	p.DrawAxis(f, grid.Rect{X: 5, Y: 1, W: 10, H: 1}, Scale{Kind: Log, Max: 12345}, grid.Style{})
	p.DrawLegend(f, r, grid.Style{}, legend("content", "non-content", "rejected"))
	for y := range 3 {
		for x := range 30 {
			if glyph, _ := f.Cell(x, y); glyph != " " && !r.Contains(x, y) {
				t.Errorf("%q at %d, %d", glyph, x, y)
			}
		}
	}
}

// odd are the numbers and sizes that charting libraries stumble over.
var (
	oddValues = []float64{0, math.NaN(), math.Inf(1), math.Inf(-1), -1, 5e-324, 1e-310, 0.5, 1, 3, 100000, math.MaxFloat64, -math.MaxFloat64}
	oddSizes  = []int{math.MinInt, -1, 0, 1, 2, 7, 40, 600, math.MaxInt}
)

func TestNoNumberAndNoSizeIsTooOdd(t *testing.T) {
	f := grid.New(40, 4)
	for _, p := range []Pen{colored(), mono(), ascii()} {
		for _, kind := range []Kind{Linear, Log, Percent} {
			for _, limit := range oddValues {
				s := Scale{Kind: kind, Max: limit}
				for _, w := range oddSizes {
					r := grid.Rect{X: 1, Y: 1, W: w, H: w}
					p.DrawAxis(f, r, s, grid.Style{})
					for i, v := range oddValues {
						b := p.stack(v, oddValues[(i+3)%len(oddValues)])
						b.Segments[0].Hi = oddValues[(i*7+2)%len(oddValues)]
						p.DrawBar(f, r, b, s, 1)
						p.Hit(b, s, w, 0)
					}
				}
			}
		}
		for _, w := range oddSizes {
			r := grid.Rect{X: math.MaxInt, Y: -1, W: w, H: w}
			p.DrawLegend(f, r, grid.Style{}, legend("a", "b"))
		}
	}
}

// within fails when fn does not end. Nothing here takes a tenth of a second, but a shared machine may
// stand still for a while.
func within(t *testing.T, fn func()) {
	t.Helper()
	done := make(chan struct{})
	go func() { defer close(done); fn() }()
	select {
	case <-done:
	case <-time.After(time.Minute):
		t.Fatal("hangs")
	}
}

func FuzzDrawBar(f *testing.F) {
	f.Add(1.0, 2.0, 3.0, 10.0, 10, 0)
	f.Add(math.NaN(), math.Inf(1), -1.0, 0.0, 40, 1)
	f.Add(3.0, 0.0, 5e-324, 1e5, 1, 2)
	f.Fuzz(func(t *testing.T, a, b, c, limit float64, w, mode int) {
		within(t, func() {
			p := []Pen{colored(), mono(), ascii()}[uint(mode)%3]
			bar := p.stack(a, b, c, a, b)
			bar.Segments[3].Hi, bar.State = c, State(uint(mode)%4)
			fr := grid.New(50, 3)
			r := grid.Rect{X: 2, Y: 1, W: w, H: 1}
			s := Scale{Kind: Kind(uint(mode) % 3), Max: limit}
			n := p.DrawBar(fr, r, bar, s, mode%6)
			if n < 0 || n > max(0, w) {
				t.Errorf("%d cells used of %d", n, w)
			}
			for y, line := range strings.Split(fr.Plain(), "\n") {
				if y != 1 && strings.TrimSpace(line) != "" {
					t.Errorf("row %d: %q", y, line)
				}
			}
		})
	})
}

func TestAThickBarIsTheSameOnEveryRowAndHasOneMark(t *testing.T) {
	for _, p := range []Pen{colored(), ascii(), mono()} {
		for _, state := range []State{Exact, Floor, Approximate, Missing} {
			b := p.stack(25, 30, 12)
			b.State = state
			f := grid.New(20, 3)
			thin, used := p.drawn(20, b, Scale{Max: 100}, 0), p.DrawBar(f, f.Rect(), b, Scale{Max: 100}, 0)
			for x := range 20 {
				for y := range 3 {
					got, _ := f.Cell(x, y)
					want, _ := thin.Cell(x, 0)
					if mark := state == Missing || x == used-1 && state != Exact; mark && y != 1 {
						want = " " // it stands once
					}
					if got != want {
						t.Errorf("state %d: cell %d of row %d is %q, want %q", state, x, y, got, want)
					}
				}
			}
		}
	}
}

func BenchmarkFortyBarsOfSevenSegments(b *testing.B) {
	p := colored()
	f := grid.New(40, 40)
	bars := make([]*Bar, 40)
	for i := range bars {
		v := float64(40 - i)
		bars[i] = p.stack(v, v*2, v*30, v*4, 1, v*3, v*2)
	}
	s := Scale{Max: 1800}
	b.ReportAllocs()
	for b.Loop() {
		for y, bar := range bars {
			p.DrawBar(f, grid.Rect{Y: y, W: 40, H: 1}, bar, s, 0)
		}
	}
}
