package worldmap_test

import (
	"testing"

	"github.com/charmbracelet/x/exp/golden"

	"daylight/tui/internal/tuitest"
	"daylight/tui/worldmap"
)

func TestTheMapIsToldToWhoCannotSeeIt(t *testing.T) {
	golden.RequireEqual(t, tuitest.Told(t, new(worldmap.View).Describe,
		"view=map",
		"view=map period=2002-H1",
		"view=map measure=change period=2002-H2",
		"view=map measure=accounts publisher=all",
		"view=map country=RU",
		"view=map country=UT type=emergency period=2001",
	))
}
