package tui_test

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"daylight/model/report"
	"daylight/tui"
	"daylight/tui/internal/tuitest"
	"daylight/tui/kit/scene"
)

func TestAClickOnAHeadSortsAndOnceMoreTurnsRound(t *testing.T) {
	d := tuitest.Sit(t, 160, 40, "period=2002-H1", tui.Options{Mouse: true})
	x, y := d.Find("Disclosed %")
	d.ClickAt(x+2, y).Asks("period=2002-H1 sort=-disclosed_rate")
	x, y = d.Find("Disclosed %") // its arrow takes room
	d.ClickAt(x+2, y).Asks("period=2002-H1 sort=disclosed_rate")
	d.ClickAt(d.Rows().Name.X, y).Asks("period=2002-H1 sort=country")
}

func TestAClickSelectsARowAndOnceMoreOpensIt(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "", tui.Options{Mouse: true})
	d.Click("Lilliput").Asks("")
	if !strings.HasPrefix(d.Selected(), "Lilliput") {
		t.Errorf("the selected row is %q", d.Selected())
	}
	d.Click("Lilliput").Asks("view=country")
	d.Press("esc")
	if !strings.HasPrefix(d.Selected(), "Lilliput") {
		t.Errorf("esc comes back to %q", d.Selected())
	}
}

func TestAClickOnARowThatIsScrolledSelectsThatRow(t *testing.T) {
	d := tuitest.Sit(t, 120, 24, "", tui.Options{Mouse: true}).Press("G")
	d.Click("Illyria")
	if !strings.HasPrefix(d.Selected(), "Illyria") {
		t.Errorf("the selected row is %q", d.Selected())
	}
}

func TestAClickOnAChipOpensItsPicker(t *testing.T) {
	for chip, title := range map[string]string{
		"Publisher Microsoft": "─ Publisher ─", "Period 2001": "─ Period ─", "Service all": "─ Service ─",
		"Type all": "─ Type ─", "Outcome all": "─ Outcome ─", "Country all": "─ Country ─",
	} {
		d := tuitest.Sit(t, 120, 36, "", tui.Options{Mouse: true}).Click(chip)
		d.Shows(title)
		if d.ClickAt(0, d.H-1); d.Scene().Busy {
			t.Error("a click beside the picker does not leave it")
		}
	}
}

func TestAClickInAPickerChoosesThatLine(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "", tui.Options{Mouse: true}).Press("c").Click("UT Utopia")
	d.Shows("■ UT Utopia", "Country Utopia")
	d.Press("enter").Asks("country=UT")
	d = tuitest.Sit(t, 80, 20, "", tui.Options{Mouse: true}).Press("c")
	for range 40 {
		d.Press("down")
	}
	d.Click("ZZ Not itemised").Press("enter").Asks("country=ZZ")
}

func TestAClickOnATileFiltersItsOutcomes(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "", tui.Options{Mouse: true})
	d.Click("▎ Nothing disclosed").Asks("outcome=no_data,nothing,rejected")
	d.Press("esc")
	d.Click("▎ Content").Asks("outcome=content")
	d.Click("▎ Content").Asks("")
	d.Click("▎ Requests").Asks("")
}

func TestAClickOnAPartOfABarChoosesItAndOnceMoreFilters(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "", tui.Options{Mouse: true}).Press("j", "j")
	s := d.Rows()
	d.ClickAt(s.Bars.X+6, s.Body.Y)
	if d.Session().Outcome != report.NonContent || !strings.HasPrefix(d.Selected(), "Ruritania") {
		t.Errorf("a click chose %s of %q", d.Session().Outcome, d.Selected())
	}
	d.Asks("")
	if d.Press("h"); d.Session().Outcome != report.Content {
		t.Errorf("after a click on a bar, h does not move over its parts: %s", d.Session().Outcome)
	}
	if column := d.Session().Column; d.ClickAt(s.Name.X, s.Body.Y+3).Press("l").Session().Column == column {
		t.Error("after a click on a name, l does not move over columns")
	}
	d.ClickAt(s.Bars.X+6, s.Body.Y).ClickAt(s.Bars.X+6, s.Body.Y).Asks("outcome=non_content")
}

