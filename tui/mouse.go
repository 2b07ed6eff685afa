package tui

import (
	tea "charm.land/bubbletea/v2"

	"daylight/model"
	"daylight/model/query"
	"daylight/model/report"
	"daylight/tui/kit/chart"
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
	for _, t := range s.tabs {
		if t.rect.Contains(msg.X, msg.Y) {
			return m.do(model.Show{View: t.view})
		}
	}
	return m.doAll(s.screen.click(msg.X, msg.Y))
}

// clickHead sorts by the column whose head was clicked.
func (v *exploreScreen) clickHead(x int) []model.Action {
	if x >= v.name.X && x < v.name.X+v.name.W {
		return actions(model.SortBy{Column: model.NameColumn})
	}
	for _, c := range v.columns {
		if x >= c.x && x < c.x+c.w {
			return actions(model.SortBy{Column: c.column})
		}
	}
	return nil
}

// clickPart chooses a part of the selected row's bar and, clicked again, filters
// by it.
func (v *exploreScreen) clickPart(c report.Column) []model.Action {
	chosen := actions(model.Focus{Pane: model.BarsPane}, model.SelectPart{Outcome: c})
	if v.session.Pane == model.BarsPane && v.session.Outcome == c {
		chosen = append(chosen, model.Enter{})
	}
	return chosen
}

// clickRow selects a row or a part of its bar; what is selected already is
// opened.
func (v *exploreScreen) clickRow(x, y int) []model.Action {
	i := v.top + y - v.body.Y
	if i >= len(v.result.Rows) {
		return nil
	}
	row := &v.result.Rows[i]
	here := i == v.cursor && v.session.Query.Select == row.ID
	if v.bars.Contains(x, y) {
		b := v.barOf(row)
		pen := chart.Pen{Theme: &v.theme, Glyphs: &v.glyphs}
		if key, hit := pen.Hit(&b, v.scale, v.bars.W, x-v.bars.X); hit && report.Column(key-1).IsOutcome() {
			if !here { // another row: its part is only chosen
				return actions(model.SelectRow{ID: row.ID}, model.Focus{Pane: model.BarsPane}, model.SelectPart{Outcome: report.Column(key - 1)})
			}
			return v.clickPart(report.Column(key - 1))
		}
	}
	here = here && v.session.Pane == model.TablePane
	chosen := actions(model.SelectRow{ID: row.ID}, model.Focus{Pane: model.TablePane})
	if here {
		chosen = append(chosen, model.Enter{})
	}
	return chosen
}

// wheelStep is how many rows a turn of the wheel moves.
const wheelStep = 3

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

// wheelRows scrolls over the rows of a result.
func (s *scene) wheelRows(by, height int) []model.Action {
	rows := s.result.Rows
	if len(rows) == 0 {
		return nil
	}
	top := max(0, min(s.session.Top+by, len(rows)-height))
	if cursor := min(max(s.cursor, top), top+height-1, len(rows)-1); cursor != s.cursor {
		return actions(model.Scroll{Top: top}, model.SelectRow{ID: rows[cursor].ID})
	}
	return actions(model.Scroll{Top: top})
}
