package tui_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"daylight/model/answer"
	"daylight/tui"
	"daylight/tui/internal/tuitest"
	"daylight/tui/kit/grid"
	"daylight/tui/kit/scene"
)

func TestEveryScreenFillsEverySizeExactly(t *testing.T) {
	for i, s := range states {
		t.Run(s.name, func(t *testing.T) {
			o := tuitest.Everything()
			o.ASCII, o.Plain, o.Hint, o.Large = i%2 == 1, i%5 == 0, i%3 == 0, i%4 == 1
			d := tuitest.Sit(t, 120, 36, s.query, o).Press(s.keys...)
			for _, size := range tuitest.Sizes() {
				d.Resize(size[0], size[1])
				d.Screen() // fails unless it is as large as it should be
				if at := d.View().Cursor; at != nil && (at.X < 0 || at.X >= d.W || at.Y < 0 || at.Y >= d.H) {
					t.Fatalf("the terminal's cursor is at %d,%d on a screen of %d×%d", at.X, at.Y, d.W, d.H)
				}
			}
		})
	}
}

// TestAViewIsNeverLowerThanSevenLines holds what matrix and trend divide: in fewer lines
// they leave the screen to the rows. What is heard takes the rows that it needs from them.
func TestAViewIsNeverLowerThanSevenLines(t *testing.T) {
	for _, view := range []string{"trend", "matrix"} {
		for _, o := range []tui.Options{{}, {Hint: true}, {Plain: true}, {Plain: true, Hint: true}} {
			d := tuitest.Sit(t, 120, 36, "publisher=all type=all pins=RU,UT top=4 view="+view, o)
			for w := 20; w <= 140; w += 10 {
				for h := 1; h <= 24; h++ {
					if s := d.Resize(w, h).Scene(); s.Step > scene.List && s.Body.H < 7-max(0, s.Help.H-1) {
						t.Errorf("at %d×%d %s has %d lines", w, h, view, s.Body.H)
					}
				}
			}
		}
	}
}

func TestEveryStateCanBeReachedAtEverySize(t *testing.T) {
	for _, s := range states {
		t.Run(s.name, func(t *testing.T) {
			for _, size := range [][2]int{{1, 1}, {3, 40}, {19, 9}, {20, 6}, {39, 12}, {40, 10}, {79, 16}, {80, 24}, {200, 60}} {
				d := tuitest.Sit(t, size[0], size[1], s.query, tuitest.Everything())
				for _, key := range s.keys {
					d.Press(key).Screen()
				}
			}
		})
	}
}

func TestAScreenTooSmallSaysWhichSizeItNeeds(t *testing.T) {
	needs := fmt.Sprintf("needs %d×%d", scene.TinyWidth, scene.TinyHeight)
	for _, size := range tuitest.Sizes() {
		d := tuitest.Sit(t, size[0], size[1], "", tui.Options{})
		screen := strings.Join(d.Screen(), "")
		tiny := size[0] < scene.TinyWidth || size[1] < scene.TinyHeight
		told := fmt.Sprintf("%d×%d: %s", size[0], size[1], needs)
		switch {
		case tiny && grid.Width(told) <= size[0] && !strings.Contains(screen, told):
			t.Errorf("a screen of %d×%d says %q", size[0], size[1], screen)
		case !tiny && strings.Contains(screen, needs):
			t.Errorf("a screen of %d×%d is refused: %q", size[0], size[1], screen)
		case !tiny && !strings.Contains(screen, "Rurit"):
			t.Fatalf("a screen of %d×%d shows no row:\n%s", size[0], size[1], d)
		}
	}
}

func TestWithASCIIOnlyNamesHoldOtherLetters(t *testing.T) {
	for _, s := range states {
		o := tuitest.Everything()
		o.ASCII = true
		d := tuitest.Sit(t, 120, 36, s.query, o)
		d.Press(s.keys...)
		for _, size := range [][2]int{{15, 5}, {30, 8}, {50, 20}, {80, 24}, {120, 36}, {200, 60}} {
			d.Resize(size[0], size[1])
			for y, line := range d.Screen() {
				for _, name := range []string{tuitest.WideName, tuitest.CombiningName} {
					for n := len(name); n > 0; n-- { // a name may be cut
						line = strings.ReplaceAll(line, name[:n], "")
					}
				}
				if at := strings.IndexFunc(line, func(r rune) bool { return r > '~' }); at >= 0 {
					t.Errorf("%s at %d×%d: line %d is not ASCII: %q", s.name, d.W, d.H, y, line)
				}
			}
		}
	}
}

func TestTotalsOnScreenAreThoseOfTheResult(t *testing.T) {
	data := tuitest.MadeUp()
	for _, query := range []string{
		"", "period=2001", "period=2002-H1", "by=period", "by=region", "publisher=all", "country=FL", "country=RA,SU", "top=3", "search=lan",
		"outcome=content,rejected", "measure=per_million", "measure=change period=2002-H2", "country=MI", "country=NI", "country=UT type=emergency period=2001",
	} {
		q := parse(t, query)
		total := answer.NewEngine(data).Result(q).Total.Figures[q.Measure]
		for _, ascii := range []bool{false, true} {
			format := answer.Format{ASCII: ascii}
			for _, size := range [][2]int{{160, 50}, {120, 36}, {80, 24}, {50, 20}, {36, 12}, {24, 8}} {
				d := tuitest.Sit(t, size[0], size[1], query, tui.Options{Data: data, ASCII: ascii})
				line, full := d.Screen()[d.Scene().Totals.Y]+" ", format.Figure(total, q.Measure)
				found := strings.Contains(line, " "+full+" ")
				if size[0] < scene.NormalWidth { // there it may be short, but must be there
					for w := grid.Width(full); w > 4 && !found; w-- {
						found = strings.Contains(line, " "+format.Short(total, q.Measure, w)+" ")
					}
				}
				if !found {
					t.Errorf("%q at %d×%d: the line of totals lacks %q: %q", query, d.W, d.H, full, line)
				}
			}
		}
	}
}

func TestTheFirstFrameMayBeOfNoSize(t *testing.T) {
	m, err := tui.New(tui.Options{Data: tuitest.MadeUp()})
	if err != nil {
		t.Fatal(err)
	}
	if got := m.View().Content; got != "" {
		t.Errorf("before the size is known the screen is %q", got)
	}
	for _, size := range [][2]int{{0, 0}, {-1, 5}, {5, -1}, {1 << 30, 3}, {3, 1 << 30}} {
		d := tuitest.Sit(t, size[0], size[1], "", tui.Options{})
		for _, line := range strings.Split(ansi.Strip(d.View().Content), "\n") {
			if grid.Width(line) > grid.MaxWidth {
				t.Errorf("a terminal that says %d×%d gets a line of %d cells", size[0], size[1], grid.Width(line))
			}
		}
	}
}
