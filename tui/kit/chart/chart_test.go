package chart

import (
	"math"
	"strings"
	"testing"

	"daylight/tui/kit/grid"
)

func legend(labels ...string) []Entry {
	entries := make([]Entry, len(labels))
	for i, l := range labels {
		entries[i] = Entry{Mark: '█', Label: l}
	}
	return entries
}

func axis(p Pen, w int, s Scale) string {
	f := grid.New(w, 1)
	p.DrawAxis(f, f.Rect(), s, grid.Style{})
	return f.Plain()
}

func TestAxesHaveRoundLabelsWhereTheirValuesAre(t *testing.T) {
	p := colored()
	for _, c := range []struct {
		s    Scale
		want string
	}{
		{Scale{Kind: Linear, Max: 12227}, "0     2,500   5,000   7,500  10,000     "},
		{Scale{Kind: Linear, Max: 0.34, Parts: true}, "0 %      10 %        20 %        30 %   "},
		{Scale{Kind: Log, Max: 10000}, "1        10        100      1,000 10,000"},
		{Scale{Kind: Percent, Max: 0}, "0 %     25 %      50 %      75 %   100 %"},
	} {
		if got := axis(p, 40, c.s); got != c.want {
			t.Errorf("%v:\n%q, want\n%q", c.s, got, c.want)
		}
	}
}

func TestTicksStandWhereABarOfTheirValueEnds(t *testing.T) {
	p := colored()
	for _, s := range []Scale{{Kind: Log, Max: 123456}} {
		for _, w := range []int{1, 5, 20, 80, 200} {
			for _, tick := range s.Ticks(w, 8) {
				if tick.Cell < 0 || tick.Cell >= w {
					t.Errorf("a tick outside the axis: %v", tick)
				}
				if tick.Value <= 0 || s.Kind == Log && tick.Value <= 1 {
					continue
				}
				n, _ := eighths(p.drawn(w, p.stack(tick.Value), s, 0))
				if d := float64(n)/8 - float64(tick.Cell); d < -0.1 || d > 1.1 {
					t.Errorf("the bar of %v ends %.2f cells from its tick", tick.Value, d)
				}
			}
		}
	}
}

func TestLabelsOfAnAxisNeverTouch(t *testing.T) {
	for _, p := range []Pen{colored(), ascii()} {
		for _, kind := range []Kind{Linear, Log, Percent} {
			for _, limit := range []float64{0.001, 1, 7, 99, 1234, 1e6, 1e12, 1e300} {
				for w := range 100 {
					for _, label := range strings.Fields(strings.ReplaceAll(axis(p, w, Scale{Kind: kind, Max: limit}), " %", "%")) {
						if strings.ContainsAny(label, "…") || strings.Count(label, "%") > 1 {
							t.Errorf("%v to %v in %d cells: %q", kind, limit, w, label)
						}
					}
				}
			}
		}
	}
}

func TestALegendDropsWholeEntriesAndSaysHowMany(t *testing.T) {
	p := colored()
	entries := legend("content", "non-content", "no data", "rejected")
	for _, c := range []struct {
		w, h, drawn int
		want        string
	}{
		{60, 1, 4, "█ content  █ non-content  █ no data  █ rejected"},
		{42, 1, 3, "█ content  █ non-content  █ no data  +1"},
		{28, 1, 2, "█ content  █ non-content  +2"},
		{25, 1, 1, "█ content  +3"},
		{26, 2, 4, "█ content  █ non-content\n█ no data  █ rejected"},
		{12, 2, 1, "█ content\n+3"},
		{5, 1, 0, "+4"},
		{1, 1, 0, "…"},
	} {
		f := grid.New(c.w, c.h)
		drawn := p.DrawLegend(f, f.Rect(), grid.Style{}, entries)
		lines := strings.Split(f.Plain(), "\n")
		for i := range lines {
			lines[i] = strings.TrimRight(lines[i], " ")
		}
		if got := strings.Join(lines, "\n"); got != c.want || drawn != c.drawn {
			t.Errorf("%d×%d: %d drawn\n%s\nwant\n%s", c.w, c.h, drawn, got, c.want)
		}
	}
	if rows := LegendRows(26, entries); rows != 2 {
		t.Errorf("%d rows needed", rows)
	}
}

func TestALegendIsFittedToWhatIsSeenOfItsRoom(t *testing.T) {
	f := grid.New(20, 2)
	if n := colored().DrawLegend(f, grid.Rect{W: 60, H: 1}, grid.Style{}, legend("content", "non-content", "no data")); n != 1 {
		t.Errorf("%d entries counted as drawn", n)
	}
	if got := strings.TrimSpace(f.Plain()); got != "█ content  +2" {
		t.Errorf("%q", got)
	}
}

func FuzzDrawAxis(f *testing.F) {
	f.Add(100.0, 40, 0)
	f.Add(5e-324, 3, 1)
	f.Add(math.MaxFloat64, 500, 2)
	f.Fuzz(func(t *testing.T, limit float64, w, kind int) {
		within(t, func() {
			fr := grid.New(60, 1)
			colored().DrawAxis(fr, grid.Rect{W: w, H: 1}, Scale{Kind: Kind(uint(kind) % 3), Max: limit}, grid.Style{})
		})
	})
}

func FuzzDrawLegend(f *testing.F) {
	f.Add("content", "日本", 20, 1)
	f.Add("seven", "fifteen letters", 60, 1)
	f.Fuzz(func(t *testing.T, a, b string, w, h int) {
		within(t, func() {
			fr := grid.New(40, 3)
			entries := legend(a, b, a+b)
			n := colored().DrawLegend(fr, grid.Rect{W: w, H: h}, grid.Style{}, entries)
			if n < len(entries) && w >= 2 && h >= 1 && !strings.Contains(fr.Plain(), "+") {
				t.Errorf("%d of 3 drawn without a word: %q", n, fr.Plain())
			}
		})
	})
}
