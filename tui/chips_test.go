package tui_test

import (
	"fmt"
	"strings"
	"testing"

	"daylight/tui"
	"daylight/tui/internal/tuitest"
	"daylight/tui/kit/scene"
)

func TestAFilterInForceIsNeverInvisible(t *testing.T) {
	const everyFilter = "country=GR,HO service=mail period=2002-H1 type=legal outcome=content publisher=microsoft,pigeon"
	for w := scene.NormalWidth; w <= 200; w++ {
		d := tuitest.Sit(t, w, 36, everyFilter, tui.Options{})
		line, hidden := d.Screen()[d.Scene().Panes.Chips.Y], 0
		for _, label := range []string{"Publisher", "Period", "Service", "Type", "Outcome", "Country"} {
			if !strings.Contains(line, label+" ") {
				hidden++
			}
		}
		if hidden > 0 && !strings.HasSuffix(strings.TrimSpace(line), fmt.Sprintf("+%d", hidden)) {
			t.Errorf("at %d cells %d filters are hidden and nothing says so: %q", w, hidden, line)
		}
	}
}

func TestTwoNamesOfWhichOneHasACommaAreCounted(t *testing.T) {
	for want, names := range map[string][]string{
		"2 chosen":                {"G20, its member states", "G7"},
		"G20, its member states":  {"G20, its member states"},
		"France, Germany":         {"France", "Germany"},
		"3 chosen":                {"France", "Germany", "Italy"},
		"United Arab Emirates, a": {"United Arab Emirates", "a"},
	} {
		if got := scene.InBrief(names, false, "…"); got != want {
			t.Errorf("%q stand as %q, want %q", names, got, want)
		}
	}
	if got := scene.InBrief([]string{"G20, its member states", "G7"}, true, "…"); got != "all but 2" {
		t.Errorf("those left out stand as %q", got)
	}
}

func TestALongNameLeavesRoomForTheOtherChips(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "country=GR", tui.Options{})
	d.Shows("Period 2002-H1", "Service all", "Type all", "Outcome all", "Country United Princ")
}

func TestWhoseReportsTheyAreGivesWayToAFilterThatWasChosen(t *testing.T) {
	d := tuitest.Sit(t, 80, 24, "country=RU,UT,ER period=2002-H1..2002-H2 outcome=content service=mail", tui.Options{})
	d.Shows("Outcome Content", "Country 3 chosen", "Period 2002-H1..2002-H2").Hides("Publisher Microsoft")
}

func TestWhatHasNoRoomForItsChipIsSaid(t *testing.T) {
	tuitest.Sit(t, 60, 14, "", tui.Options{}).Press("a", "down", "enter").Shows("compared with the same months one year earlier")
	tuitest.Sit(t, 60, 14, "", tui.Options{}).Press("N", "down", "enter").Shows("rows under 10 requests are hidden").
		Press("N", "home", "enter").Shows("rows of any size are shown")
	tuitest.Sit(t, 60, 14, "", tui.Options{}).Press("H").Shows("periods are years now: [ and ] step by them")
}
