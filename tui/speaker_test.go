package tui_test

import (
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"daylight/model"
	"daylight/tui"
	"daylight/tui/internal/tuitest"
)

// desk is the screen of the notes, and what it asked of the talk.
type desk struct {
	*tuitest.Desk
	asked []model.Action
}

func follow(t tuitest.Tester, w, h int, at model.Place, change func(*tui.Options)) *desk {
	d := &desk{}
	o := tui.Options{Data: tuitest.OnIslands(), Notes: tui.Telling{Story: tuitest.Story(), File: "talk.md", From: at}}
	o.Powers.Drive = func(a model.Action) { d.asked = append(d.asked, a) }
	if change != nil {
		change(&o)
	}
	d.Desk = tuitest.Sit(t, w, h, "", o)
	return d
}

// asks fails unless keys have asked the talk for these things, and nothing has changed on this screen meanwhile.
func (d *desk) asks(keys string, want ...model.Action) {
	d.Helper()
	before := d.String()
	d.asked = nil
	d.Press(strings.Fields(keys)...)
	if !slices.Equal(d.asked, want) {
		d.Errorf("%q asks for %v, want %v", keys, d.asked, want)
	}
	if after := d.String(); after != before {
		d.Errorf("%q changes the notes before the talk has gone on:\n%s", keys, after)
	}
}

func TestTheKeysOfTheNotesDriveTheTalk(t *testing.T) {
	d := follow(t, 120, 36, model.Place{Slide: 1}, nil)
	d.asks("right", model.Advance{By: 1})
	d.asks("pgdown", model.Advance{By: 1})
	d.asks("left", model.Advance{By: -1})
	d.asks("pgup", model.Advance{By: -1})
	d.asks("B", model.ToggleBlank{})
	d.asks("C", model.ToggleTimer{})
	d.asks("enter", model.ReturnToSlide{})
	d.asks("# 5 enter", model.GoToSlide{Slide: 4})
	d.asks("O down enter", model.GoToSlide{Slide: 2})
	for _, other := range strings.Fields("p c / ] [ 2 m b S space i n e y w v u z Z 0 F P : ctrl+k tab esc") {
		d.asks(other)
	}
}

func TestTheNotesFollowTheTalk(t *testing.T) {
	d := follow(t, 120, 36, model.Place{}, nil)
	d.Shows("slide 1 / 7", "no notes for this slide", "Who asked")
	d.Send(tui.Followed{Place: model.Place{Slide: 1, Step: 1, Running: true, Spent: 30_000}})
	d.Shows("slide 2 / 7", "Breathe.", "▸ • and content")
	short := &model.Story{Title: "Short", Slides: []model.Slide{{Title: "Alone", Blocks: []model.Block{{Spans: []model.Span{{Text: "Alone"}}}}}}}
	d.Send(tui.Followed{Story: short, Place: model.Place{Slide: 5, Step: 9, Spent: -1}}) // and what is nowhere in it is at its end
	d.Shows("slide 1 / 1", "this is the last slide")
	d.Send(tui.Followed{Story: &model.Story{}, Place: model.Place{Slide: -3, Step: -1}})
	d.Shows("slide 1 / 1")
}

func TestAfterTheTalkAnyKeyClosesTheNotes(t *testing.T) {
	d := follow(t, 120, 36, model.Place{}, nil)
	d.Press("?").Shows("Keys")
	d.Send(tui.Unfollowed{Why: "the talk was cut off"})
	d.Hides("Keys").Shows("the talk was cut off: any key closes the notes")
	if d.Press("x"); !d.Quit {
		t.Error("a key does not close the notes")
	}
}

func TestTheNotesAreLeftByAskingTwice(t *testing.T) {
	d := follow(t, 120, 36, model.Place{}, nil)
	d.Press("q").Shows("q again leaves the notes")
	if d.Press("right", "q"); d.Quit {
		t.Error("q once leaves the notes")
	}
	if d.Press("q"); !d.Quit {
		t.Error("q twice does not leave the notes")
	}
	if d = follow(t, 120, 36, model.Place{}, nil); !d.Press("ctrl+c").Quit {
		t.Error("ctrl+c does not leave the notes")
	}
}

