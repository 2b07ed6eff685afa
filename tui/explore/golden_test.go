package explore_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/x/exp/golden"

	"daylight/tui"
	"daylight/tui/internal/tuitest"
	"daylight/tui/kit/theme"
)

func TestExploreAtEverySize(t *testing.T) {
	for _, size := range [][2]int{{160, 50}, {120, 36}, {80, 24}, {50, 20}, {30, 8}} {
		for _, set := range []struct {
			name  string
			ascii bool
		}{{"unicode", false}, {"ascii", true}} {
			t.Run(fmt.Sprintf("%dx%d_%s", size[0], size[1], set.name), func(t *testing.T) {
				golden.RequireEqual(t, tuitest.Sit(t, size[0], size[1], "", tui.Options{ASCII: set.ascii}).String())
			})
		}
	}
}

func TestExploreScreens(t *testing.T) {
	for _, c := range []struct {
		name, query string
		w, h        int // 120×36 when left out
		options     tui.Options
		keys        []string
	}{
		{name: "log", query: "scale=log", w: 100, h: 30},
		{name: "log_of_all_publishers", query: "scale=log publisher=all measure=accounts", w: 80, h: 24},
		{name: "percent", query: "scale=percent by=service", w: 80, h: 24},
		{name: "percent_of_a_type", query: "scale=percent publisher=pigeon", w: 80, h: 20},
		{name: "by_outcome", query: "by=outcome", w: 100, h: 30},
		{name: "by_outcome_percent", query: "by=outcome scale=percent", w: 80, h: 24},
		{name: "years", query: "by=period grain=year"},
		{name: "halves_and_a_year", query: "by=period", w: 90, h: 28, keys: []string{"j"}},
		{name: "change", query: "measure=change period=2002-H2", w: 80, h: 24},
		{name: "against", query: "by=period measure=change against=2002-H1", w: 100, h: 26},
		{name: "top", query: "top=5 publisher=all", w: 90, h: 24},
		{name: "top_zoomed", query: "top=5", w: 80, h: 24, keys: []string{"z"}},
		{name: "search", query: "search=land measure=disclosed_rate"},
		{name: "pinned_mono", query: "pins=UT,ER select=UT", w: 100, h: 24, options: tui.Options{Mono: true}},
		{name: "plain", query: "publisher=all", w: 100, h: 30, options: tui.Options{Plain: true}, keys: []string{"j", "j"}},
		{name: "zoomed_50x20", query: "measure=content_rate", w: 50, h: 20, keys: []string{"z", "G"}},
		{name: "tiles_narrow", query: "publisher=all", w: 62, h: 40},
		{name: "tiles_wide", query: "period=2002-H1", w: 190, h: 44},
		{name: "large", query: "publisher=all", options: tui.Options{Large: true}, keys: []string{"j"}},
		{name: "large_80x24", query: "period=2002", w: 80, h: 24, options: tui.Options{Large: true}},
		{name: "large_160x50", query: "period=2002-H1", w: 160, h: 50, options: tui.Options{Large: true}, keys: []string{"G"}},
		{name: "large_ascii", query: "period=2002-H1", options: tui.Options{Large: true, ASCII: true}},
		{name: "large_change", query: "measure=change period=2002-H2", w: 100, h: 30, options: tui.Options{Large: true}},
		{name: "large_few", query: "by=service", options: tui.Options{Large: true}},
		{name: "large_none", query: "search=nowhere", w: 80, h: 24, options: tui.Options{Large: true}},
		{name: "highlighted", query: "period=2002", w: 100, h: 28, options: tui.Options{Highlight: []string{"UT", "ER"}}},
		{name: "axes", query: "period=2002", w: 100, h: 28, options: tui.Options{Axes: true}},
		{name: "low", query: "", w: 100, h: 12, keys: []string{"G"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if c.w == 0 {
				c.w, c.h = 120, 36
			}
			golden.RequireEqual(t, tuitest.Sit(t, c.w, c.h, c.query, c.options).Press(c.keys...).String())
		})
	}
	t.Run("against_styled", func(t *testing.T) {
		o := tui.Options{Theme: "dark", Ground: theme.DarkGround}
		golden.RequireEqual(t, tuitest.Sit(t, 100, 24, "by=period measure=change against=2002-H1", o).Styled())
	})
	t.Run("large_mono_styled", func(t *testing.T) {
		golden.RequireEqual(t, tuitest.Sit(t, 80, 24, "", tui.Options{Mono: true, Large: true}).Styled())
	})
	t.Run("highlighted_styled", func(t *testing.T) {
		o := tui.Options{Theme: "dark", Ground: theme.DarkGround, Highlight: []string{"UT", "ER"}}
		golden.RequireEqual(t, tuitest.Sit(t, 100, 24, "pins=UT", o).Styled())
	})
	t.Run("pinned_mono_styled", func(t *testing.T) {
		golden.RequireEqual(t, tuitest.Sit(t, 100, 24, "pins=UT,ER select=UT", tui.Options{Mono: true}).Styled())
	})
}

func TestExploreInEveryTheme(t *testing.T) {
	plain := tuitest.Sit(t, 120, 36, "", tui.Options{Theme: "dark"}).String()
	for _, name := range theme.Names() {
		t.Run(name, func(t *testing.T) {
			d := tuitest.Sit(t, 120, 36, "", tui.Options{Theme: name, Ground: theme.DarkGround})
			golden.RequireEqual(t, d.Styled())
			text := d.String()
			if d.Theme.Heavy { // its rules are thick
				text = strings.ReplaceAll(text, string(d.Glyphs.HeavyRule), string(d.Glyphs.Rule))
			}
			if name != "mono" && text != plain {
				t.Errorf("the theme changes the text of the screen:\n%s", d)
			}
		})
	}
}
