package tui_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"daylight/model"
	"daylight/model/answer"
	"daylight/model/report"
	"daylight/tui"
	"daylight/tui/internal/tuitest"
	"daylight/tui/kit/scene"
)

// What is in force or left out is never out of sight without a word.

func TestTheColumnThatRowsAreSortedByIsOnScreen(t *testing.T) {
	for _, c := range []report.Column{report.Accounts, report.RejectedRate, report.ContentRate, report.PerMillion, report.Share} {
		for _, w := range []int{80, 100, 120, 160} {
			d := tuitest.Sit(t, w, 30, "period=2002-H1 sort=-"+c.String(), tui.Options{})
			if s := d.Scene(); !slices.Contains(s.OnScreen, c) {
				t.Errorf("at %d cells rows are sorted by %s, which is not there:\n%s", w, c, d)
			}
			d.Press("l", "l", "l", "l", "l", "l")
			if s := d.Scene(); !slices.Contains(s.OnScreen, d.Session().Column) && d.Session().Column != model.NameColumn {
				t.Errorf("at %d cells the column under the cursor is not there:\n%s", w, d)
			}
		}
	}
}

func TestTilesThatHaveNoRoomAreCounted(t *testing.T) {
	for _, size := range [][2]int{{200, 40}, {120, 36}, {90, 30}, {80, 24}, {60, 20}, {44, 14}} {
		d := tuitest.Sit(t, size[0], size[1], "publisher=all", tui.Options{})
		s := d.Rows()
		all := len(answer.Tiles(s.Result))
		if s.Step == scene.Narrow {
			all-- // accounts stand in the table there
		}
		hidden := all - len(s.Tiles)
		row := d.Screen()[s.Panes.Tiles.Y+s.Panes.Tiles.H-1]
		if told := strings.HasSuffix(strings.TrimRight(row, " "), fmt.Sprintf("+%d", hidden)); told != (hidden > 0) {
			t.Errorf("at %v %d tiles have no room: %q", size, hidden, row)
		}
	}
}

func TestWhoseReportsTheyAreGivesWayToAFilterThatWasChosen(t *testing.T) {
	d := tuitest.Sit(t, 80, 24, "country=RU,UT,ER period=2002-H1..2002-H2 outcome=content service=mail", tui.Options{})
	d.Shows("Outcome Content", "Country 3 chosen", "Period 2002-H1..2002-H2").Hides("Publisher Microsoft")
}

func TestAChangeWithoutAPeriodSaysWhatToPress(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "measure=change", tui.Options{}).Shows("] and [ choose a period")
	d.Press("[").Hides("] and [ choose a period")
}

func TestTheCaveatOfTheMeasureComesFirst(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "measure=accounts", tui.Options{})
	if n := d.Scene().Notes; len(n) == 0 || !strings.Contains(n[0].Text, "Accounts are not people") {
		t.Errorf("the notes begin with %q", n)
	}
}

func TestTheMapKeepsWhosePublishersWereAsked(t *testing.T) {
	tuitest.Sit(t, 120, 36, "by=publisher", tui.Options{}).Press("3").Asks("view=map publisher=all").Press("1").Asks("publisher=all")
}
