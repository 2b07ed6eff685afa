package tui

import (
	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"

	"daylight/model"
	"daylight/model/query"
	"daylight/tui/kit/grid"
	"daylight/tui/kit/scene"
)

// search is the text field at the foot of the screen: rows that do not hold the
// text are hidden while it is typed.
type search struct {
	before query.Query
	in     textinput.Model
}

// newSearch opens the field with the search as it is.
func newSearch(m *Model) overlay {
	s := &search{before: m.state.Query, in: newField()}
	s.in.SetValue(m.state.Query.Search)
	s.in.CursorEnd()
	return s
}

func (s *search) typing() bool { return true }

func (s *search) preview() (query.Query, bool) {
	q := s.before
	q.Search = s.in.Value()
	return q, true
}

func (s *search) update(m *Model, msg tea.Msg) reply {
	if key, ok := msg.(tea.KeyPressMsg); ok {
		switch key.String() {
		case "esc":
			return leave()
		case "enter":
			return leave(model.SetSearch{Text: s.in.Value()})
		case "down", "up", "ctrl+n", "ctrl+p":
			// The text is done: what moves over rows ends it.
			by := 1
			if k := key.String(); k == "up" || k == "ctrl+p" {
				by = -1
			}
			return leave(model.SetSearch{Text: s.in.Value()}, model.Move{By: by})
		}
	}
	s.in = typed(s.in, msg)
	return stay(s)
}

func (s *search) draw(m *Model, f *grid.Frame, sc *scene.Scene) *tea.Cursor {
	line := sc.Help
	if line.Empty() {
		return nil
	}
	f.Fill(line, grid.Style{})
	used := f.Text(line, "/", m.Theme.Accent.Bold())
	keys := []grid.Span{
		{Text: "enter", Style: m.Theme.Key}, {Text: " keep   ", Style: m.Theme.Dim},
		{Text: "esc", Style: m.Theme.Key}, {Text: " leave", Style: m.Theme.Dim},
	}
	_, rest := line.TakeLeft(used + 1)
	if rest.W > grid.SpansWidth(keys...)+16 {
		rest.W -= f.SpansRight(rest, keys...) + 2
	}
	return drawField(f, rest, s.in, m.Theme.Strong)
}

func (s *search) clickAt(*Model, int, int) reply {
	return leave(model.SetSearch{Text: s.in.Value()})
}
