package sources_test

import (
	"testing"

	"github.com/charmbracelet/x/exp/golden"

	"daylight/tui/internal/tuitest"
	"daylight/tui/sources"
)

func TestTheListOfSourcesIsToldToWhoCannotSeeIt(t *testing.T) {
	golden.RequireEqual(t, tuitest.Told(t, sources.View{}.Describe,
		"view=sources",
		"view=sources publisher=all",
		"view=sources publisher=pigeon",
		"view=sources period=2001",
		"view=sources country=UT type=emergency period=2001",
	))
}
