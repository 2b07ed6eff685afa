package trend_test

import (
	"testing"

	"github.com/charmbracelet/x/exp/golden"

	"daylight/tui/internal/tuitest"
	"daylight/tui/trend"
)

func TestTheTrendIsToldToWhoCannotSeeIt(t *testing.T) {
	golden.RequireEqual(t, tuitest.Told(t, new(trend.View).Describe,
		"view=trend",
		"view=trend by=period",
		"view=trend measure=rejected_rate pins=UT,MI",
		"view=trend publisher=all by=publisher",
		"view=trend country=UT type=emergency period=2001",
	))
}
