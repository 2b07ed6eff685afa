package tui

import (
	tea "charm.land/bubbletea/v2"

	"daylight/model"
	"daylight/model/query"
	"daylight/tui/kit/scene"
)

// Click does what the thing under the mouse looks like it does: heads sort, rows
// are selected and, clicked again, opened; parts of bars and tiles filter; chips
// open their picker.
func (m *Model) click(msg tea.MouseClickMsg) tea.Cmd {
	m.touched, m.said = true, ""
	if msg.Button != tea.MouseLeft {
		return nil
	}
	if m.state.Talk.Blank && m.notes == nil {
		return m.do(model.ToggleBlank{})
	}
	if m.top() != nil {
		return m.clickOverlay(msg.X, msg.Y)
	}
	if m.notes != nil {
		return nil
	}
	place := m.place()
	if !place.Contains(msg.X, msg.Y) {
		return m.clickTalk()
	}
	msg.X, msg.Y = msg.X-place.X, msg.Y-place.Y
	s := m.Scene()
	for _, c := range s.Chips {
		if c.Rect.Contains(msg.X, msg.Y) {
			switch {
			case c.Pins:
				return m.do(model.Show{View: query.CompareView})
			case c.Key != "":
				b, _ := m.bindingFor(c.Key)
				return b.run(m)
			default:
				m.open(newPicker(m, c.By))
			}
			return nil
		}
	}
	if s.Panes.Notes.Contains(msg.X, msg.Y) && len(s.Notes) > 0 {
		m.open(newNotes(m))
		return nil
	}
	for _, t := range tabsOf(s) {
		if t.rect.Contains(msg.X, msg.Y) {
			return m.do(model.Show{View: t.view})
		}
	}
	return m.doAll(s.Screen.Click(msg.X, msg.Y))
}

// Wheel scrolls. The cursor stays where it is as long as it is in sight. What lies
// over the screen takes a turn as an arrow.
func (m *Model) wheel(msg tea.MouseWheelMsg) tea.Cmd {
	by := scene.WheelStep
	switch msg.Button {
	case tea.MouseWheelUp:
		by = -scene.WheelStep
	case tea.MouseWheelDown:
	default:
		return nil
	}
	if m.top() != nil { // a search ends, as with the arrows
		key := tea.KeyPressMsg(tea.Key{Code: tea.KeyDown})
		if by < 0 {
			key = tea.KeyPressMsg(tea.Key{Code: tea.KeyUp})
		}
		return m.offer(key)
	}
	if m.notes != nil {
		return readNotes(by)(m)
	}
	s := m.Scene()
	return m.doAll(s.Screen.Wheel(by))
}
