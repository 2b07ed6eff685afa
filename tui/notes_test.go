package tui_test

import (
	"slices"
	"strings"
	"testing"

	"daylight/tui"
	"daylight/tui/internal/tuitest"
	"daylight/tui/kit/scene"
)

func TestTheNotesAreReadInFullOnOnePage(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "", tui.Options{Mouse: true})
	notes, before := d.Scene().Notes, d.String()
	if len(notes) < 3 {
		t.Fatal("the view has few notes: choose another question")
	}
	d.Press("n").Asks("")
	for i, n := range notes {
		words := strings.Fields(n.Text)
		for tries := 0; !strings.Contains(d.String(), words[len(words)-1]) && tries < 99; tries++ {
			d.Press("j")
		}
		d.Shows(d.Glyphs.Footnote(i), words[len(words)-1])
	}
	if d.Press("esc"); d.String() != before {
		t.Errorf("esc comes back to another screen:\n%s", d)
	}
	at := d.Scene().Panes.Notes
	d.ClickAt(at.X+3, at.Y).Shows("Notes on these figures").Press("8").Asks("view=sources")
	tuitest.Sit(t, 120, 36, "country=XA period=2002-H1 publisher=pigeon", tui.Options{}).Press("n")
}

func TestTheFirstNoteStandsWhole(t *testing.T) {
	for _, size := range [][2]int{{160, 50}, {120, 36}, {80, 24}} {
		d := tuitest.Sit(t, size[0], size[1], "measure=accounts", tui.Options{})
		lines := d.Scene().NoteLines()
		var text []string
		for _, l := range lines {
			if l.Note == 0 {
				text = append(text, l.Text)
			}
		}
		if got := strings.Join(text, " "); got != d.Scene().Notes[0].Text {
			t.Errorf("at %v the first note is %q", size, got)
		}
	}
}

func TestTheMarksOfFiguresAreExplainedAtTheFoot(t *testing.T) {
	for _, size := range [][2]int{{160, 50}, {120, 36}, {80, 24}, {50, 20}, {50, 14}} {
		d := tuitest.Sit(t, size[0], size[1], "publisher=pigeon", tui.Options{})
		signs := d.Scene().Signs
		if len(signs) == 0 {
			t.Fatal("no figure has a mark: choose another question")
		}
		for _, sign := range signs {
			d.Shows(sign.Mark + " " + sign.Brief)
		}
		if d = d.Press("z"); len(d.Scene().Signs) > 0 && size[1] >= 16 {
			d.Shows(signs[0].Mark + " " + signs[0].Brief)
		}
	}
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
		t.Errorf("the notes begin with %v", n)
	}
}
