package country_test

import (
	"testing"

	"github.com/charmbracelet/x/exp/golden"

	"daylight/tui/country"
	"daylight/tui/internal/tuitest"
)

func TestTheProfileIsToldToWhoCannotSeeIt(t *testing.T) {
	golden.RequireEqual(t, tuitest.Told(t, new(country.View).Describe,
		"view=country",
		"view=country select=MI",
		"view=country select=NI measure=accounts",
		"view=country country=ZZ",
		"view=country select=UT publisher=all measure=share",
		"view=country country=UT type=emergency period=2001",
		"view=country region=South period=2004",
	))
}
