package tui_test

import (
	"image/color"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"daylight/tui"
	"daylight/tui/internal/tuitest"
	"daylight/tui/kit/theme"
)

func TestTheThemeFollowsTheTerminalUnlessItWasChosen(t *testing.T) {
	light := tea.BackgroundColorMsg{Color: color.White}
	d := tuitest.Sit(t, 120, 36, "", tui.Options{Ground: theme.DarkGround})
	dark := d.Styled()
	if d.Send(light); d.Theme.Name != "light" || d.Styled() == dark {
		t.Errorf("on a white background the theme is %s", d.Theme.Name)
	}
	if d.Send(tea.BackgroundColorMsg{Color: color.Black}); d.Styled() != dark {
		t.Errorf("on a black background the theme is %s", d.Theme.Name)
	}
	chosen := d.Press("T").Theme.Name
	if d.Shows("theme " + chosen); chosen == "dark" {
		t.Error("T chooses no other theme")
	}
	if d.Send(tea.BackgroundColorMsg{Color: color.Black}); d.Theme.Name != chosen {
		t.Errorf("a theme chosen with T, %s, becomes %s", chosen, d.Theme.Name)
	}
	painted := func() bool { return strings.Contains(d.Styled(), "48;2;20;22;26") }
	if painted() {
		t.Error("a theme for the terminal's own background paints another")
	}
	if d.Send(light); !painted() {
		t.Error("a theme for dark pages is left on a light one")
	}
	d = tuitest.Sit(t, 120, 36, "", tui.Options{Theme: "dark"})
	if d.Send(light); d.Theme.Name != "dark" {
		t.Errorf("a theme given at the start becomes %s", d.Theme.Name)
	}
	if d := tuitest.Sit(t, 120, 36, "", tui.Options{}); d.Init() == nil {
		t.Error("without a theme, the terminal is not asked for its background")
	}
}

func TestThemesGoRound(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "", tui.Options{Theme: "dark"})
	seen := map[string]bool{}
	for !seen[d.Theme.Name] {
		seen[d.Theme.Name] = true
		d.Press("T").Shows("theme " + d.Theme.Name)
	}
	if d.Theme.Name != "dark" || len(seen) < 2 {
		t.Errorf("T came round to %s after %d themes", d.Theme.Name, len(seen))
	}
}

func TestAnUnknownThemeIsRefused(t *testing.T) {
	if _, err := tui.New(tui.Options{Data: tuitest.MadeUp(), Theme: "drak"}); err == nil || !strings.Contains(err.Error(), `"dark"`) {
		t.Errorf("the theme drak is answered with %v", err)
	}
}

func TestWithoutColoursNoColourIsSent(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "", tui.Options{Mono: true})
	for _, keys := range [][]string{{}, {"c"}, {"esc", "?"}, {"esc", "m", "down"}, {"esc", "tab", "l"}} {
		d.Press(keys...)
		if styled := d.Styled(); strings.Contains(styled, "38;2;") || strings.Contains(styled, "48;2;") {
			t.Errorf("after %v colours are sent", keys)
		}
	}
	if d.Send(tea.BackgroundColorMsg{Color: color.White}); strings.Contains(d.Styled(), "38;2;") {
		t.Error("the terminal's background brings colours")
	}
}