func TestLongNotesAreReadOn(t *testing.T) {
	d := follow(t, 60, 20, model.Place{Slide: 2}, nil)
	d.Shows("↑↓ 1–").Hides("That was all.")
	for range 60 {
		d.Press("down")
	}
	d.Shows("That was all.")
	d.Press("k", "j").Shows("That was all.")
	for range 60 {
		d.Wheel(-1)
	}
	d.Shows("↑↓ 1–").Hides("That was all.")
	d.Press("j").Shows("↑↓ 2–")
	d.Send(tui.Followed{Place: model.Place{Slide: 2, Step: 1}})
	d.Shows("↑↓ 2–") // a reveal moves nothing
	d.Send(tui.Followed{Place: model.Place{Slide: 3}}, tui.Followed{Place: model.Place{Slide: 2}})
	d.Shows("↑↓ 1–")
	d.Press("j", "j").Resize(200, 60).Shows("That was all.")
}

func TestHelpOfTheNotesListsTheirKeysAlone(t *testing.T) {
	d := follow(t, 120, 40, model.Place{}, nil)
	d.Press("?").Shows("go to a slide by its number", "in the notes: read on", "next theme").Hides("choose periods", "follow the edits", "redo")
	tuitest.Sit(t, 120, 40, "", tui.Options{}).Press("?").Hides("in the notes")
}

func TestTheNotesAreHeard(t *testing.T) {
	d := follow(t, 80, 30, model.Place{}, func(o *tui.Options) { o.Plain = true })
	d.Shows("slide 1 of 7: Far away")
	d.Send(tui.Followed{Place: model.Place{Slide: 1}})
	d.Shows("slide 2 of 7: Who asked", "Breathe.", "to come: - they came")
	if c := d.View().Cursor; c == nil || !strings.Contains(d.Screen()[c.Y], "Breathe.") {
		t.Errorf("a screen reader begins at %v", c)
	}
	d.Press("j").Shows("letters")
}

func TestThemesWorkInTheNotes(t *testing.T) {
	d := follow(t, 120, 36, model.Place{}, func(o *tui.Options) { o.Theme = "dark" })
	before := d.Styled()
	if d.Press("T"); d.Styled() == before {
		t.Error("T changes nothing")
	}
	d.Update(tea.BackgroundColorMsg{})
	d.Click("Far away")
}

// TestNotesAfterAStormAreThoseOfAFreshStart sends keys, clicks, sizes and places, also such as there are not.
func TestNotesAfterAStormAreThoseOfAFreshStart(t *testing.T) {
	d := follow(t, 120, 36, model.Place{}, nil)
	keys := strings.Fields("right j k # 3 enter O down ? esc T B C left pgdown G g / : M")
	for i := range 3000 {
		switch n := i * 7919 % 13; {
		case n < 8:
			d.Press(keys[i*31%len(keys)])
		case n == 8:
			d.Resize(1+i*17%170, 1+i*13%60)
		case n == 9:
			d.ClickAt(i*5%170, i*3%60)
		default:
			d.Send(tui.Followed{Place: model.Place{Slide: i%9 - 1, Step: i%5 - 1, Exploring: i%2 == 0, Blank: i%3 == 0, Running: i%4 == 0, Spent: i * 997}})
		}
		d.Screen()
	}
	at := model.Place{Slide: 1, Step: 1, Running: true, Spent: 65_000}
	d.Resize(120, 36)
	for range 3 {
		d.Press("esc")
	}
	d.Send(tui.Followed{Place: model.Place{}}, tui.Followed{Place: at})
	if fresh := follow(t, 120, 36, at, nil); fresh.String() != d.String() {
		t.Errorf("after a storm:\n%s\nafresh:\n%s", d, fresh)
	}
}