func TestAClickInAMenuChooses(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "", tui.Options{Mouse: true}).Press("b")
	x, y := d.Find("▸ Country")
	d.ClickAt(x+2, y+1).Asks("by=region")
	d.Press("b").ClickAt(0, 0).Asks("by=region")
	if d.Scene().Busy {
		t.Error("a click beside the menu does not leave it")
	}
	d.Press("?").ClickAt(0, 0)
	if d.Scene().Busy {
		t.Error("a click beside the help does not leave it")
	}
}

func TestAClickWhereNothingIsDoesNothing(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "country=RU,UT", tui.Options{Mouse: true})
	before := d.Styled()
	s := d.Rows()
	for _, at := range [][2]int{{60, s.Body.Y + 10}, {0, 0}, {119, 35}, {-1, 4}, {5, -1}, {500, 500}, {s.Body.X, s.Totals.Y}} {
		if d.ClickAt(at[0], at[1]); d.Styled() != before {
			t.Errorf("a click at %v does something", at)
		}
	}
	for _, button := range []tea.MouseButton{tea.MouseRight, tea.MouseMiddle, tea.MouseBackward} {
		if d.Send(tea.MouseClickMsg{X: 5, Y: s.Body.Y + 1, Button: button}); d.Styled() != before {
			t.Errorf("button %v does something", button)
		}
	}
}

func TestTheWheelScrollsAndTheCursorStaysInSight(t *testing.T) {
	d := tuitest.Sit(t, 120, 24, "", tui.Options{Mouse: true}).Press("j", "j", "j", "j", "j", "j")
	row := d.Selected()
	d.Wheel(1)
	if s := d.Rows(); s.Top != scene.WheelStep || d.Selected() != row {
		t.Errorf("a turn of the wheel scrolls to row %d and selects %q", s.Top, d.Selected())
	}
	d.Wheel(2)
	if s := d.Rows(); s.Top != 3*scene.WheelStep || s.Cursor != s.Top {
		t.Errorf("three turns scroll to row %d, the cursor is on %d", s.Top, s.Cursor)
	}
	d.Wheel(100)
	if s := d.Rows(); s.Top != len(s.Result.Rows)-s.Body.H {
		t.Errorf("the wheel ends at row %d of %d", s.Top, len(s.Result.Rows))
	}
	d.Wheel(-1)
	if s := d.Rows(); s.Top != len(s.Result.Rows)-s.Body.H-scene.WheelStep {
		t.Errorf("one turn back from the end is row %d", s.Top)
	}
	d.Wheel(-100)
	if s := d.Rows(); s.Top != 0 || s.Cursor >= s.Body.H {
		t.Errorf("back at row %d the cursor is on %d", s.Top, s.Cursor)
	}
}

func TestTheWheelTurnsWhatLiesOverTheScreen(t *testing.T) {
	d := tuitest.Sit(t, 120, 24, "", tui.Options{Mouse: true}).Press("?")
	before := d.String()
	if d.Wheel(1); d.String() == before {
		t.Error("the wheel does not scroll the help")
	}
	if d.Wheel(-1); d.String() != before {
		t.Error("and back is another place")
	}
	d.Press("esc", "p").Shows("▸ □ 2001")
	d.Wheel(2).Shows("▸ □ 2002-H2")
}

func TestMReleasesTheMouseAndTakesItBack(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "", tui.Options{Mouse: true})
	if d.View().MouseMode != tea.MouseModeCellMotion {
		t.Error("the mouse is not taken")
	}
	d.Press("M").Shows("the mouse is the terminal's")
	if d.View().MouseMode != tea.MouseModeNone {
		t.Error("the mouse is not released")
	}
	d.Press("M").Shows("the mouse works here")
	if d.View().MouseMode != tea.MouseModeCellMotion {
		t.Error("the mouse is not taken back")
	}
	if tuitest.Sit(t, 120, 36, "", tui.Options{}).View().MouseMode != tea.MouseModeNone {
		t.Error("the mouse is taken though nobody asked")
	}
}
