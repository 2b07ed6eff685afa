package tui

import (
	"cmp"

	tea "charm.land/bubbletea/v2"

	"daylight/model"
	"daylight/tui/kit/grid"
	"daylight/tui/stage"
)

// notes is what the dashboard keeps while it shows the notes of a talk in another terminal. Where that talk
// stands is the session's talk; what a key asks for is done there, and comes back as a new place.
type notes struct {
	speaker stage.Speaker
	top     int    // line of the notes
	over    string // why the talk is not there any more
}

// beginNotes begins to follow a talk, where there is one to follow.
func (m *Model) beginNotes(t Telling) {
	if t.Story == nil || len(t.Story.Slides) == 0 {
		return
	}
	m.notes = &notes{speaker: stage.Speaker{File: t.File}}
	m.state.Talk.Story = t.Story
	m.standAt(t.From)
	m.hint = false
}

// standAt keeps where the talk stands. What it says comes from outside, so it may be nowhere in the story.
func (m *Model) standAt(at model.Place) {
	t := &m.state.Talk
	at.Slide = min(max(at.Slide, 0), len(t.Story.Slides)-1)
	at.Step = min(max(at.Step, 0), t.Story.Slides[at.Slide].Whole())
	at.Spent = max(at.Spent, 0)
	t.Place = at
}

// followed shows where the talk stands.
func (m *Model) followed(msg Followed) tea.Cmd {
	again := tea.Cmd(m.powers.NextPlace)
	if m.notes == nil {
		return again
	}
	t := &m.state.Talk
	was := *t
	if msg.Story != nil && len(msg.Story.Slides) > 0 {
		t.Story = msg.Story
	}
	m.standAt(msg.Place)
	if was.Story == t.Story && was.Slide == t.Slide {
		return again
	}
	m.notes.top = 0
	if m.said = ""; m.Plain {
		m.said = m.heardSlide()
	}
	return again
}

// unfollowed says that the talk has gone.
func (m *Model) unfollowed(msg Unfollowed) {
	if m.notes != nil {
		m.notes.over, m.overlays = msg.Why, nil
	}
}

// drive asks the talk to do something; to end is for the notes alone.
func (m *Model) drive(a model.Action) tea.Cmd {
	if _, leaves := a.(model.Quit); leaves {
		m.quitting = true
		return tea.Quit
	}
	if m.powers.Drive != nil {
		m.powers.Drive(a)
	}
	return nil
}

// sight is what who speaks sees, laid out.
func (m *Model) sight() *stage.Sight {
	return m.notes.speaker.Lay(&m.Kit, &m.state.Talk, m.w, m.h)
}

// readNotes binds keys to going on in the notes, by lines.
func readNotes(by int) func(*Model) tea.Cmd {
	return func(m *Model) tea.Cmd {
		v := m.sight()
		m.notes.top = max(0, min(m.notes.top+by, v.Lines()-v.Height()))
		return nil
	}
}

// drawSpeaker draws the notes of a talk.
func (m *Model) drawSpeaker(f *grid.Frame) {
	v := m.sight()
	v.Draw(&m.Kit, f, &m.state.Talk, m.notes.top)
	switch text := cmp.Or(m.said, m.notes.over); {
	case m.top() != nil:
	case m.notes.over != "":
		f.Text(v.Foot, m.notes.over+": any key closes the notes", m.Theme.Strong.Reverse())
	case text != "":
		f.Text(v.Foot, text, m.Theme.Strong)
	case m.Plain:
		f.Text(v.Foot, m.heardSlide()+"; "+keysTold[0], m.Theme.Text)
	default:
		drawKeys(&m.Kit, f, v.Foot, m.speakerKeys())
	}
}

// speakerKeys are the keys of the notes and what they do, in turns.
func (m *Model) speakerKeys() (pairs []string) {
	keys := []string{"right", "#", "B", "C", "O", "?", "q"}
	if m.state.Talk.Exploring {
		keys = append([]string{"enter"}, keys...)
	}
	if v := m.sight(); v.Lines() > v.Height() {
		keys = append([]string{"down"}, keys...)
	}
	for _, key := range keys {
		b, _ := m.bindingFor(key)
		pairs = append(pairs, spelled(&m.Kit, b.arrows()), b.short)
	}
	return pairs
}
