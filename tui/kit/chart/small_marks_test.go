package chart

import (
	"strings"
	"testing"

	"daylight/tui/kit/grid"
	"daylight/tui/kit/theme"
)

func TestDotsOfASmallChartAreAsHighAsTheirValues(t *testing.T) {
	// Eight values in four cells, two rows: the ground and up to seven dots above it.
	got := smallPicture(4, 2, theme.Unicode(), &Small{Values: []float64{7, 6, 5, 4, 3, 2, 1, 0}, Top: 7})
	if want := []string{"⣷⣄  ", "⣿⣿⣷⣄"}; got[0] != want[0] || got[1] != want[1] {
		t.Errorf("drawn as %q, want %q", got, want)
	}
}

func TestWhatStandsOutAmongDotsHasItsStyle(t *testing.T) {
	th, glyphs := theme.Dark(), theme.Unicode()
	f := grid.New(4, 1)
	Pen{&th, &glyphs}.DrawSmall(f, f.Rect(), &Small{
		Values: []float64{1, 1, 1, 1, 1, 1, 1, 1}, Top: 1, Style: th.Accent, Quiet: th.Rule, Lit: func(i int) bool { return i == 5 },
	})
	for x := range 4 {
		want := th.Rule
		if x == 2 {
			want = th.Accent
		}
		if _, st := f.Cell(x, 0); st.FG != want.FG {
			t.Errorf("cell %d has the colour %v", x, st.FG)
		}
	}
}

func TestASmallChartFillsItsHeightAtItsTopHoweverSmallThatIs(t *testing.T) {
	for _, c := range []struct {
		top  float64
		want string
	}{{0.5, "█▄"}, {1, "▄▂"}, {0, "██"}, {0.25, "██"}} { // without a top, all are as high as they can be
		if got := strings.TrimRight(smallPicture(2, 1, theme.Unicode(), &Small{Values: []float64{0.5, 0.25}, Top: c.top})[0], " "); got != c.want {
			t.Errorf("under %v drawn as %q, want %q", c.top, got, c.want)
		}
	}
}

func TestAThreadInASCIIHasWholeCells(t *testing.T) {
	th, glyphs := theme.Dark(), theme.ASCII()
	for _, c := range []struct {
		lo, hi float64
		state  State
		want   string
	}{{5, 5, Exact, "====="}, {5.4, 5.4, Exact, "====="}, {0.001, 0.001, Exact, "="}, {4, 8, Exact, "====////"}, {5, 5, Floor, "=====>"}, {0, 0, Floor, "|>"}} {
		f := grid.New(11, 1)
		Pen{&th, &glyphs}.DrawThread(f, f.Rect(), c.lo, c.hi, Scale{Max: 10}, c.state, th.Text)
		if got := strings.TrimRight(f.Plain(), " "); got != c.want {
			t.Errorf("%v to %v is drawn %q, want %q", c.lo, c.hi, got, c.want)
		}
	}
}
