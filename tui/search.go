package tui

import (
	"fmt"

	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"

	"daylight/model"
	"daylight/model/query"
	"daylight/model/report"
	"daylight/tui/kit/grid"
	"daylight/tui/kit/scene"
)

// search is the text field at the foot of the screen: rows that do not hold the
// text are hidden while it is typed.
type search struct {
	before query.Query
	in     *textinput.Model
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
	typed(s.in, msg)
	return stay()
}

// box is the whole screen: a click anywhere keeps the text.
func (s *search) box(h *host) box {
	if h.Plain {
		return newBox(h, "Search", h.w, h.h, 1, 1, "enter", "keep", "esc", "leave")
	}
	return box{rect: grid.Rect{W: h.w, H: h.h}}
}

// heard says how many rows hold the text, and names the first of them.
func (s *search) heard(h *host) string {
	q, _ := s.preview(h)
	switch {
	case q.View.Records():
		return h.RecordsHeard(q)
	case q.View.OfPublishers():
		n := len(h.Engine.Coverage(q).Reporters)
		return fmt.Sprintf("%d %s", n, scene.Plural("publisher", n))
	case q.View.Fixed():
		n := len(h.Engine.Reference(q))
		return fmt.Sprintf("%d %s", n, scene.Plural("line", n))
	}
	rows := h.Engine.Result(q).Rows
	if len(rows) == 0 {
		return fmt.Sprintf("no %s holds %q", q.RowWord(), report.Clip(q.Search))
	}
	text := h.Format.Count(int64(len(rows))) + " " + scene.Plural("row", len(rows))
	for i := range rows[:min(len(rows), 3)] {
		text += ", " + rows[i].Name
	}
	return text
}

func (s *search) draw(h *host, f *grid.Frame) *tea.Cursor {
	if h.Plain {
		return h.drawPrompt(f, h.box.head, s.in)
	}
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
