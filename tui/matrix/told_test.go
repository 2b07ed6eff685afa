package matrix_test

import (
	"testing"

	"github.com/charmbracelet/x/exp/golden"

	"daylight/tui/internal/tuitest"
	"daylight/tui/matrix"
)

func TestTheMatrixIsToldToWhoCannotSeeIt(t *testing.T) {
	golden.RequireEqual(t, tuitest.Told(t, new(matrix.View).Describe,
		"view=matrix",
		"view=matrix by=period",
		"view=matrix measure=change",
		"view=matrix publisher=all measure=accounts",
		"view=matrix country=UT type=emergency period=2001",
		"view=matrix country=MI publisher=microsoft",
		"view=matrix country=MI by=period",
	))
}
