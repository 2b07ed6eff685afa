package explore_test

import (
	"testing"

	"github.com/charmbracelet/x/exp/golden"

	"daylight/tui/explore"
	"daylight/tui/internal/tuitest"
)

func TestTheTableIsToldToWhoCannotSeeIt(t *testing.T) {
	golden.RequireEqual(t, tuitest.Told(t, new(explore.View).Describe,
		"",
		"by=period",
		"by=outcome period=2002-H1",
		"measure=change period=2002-H2",
		"publisher=all measure=disclosed_rate top=3",
		"country=UT type=emergency period=2001",
	))
}
