package explore_test

import (
	"fmt"
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

func TestExploreInEveryTheme(t *testing.T) {
	plain := tuitest.Sit(t, 120, 36, "", tui.Options{Theme: "dark"}).String()
	for _, name := range theme.Names() {
		t.Run(name, func(t *testing.T) {
			d := tuitest.Sit(t, 120, 36, "", tui.Options{Theme: name, Ground: theme.DarkGround})
			golden.RequireEqual(t, d.Styled())
			if name != "mono" && d.String() != plain {
				t.Errorf("the theme changes the text of the screen:\n%s", d)
			}
		})
	}
}
