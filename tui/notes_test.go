package tui_test

import (
	"slices"
	"strings"
	"testing"

	"daylight/tui"
	"daylight/tui/internal/tuitest"
	"daylight/tui/kit/scene"
)

func TestAFootnoteOpensTheSourcesAtItsNote(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "", tui.Options{Mouse: true})
	note := d.Scene().Notes[0]
	for _, n := range d.Scene().Notes {
		if n.ID != "" {
			note = n
			break
		}
	}
	d.Press("n").Asks("view=sources")
	d.Shows(note.Text[len(note.Text)-20:])
	d.Press("1").Asks("")
	notes := d.Scene().Panes.Notes
	d.ClickAt(notes.X+3, notes.Y).Asks("view=sources")
	if en := d.Engine.Reference(d.Query())[d.Session().Line]; en.ID == "" {
		t.Error("a click on a footnote opens no note")
	}
	tuitest.Sit(t, 120, 36, "country=XA period=2002-H1 publisher=pigeon", tui.Options{}).Press("n")
}

func TestEscComesBackFromAFootnoteThatWasRead(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "by=service", tui.Options{})
	before := d.String()
	d.Press("n").Asks("view=sources by=service").Press("esc").Asks("by=service")
	if d.String() != before {
		t.Errorf("esc comes back to another screen:\n%s", d)
	}
}

func TestWhatWasWorkedOutIsReadAloneWhereTheDataHasNoNote(t *testing.T) {
	d := tuitest.Sit(t, 80, 24, "", tui.Options{})
	d.OpenNote([]scene.Footnote{{Text: "( ) covers little"}}, 0)
	d.Asks("").Shows("Notes on these figures", "( ) covers little").Press("esc").Hides("( ) covers little")
}

func TestEveryNoteThatTouchesTheViewCanBeRead(t *testing.T) {
	d := tuitest.Sit(t, 120, 90, "", tui.Options{}).Press("i")
	for _, n := range d.Rows().Result.Notes {
		d.Shows(tuitest.CutTo(n.Text, 40))
	}
}

func TestNotesOfWhatIsAskedStandFirst(t *testing.T) {
	const accounts = "Accounts are not people."
	at := func(d *tuitest.Desk, text string) int {
		t.Helper()
		s := d.Rows()
		return slices.IndexFunc(s.Notes, func(n scene.Footnote) bool { return strings.HasSuffix(n.Text, text) })
	}
	for _, view := range []string{"explore", "compare"} {
		d := tuitest.Sit(t, 120, 36, "view="+view, tui.Options{})
		if n := at(d, accounts); n < 1 || n < len(d.Rows().Notes)-1 && d.Rows().Notes[0].Text == accounts {
			t.Errorf("%s of requests has the note on accounts at %d of %d:\n%s", view, n, len(d.Rows().Notes), d)
		}
		if n := at(tuitest.Sit(t, 120, 36, "view="+view+" measure=accounts", tui.Options{}), accounts); n != 0 {
			t.Errorf("%s of accounts has the note on them at %d", view, n)
		}
	}
	if n := at(tuitest.Sit(t, 160, 36, "", tui.Options{}).Press("l"), accounts); n != 0 {
		t.Errorf("with the cursor on accounts the note on them is at %d", n)
	}
}

func TestNoRowIsKeptForANoteThatIsNotShown(t *testing.T) {
	for _, query := range []string{"", "period=2002-H1..2002-H2 service=mail", "period=2001", "publisher=pigeon", "measure=change", "country=UT type=emergency period=2001"} {
		for _, size := range [][2]int{{160, 50}, {120, 36}, {80, 24}, {50, 20}} {
			d := tuitest.Sit(t, size[0], size[1], query, tui.Options{})
			s := d.Rows()
			for y := range s.Panes.Notes.H {
				if line := strings.TrimSpace(d.Screen()[s.Panes.Notes.Y+y]); line == "" {
					t.Errorf("%q at %d×%d: row %d of the footnotes is empty:\n%s", query, d.W, d.H, y, d)
				}
			}
			if s.Panes.Notes.H < min(1, len(s.Notes)) {
				t.Errorf("%q at %d×%d: %d notes have %d rows", query, d.W, d.H, len(s.Notes), s.Panes.Notes.H)
			}
		}
	}
}

func TestParenthesesAreExplainedAtTheFoot(t *testing.T) {
	d := tuitest.Sit(t, 160, 50, "publisher=pigeon", tui.Options{})
	if s := d.Rows(); s.Coverage() == "" {
		t.Fatal("no rate covers a part alone: choose another question")
	}
	d.Shows("In parentheses: ", " of requests")
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
