package records_test

import (
	"testing"

	"github.com/charmbracelet/x/exp/golden"

	"daylight/tui/internal/tuitest"
	"daylight/tui/records"
)

func TestTheListingIsToldToWhoCannotSeeIt(t *testing.T) {
	golden.RequireEqual(t, tuitest.Told(t, records.View{}.Describe,
		"view=records",
		"view=records search=erewhon",
		"view=records top=3",
		"view=records publisher=all type=all",
		"view=records country=UT type=emergency period=2001",
	))
}
