package tui_test

import (
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
