package chart

import (
	"math"
	"strings"
	"testing"

	"daylight/tui/kit/grid"
	"daylight/tui/kit/theme"
)

// smallPicture draws a small chart and reads its rows.
func smallPicture(w, h int, glyphs theme.Glyphs, c *Small) []string {
	th := theme.Dark()
	f := grid.New(w, h)
	Pen{&th, &glyphs}.DrawSmall(f, f.Rect(), c)
	return strings.Split(strings.TrimRight(f.Plain(), "\n"), "\n")
}

func TestSmallChartsOfOneScaleCanBeCompared(t *testing.T) {
	high := smallPicture(12, 2, theme.Unicode(), &Small{Values: []float64{4, 8, 0, math.NaN()}, Top: 8})
	low := smallPicture(12, 2, theme.Unicode(), &Small{Values: []float64{2, 4, 1, math.NaN()}, Top: 8})
	for i, want := range []string{"   ██", "██ ██ __"} {
		if got := strings.TrimRight(high[i], " "); got != want {
			t.Errorf("row %d is %q, want %q", i, got, want)
		}
	}
	for i, want := range []string{"", "▄▄ ██ ▂▂"} {
		if got := strings.TrimRight(low[i], " "); got != want {
			t.Errorf("row %d of the lower is %q, want %q", i, got, want)
		}
	}
}

func TestASmallChartDrawsManyValuesInDots(t *testing.T) {
	values := []float64{7, 7, math.NaN(), math.NaN(), 0, 0, 0.001, 0.001}
	got := smallPicture(4, 2, theme.Unicode(), &Small{Values: values, Top: 7})
	if want := []string{"⣿   ", "⣿ ⣀⣤"}; got[0] != want[0] || got[1] != want[1] {
		t.Errorf("drawn as %q, want %q", got, want)
	}
	// In ASCII, which has no dots, two share a cell: all are there.
	ascii := smallPicture(4, 1, theme.ASCII(), &Small{Values: values, Top: 7})
	if ascii[0] != "# _." {
		t.Errorf("in ASCII drawn as %q", ascii)
	}
}

func TestTheGreatestOfASmallChartIsInThePictureHoweverManyThereAre(t *testing.T) {
	th := theme.Dark()
	for _, glyphs := range []theme.Glyphs{theme.Unicode(), theme.ASCII()} {
		for n := 1; n < 60; n++ {
			for w := 1; w < 40; w++ {
				for _, greatest := range []int{0, n / 2, n - 1} {
					values := make([]float64, n)
					for i := range values {
						values[i] = 1
					}
					values[greatest] = 8
					f := grid.New(w, 2)
					s := Pen{&th, &glyphs}.DrawSmall(f, f.Rect(), &Small{Values: values, Top: 8})
					if glyph, _ := f.Cell(s.Cell(greatest), 0); glyph == " " {
						t.Fatalf("of %d values in %d cells the greatest, value %d, is not there:\n%s", n, w, greatest, f.Plain())
					}
				}
			}
		}
	}
}

func TestWhatStandsOutInASmallChartHasItsStyle(t *testing.T) {
	th, glyphs := theme.Dark(), theme.Unicode()
	f := grid.New(4, 1)
	Pen{&th, &glyphs}.DrawSmall(f, f.Rect(), &Small{
		Values: []float64{1, 1, 1, 1}, Top: 1, Style: th.Accent, Quiet: th.Rule, Lit: func(i int) bool { return i == 2 },
	})
	for x := range 4 {
		want := th.Rule
		if x == 2 {
			want = th.Accent
		}
		if _, st := f.Cell(x, 0); st.FG != want.FG {
			t.Errorf("value %d has the colour %v", x, st.FG)
		}
	}
}

func TestTheSpreadOfASmallChartIsInOrderAndInside(t *testing.T) {
	th := theme.Dark()
	for _, glyphs := range []theme.Glyphs{theme.Unicode(), theme.ASCII()} {
		p := Pen{&th, &glyphs}
		for n := range 80 {
			for w := range 60 {
				w++
				s := p.Spread(n, w)
				if s.Width() > w || n > 0 && s.Width() == 0 {
					t.Fatalf("%d values in %d cells are %d wide", n, w, s.Width())
				}
				for i := 1; i < n; i++ {
					if s.Cell(i) < s.Cell(i-1) || s.Cell(i) >= w {
						t.Fatalf("%d values in %d cells: value %d stands in cell %d", n, w, i, s.Cell(i))
					}
				}
			}
		}
	}
}

func TestAThreadIsAsLongAsItsValue(t *testing.T) {
	th := theme.Dark()
	for _, c := range []struct {
		lo, hi float64
		state  State
		want   string
	}{
		{10, 10, Exact, "━━━━━━━━━━ "},
		{5, 5, Exact, "━━━━━      "},
		{5.5, 5.5, Exact, "━━━━━╸     "},
		{0.001, 0.001, Exact, "╸          "},
		{0, 0, Exact, "│          "},
		{4, 8, Exact, "━━━━╍╍╍╍   "},
		{0, 8, Exact, "╍╍╍╍╍╍╍╍   "},
		{5, 5, Floor, "━━━━━≥     "},
		{10, 10, Floor, "━━━━━━━━━━≥"},
		{0, 0, Floor, "│≥         "},
		{5, 5, Missing, "           "},
		{math.NaN(), 5, Exact, "           "},
		{-1, -1, Exact, "           "},
	} {
		glyphs := theme.Unicode()
		f := grid.New(11, 1)
		Pen{&th, &glyphs}.DrawThread(f, f.Rect(), c.lo, c.hi, Scale{Max: 10}, c.state, th.Text)
		if got := strings.TrimRight(f.Plain(), "\n"); strings.TrimRight(got, " ") != strings.TrimRight(c.want, " ") {
			t.Errorf("%v to %v is drawn %q, want %q", c.lo, c.hi, got, c.want)
		}
	}
}

func FuzzSmall(f *testing.F) {
	f.Add(12, 3, 5, 1.0, 2.0, 8.0, false)
	f.Add(-1, 0, 500, math.Inf(1), math.NaN(), -1.0, true)
	f.Add(500, 200, 1, 1e308, 1e-308, 0.0, false)
	f.Fuzz(func(t *testing.T, w, h, n int, a, b, top float64, ascii bool) {
		th, glyphs := theme.Dark(), theme.Unicode()
		if ascii {
			glyphs = theme.ASCII()
		}
		values := make([]float64, min(max(n, 0), 2000))
		for i := range values {
			if values[i] = a; i%2 == 1 {
				values[i] = b
			}
		}
		within(t, func() {
			frame := grid.New(20, 10)
			p := Pen{&th, &glyphs}
			r := grid.Rect{X: -2, Y: 1, W: w, H: h}
			p.DrawSmall(frame, r, &Small{Values: values, Top: top})
			p.DrawThread(frame, r, a, b, Scale{Max: top}, State(n&3), th.Text)
		})
	})
}
