package worldmap_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/x/exp/golden"

	"daylight/tui"
	"daylight/tui/internal/tuitest"
	"daylight/tui/kit/grid"
	"daylight/tui/worldmap"
)

// foot is what stands below the map, a line each: its legend, then the country under
// the cursor. It is empty where there is no map.
func foot(d *tuitest.Desk) string {
	d.Helper()
	v, isMap := d.Scene().Screen.(worldmap.Screen)
	if !isMap {
		return ""
	}
	var b strings.Builder
	for y, line := range d.Screen() {
		if v.Legend.Contains(v.Legend.X, y) || v.Line.Contains(v.Line.X, y) {
			fmt.Fprintln(&b, strings.TrimRight(line, " "))
		}
	}
	return b.String()
}

// TestAnEverNarrowerLegend keeps what a legend says where it has ever less room: it
// comes closer together, shortens its limits, leaves its counts out, and says at last
// how much of it is not there.
func TestAnEverNarrowerLegend(t *testing.T) {
	for _, c := range []struct {
		name, query string
		h           int
	}{
		{"counts", "period=2002-H1", 24},
		{"ranges", "publisher=all measure=accounts", 16},
		{"percentages", "measure=content_rate period=2002-H1", 24},
		{"changes", "measure=change period=2002-H2", 36},
		{"hidden", "period=2002-H1 min=100 top=12 select=NI", 24},
		{"pinned", "period=2002-H1 measure=per_million pins=UT select=UT", 16},
	} {
		t.Run(c.name, func(t *testing.T) {
			var b strings.Builder
			d := onIslands(t, 130, c.h, c.query)
			for w, last := 130, ""; w >= 40; w-- {
				now := foot(d.Resize(w, c.h))
				if said := strings.Join(strings.Fields(now), " "); said != last {
					last = said
					fmt.Fprintf(&b, "%d×%d\n%s\n", w, c.h, now)
				}
			}
			golden.RequireEqual(t, b.String())
		})
	}
}

func TestALegendHasOneLineUnlessThatIsShort(t *testing.T) {
	for _, c := range []struct{ w, h, lines int }{{220, 60, 1}, {80, 24, 1}, {120, 24, 1}, {120, 16, 1}, {50, 20, 2}, {60, 12, 2}} {
		d := onIslands(t, c.w, c.h, "measure=accounts publisher=all")
		if v := d.Scene().Screen.(worldmap.Screen); v.Legend.H != c.lines {
			t.Errorf("at %d×%d the legend has %d lines, want %d:\n%s", c.w, c.h, v.Legend.H, c.lines, d)
		}
	}
}

func TestEveryEntryOfALegendHasASwatchInItsColour(t *testing.T) {
	d := tuitest.Sit(t, 160, 40, "view=map period=2002-H1 top=20", tui.Options{Data: tuitest.OnIslands(), Theme: "dark"})
	f := d.Frame()
	v := d.Scene().Screen.(worldmap.Screen)
	classes, zero, notReported, none := tones(d)
	seen := map[grid.Color]bool{}
	for _, e := range v.Entries {
		_, st := f.Cell(v.Legend.X+e.X, v.Legend.Y+e.Y)
		seen[st.FG] = true
	}
	for i, color := range append(classes[:], zero, notReported, none) {
		if !seen[color] {
			t.Errorf("no entry of the legend begins in colour %d, %06x:\n%s", i, color&0xffffff, d)
		}
	}
}
