package compare_test

import (
	"testing"

	"github.com/charmbracelet/x/exp/golden"

	"daylight/tui/compare"
	"daylight/tui/internal/tuitest"
)

func TestTheComparisonIsToldToWhoCannotSeeIt(t *testing.T) {
	golden.RequireEqual(t, tuitest.Told(t, new(compare.View).Describe,
		"view=compare",
		"view=compare pins=UT,ER,MI",
		"view=compare by=period",
		"view=compare measure=rejected_rate pins=RU,HO period=2002-H1",
		"view=compare country=UT",
		"view=compare country=UT type=emergency period=2001",
	))
}
