package tui

import (
	tea "charm.land/bubbletea/v2"

	"daylight/model"
	"daylight/model/query"
)

// click does what the thing under the mouse looks like it does: heads sort, rows
// are selected and, clicked again, opened; parts of bars and tiles filter; chips
// open their picker.
func (m *Model) click(msg tea.MouseClickMsg) tea.Cmd {
	m.touched, m.said = true, ""
	if msg.Button != tea.MouseLeft {
		return nil
	}
	if m.overlay != nil {
		return m.carryOut(m.overlay.clickAt(m, msg.X, msg.Y))
	}
	s := m.scene()
	for _, c := range s.chips {
		if c.rect.Contains(msg.X, msg.Y) {
			switch {
			case c.pins:
				return m.do(model.Show{View: query.CompareView})
			case c.key != "":
				b, _ := m.bindingFor(c.key)
				return b.run(m)
			case c.search:
				m.overlay = newSearch(m)
			default:
				m.overlay = newPicker(m, c.by)
			}
			return nil
		}
	}
	if r := s.panes.notes; r.Contains(msg.X, msg.Y) && msg.Y-r.Y < len(s.notes) {
		return m.openNote(s.notes, msg.Y-r.Y)
	}
	for _, t := range tabsOf(s) {
		if t.rect.Contains(msg.X, msg.Y) {
			return m.do(model.Show{View: t.view})
		}
	}
	return m.doAll(s.screen.click(msg.X, msg.Y))
}

// wheel scrolls. The cursor stays where it is as long as it is in sight. What lies
// over the screen takes a turn as an arrow.
func (m *Model) wheel(msg tea.MouseWheelMsg) tea.Cmd {
	by := wheelStep
	switch msg.Button {
	case tea.MouseWheelUp:
		by = -wheelStep
	case tea.MouseWheelDown:
	default:
		return nil
	}
	if m.overlay != nil { // a search ends, as with the arrows
		key := tea.KeyPressMsg(tea.Key{Code: tea.KeyDown})
		if by < 0 {
			key = tea.KeyPressMsg(tea.Key{Code: tea.KeyUp})
		}
		return m.offer(key)
	}
	s := m.scene()
	return m.doAll(s.screen.wheel(by))
}
