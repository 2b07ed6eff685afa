package tui_test

import (
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/exp/golden"

	"daylight/tui"
	"daylight/tui/internal/tuitest"
)

// The pictures in testdata are plain text, one for each state, so that a change
// of the screen can be read in a diff; go test ./tui -update draws them anew.

func TestScreens(t *testing.T) {
	for _, c := range []struct {
		name, query string
		w, h        int // 120×36 when left out
		options     tui.Options
		keys        []string
	}{
		{name: "selection_at_the_bottom", keys: []string{"G"}},
		{name: "one_row", query: "country=UT"},
		{name: "no_row", query: "country=UT type=emergency period=2001"},
		{name: "search_without_a_match", query: "search=nowhere"},
		{name: "search_is_open", keys: []string{"/", "l", "a", "n"}},
		{name: "search_is_kept", keys: []string{"/", "l", "a", "n", "enter"}},
		{name: "period", query: "period=2002-H1"},
		{name: "by_period", query: "by=period"},
		{name: "by_period_80x24", query: "by=period", w: 80, h: 24},
		{name: "by_outcome", query: "by=outcome"},
		{name: "by_region", query: "by=region"},
		{name: "by_type", query: "by=type type=all"},
		{name: "by_publisher", query: "by=publisher"},
		{name: "all_publishers", query: "publisher=all"},
		{name: "percent", query: "scale=percent"},
		{name: "log", query: "scale=log"},
		{name: "outcome_filter", query: "outcome=content,non_content"},
		{name: "sorted_by_name", query: "sort=country"},
		{name: "measure_disclosed_rate", query: "publisher=all measure=disclosed_rate"},
		{name: "measure_per_million", query: "measure=per_million"},
		{name: "measure_change", query: "measure=change period=2002-H2"},
		{name: "filters_80x24", query: "period=2002-H1..2002-H2 service=mail country!=RU,UT", w: 80, h: 24},
		{name: "zoom_table", keys: []string{"z"}},
		{name: "zoom_bars", keys: []string{"tab", "z"}},
		{name: "tile_chosen", keys: []string{"tab", "tab", "l"}},
		{name: "table_on_50x20", w: 50, h: 20, keys: []string{"tab", "tab"}},
		{name: "last_column", keys: []string{"l", "l", "l", "l", "l", "l", "l", "l", "l", "l", "l", "l"}},
		{name: "mono", options: tui.Options{Mono: true}, keys: []string{"j"}},
		{name: "picker_period", keys: []string{"p"}},
		{name: "picker_type", keys: []string{"t"}},
		{name: "picker_outcome", keys: []string{"o"}},
		{name: "picker_country", keys: []string{"c"}},
		{name: "picker_country_ascii", keys: []string{"c", "down"}, options: tui.Options{ASCII: true}},
		{name: "picker_country_50x20", w: 50, h: 20, keys: []string{"c"}},
		{name: "picker_country_30x8", w: 30, h: 8, keys: []string{"c"}},
		{name: "picker_publisher", keys: []string{"d"}},
		{name: "picker_typing", keys: []string{"c", "a", "n", "space"}},
		{name: "picker_all_but", keys: []string{"c", "!", "down", "space"}},
		{name: "picker_nothing_matches", keys: []string{"c", "q", "q", "q"}},
		{name: "menu_measure", keys: []string{"m", "down", "down"}},
		{name: "menu_grouping", keys: []string{"b", "y"}},
		{name: "menu_against", keys: []string{"a", "down"}},
		{name: "menu_minimum", keys: []string{"N"}},
		{name: "help", keys: []string{"?"}},
		{name: "help_50x20", w: 50, h: 20, keys: []string{"?", "G"}},
		{name: "inspector", keys: []string{"j", "i"}},
		{name: "inspector_of_a_floor_80x24", query: "country=FL", w: 80, h: 24, keys: []string{"i"}},
		{name: "nothing_to_undo", keys: []string{"u"}},
		{name: "hint", options: tui.Options{Hint: true}},
		{name: "plain", options: tui.Options{Plain: true}, keys: []string{"j"}},
		{name: "palette", keys: []string{":"}},
		{name: "palette_question", keys: []string{":", "b", "y", "=", "r", "e"}},
		{name: "palette_wrong_question", keys: []string{":", "b", "y", "=", "r", "u", "space"}},
		{name: "save_view", keys: []string{"w", "m", "i", "n", "e"}},
		{name: "saved_views", keys: []string{"v"}},
		{name: "export_80x24", query: "period=2002-H1", w: 80, h: 24, keys: []string{"e"}},
		{name: "copy_table", keys: []string{"Y"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if c.w == 0 {
				c.w, c.h = 120, 36
			}
			o := tuitest.Everything()
			o.ASCII, o.Mono, o.Plain, o.Hint = c.options.ASCII, c.options.Mono, c.options.Plain, c.options.Hint
			golden.RequireEqual(t, tuitest.Sit(t, c.w, c.h, c.query, o).Press(c.keys...).String())
		})
	}
}

func TestColoursAreAllThatStylesAddToAScreen(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "", tui.Options{})
	d.Press("c")
	if ansi.Strip(d.Styled()) != d.Frame().Plain() {
		t.Error("the screen without its escapes is not the plain screen")
	}
}
