package tui_test

import (
	"strings"
	"testing"

	"daylight/tui"
	"daylight/tui/internal/tuitest"
)

func TestUndoRestoresTheQuestionAndTheRow(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "", tui.Options{}).Press("j", "j", "j")
	before := d.String()
	d.Press("enter", "enter", "j", "%", "r")
	d.Press("u", "u", "u", "u")
	if d.String() != before {
		t.Errorf("after undoing everything the screen is another:\n%s", d)
	}
	d.Press("U", "U", "U", "U").Asks("country=LI by=period scale=log sort=-period")
	d.Press("U").Shows("nothing to redo")
}

func TestMovingIsNotAStepOfHistory(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "", tui.Options{}).Press("j", "G", "l", "tab", "z", "u")
	d.Shows("nothing to undo")
}

func TestPeriodsAreSteppedThroughAndTheEndsSaySo(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "", tui.Options{})
	d.Press("]").Asks("period=2001")
	d.Press("]").Asks("period=2002-H1")
	d.Press("]", "]").Asks("period=2003-H1")
	d.Press("]").Asks("period=2003-H1")
	d.Shows("2003-H1 is the last period")
	d.Press("[", "[", "[").Asks("period=2001")
	d.Press("[").Asks("period=2001")
	d.Shows("2001 is the first period")
	tuitest.Sit(t, 120, 36, "", tui.Options{}).Press("[").Asks("period=2003-H1")
}

func TestEnterOpensARowAndEscComesBackToIt(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "", tui.Options{}).Press("j", "j")
	before, screen := d.Query(), d.String()
	if d.Press("enter").Asks("view=country"); t.Failed() {
		return
	}
	if d.Press("enter").Asks("country=ER by=period"); t.Failed() {
		return
	}
	d.Press("j", "enter").Asks("country=ER period=2002-H1 by=outcome") // nothing else is left to tell apart
	d.Press("esc").Asks("country=ER by=period")
	if !strings.HasPrefix(d.Selected(), "2002-H1") {
		t.Errorf("esc comes back to %q", d.Selected())
	}
	d.Press("esc").Asks("view=country").Press("esc")
	if !d.Query().Equal(before) || d.String() != screen {
		t.Errorf("the way back ends at %q, it began at %q", d.Query(), before)
	}
	d.Press("esc")
	if d.Quit || !d.Query().Equal(before) {
		t.Errorf("esc at the top does something: %q", d.Query())
	}
}

func TestEscTakesBackTheSearchThenTheZoomThenTheLastEnter(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "", tui.Options{}).Press("enter", "enter", "z", "/", "2", "enter")
	d.Asks("country=RU by=period search=2")
	if d.Press("esc"); !d.Session().Zoom {
		t.Error("the zoom went before the search")
	}
	d.Asks("country=RU by=period")
	if d.Press("esc"); d.Session().Zoom {
		t.Error("the zoom is still there")
	}
	d.Asks("country=RU by=period")
	d.Press("esc").Asks("view=country")
	d.Press("esc").Asks("")
}
