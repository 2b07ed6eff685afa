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

func (s *search) preview(*host) (query.Query, bool) {
	q := s.before
	q.Search = s.in.Value()
	return q, true
}

func (s *search) update(_ *host, msg tea.Msg) reply {
	if key, ok := msg.(tea.KeyPressMsg); ok {
		switch key.String() {
		case "esc":
			return back()
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
	return stay()
}

// box is the whole screen: a click anywhere keeps the text.
func (s *search) box(h *host) box { return box{rect: grid.Rect{W: h.w, H: h.h}} }

func (s *search) draw(h *host, f *grid.Frame) *tea.Cursor {
	line := scene.ArrangeView(h.w, h.h, scene.Wants{}).Help
	f.Fill(line, grid.Style{})
	used := f.Text(line, "/", h.Theme.Accent.Bold())
	keys := keyWords(h.Kit, "enter", "keep", "esc", "leave")
	_, rest := line.TakeLeft(used + 1)
	if rest.W > grid.SpansWidth(keys...)+16 {
		rest.W -= f.SpansRight(rest, keys...) + 2
	}
	return drawField(f, rest, s.in, h.Theme.Strong)
}

func (s *search) click(*host, int, int) reply {
	return leave(model.SetSearch{Text: s.in.Value()})
}
