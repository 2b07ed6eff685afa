package tui

import (
	"fmt"
	"slices"

	"daylight/model"
	"daylight/tui/kit/chart"
	"daylight/tui/kit/grid"
)

// drawHeads draws the heads of the columns, the sorted one with its arrow.
func (m *Model) drawHeads(f *grid.Frame, s *scene) {
	order := s.query.Order()
	arrow := " " + string(m.glyphs.SortUp)
	if order.Descending {
		arrow = " " + string(m.glyphs.SortDown)
	}
	style := func(c model.Column, sorted bool) grid.Style {
		st := m.theme.Dim
		if sorted {
			st = m.theme.Accent.Bold()
		}
		if m.state.Pane == model.TablePane && m.state.Column == c && m.overlay == nil {
			st.Attr |= grid.Underline
		}
		return st
	}
	name := title(rowWord(&s.query))
	if order.Key {
		name += arrow
	}
	f.Text(grid.Rect{X: s.name.X, Y: s.head.Y, W: s.name.W, H: 1}, name, style(model.NameColumn, order.Key))
	for _, c := range s.columns {
		sorted := order.Is(c.column)
		text := s.sheet.column(c.column).head
		if sorted {
			text += arrow
		}
		f.TextRight(grid.Rect{X: c.x, Y: s.head.Y, W: c.w, H: 1}, text, style(c.column, sorted))
	}
}

// drawAbove draws the rule under the heads, with how many columns lie to either
// side of those on screen.
func (m *Model) drawAbove(f *grid.Frame, s *scene) {
	f.HLine(s.above.X, s.above.Y, s.above.W, m.glyphs.Rule, m.theme.Rule)
	if len(s.columns) == 0 {
		return
	}
	all := s.sheet.columns
	at := func(c model.Column) int { return slices.Index(all, c) }
	first, last := s.columns[min(1, len(s.columns)-1)], s.columns[len(s.columns)-1]
	left := max(0, at(first.column)-1)
	right := len(all) - left - len(s.columns)
	if left > 0 {
		f.TextRight(grid.Rect{X: first.x, Y: s.above.Y, W: first.w, H: 1}, fmt.Sprintf(" %c +%d ", m.glyphs.Left, left), m.theme.Dim)
	}
	if right > 0 {
		f.TextRight(grid.Rect{X: last.x, Y: s.above.Y, W: last.w, H: 1}, fmt.Sprintf(" +%d %c ", right, m.glyphs.Right), m.theme.Dim)
	}
}

// drawTable draws the names and figures of the rows on screen.
func (m *Model) drawTable(f *grid.Frame, s *scene) {
	rows := s.result.Rows
	if len(rows) == 0 {
		m.drawEmpty(f, s)
		return
	}
	for y := range s.body.H {
		i := s.top + y
		if i >= len(rows) {
			break
		}
		line := grid.Rect{X: s.body.X, Y: s.body.Y + y, W: s.body.W, H: 1}
		chosen := i == s.cursor && !s.gone
		name := m.theme.Text
		if chosen {
			band := line
			if m.theme.BandAttr != 0 && !s.bars.Empty() {
				band.W = s.bars.X - 1 - band.X // reversed, it would look like a part of the bar
			}
			f.Fill(band, grid.Style{BG: m.theme.Band, Attr: m.theme.BandAttr})
			f.Rune(line.X, line.Y, m.glyphs.Cursor, m.theme.Accent)
			name = m.theme.Strong
		}
		if pin := pinOf(&s.query, rows[i].ID); pin >= 0 {
			f.Rune(line.X+1, line.Y, m.glyphs.Pinned, m.seriesStyle(pin))
		}
		f.Text(grid.Rect{X: s.name.X, Y: line.Y, W: s.name.W, H: 1}, rowName(s.result, &rows[i]), m.onBand(name, chosen))
		for _, c := range s.columns {
			text := s.sheet.column(c.column).rows[i]
			st := m.figureStyle(rows[i].Figures[c.column], c.column)
			if isBase(&rows[i], c.column) {
				st = m.theme.Dim
			}
			if chosen && c.column == s.query.Measure {
				st.Attr |= grid.Bold
			}
			f.TextRight(grid.Rect{X: c.x, Y: line.Y, W: c.w, H: 1}, text, m.onBand(st, chosen))
		}
	}
}

// onBand gives text the attributes of the selected row, where a theme without
// colours shows it by them.
func (m *Model) onBand(st grid.Style, chosen bool) grid.Style {
	if chosen {
		st.Attr |= m.theme.BandAttr
	}
	return st
}

// figureStyle tells figures apart: missing faint, zero dim unless it is no change,
// content in its colour; a rate in parentheses, which covers only a part of the requests, is dim
// too.
func (m *Model) figureStyle(f model.Figure, c model.Column) grid.Style {
	switch {
	case !f.Reported, f.Marks.Has(model.Floor) && f.Hi == 0 && c.IsCount():
		return m.theme.Faint // at least nothing: that says as much as nothing does
	case c.IsCount() && f.Hi == 0 || !c.IsCount() && f.Rate == 0 && !c.IsSigned():
		return m.theme.Dim
	case f.Partly():
		return m.theme.Dim
	case c == model.Content:
		return grid.Style{FG: m.theme.Ink(m.theme.Content)}
	}
	return m.theme.Text
}

// drawEmpty says why there is nothing, and what to press.
func (m *Model) drawEmpty(f *grid.Frame, s *scene) {
	text := "No record lies under these filters."
	help := "0 removes them all, u takes back the last one."
	if s.result.Groups > 0 && s.query.Search == "" {
		text, help = m.allHidden(s.result)
	} else if s.result.Groups > 0 {
		text = fmt.Sprintf("No row holds %q; there are %d.", model.Clip(s.query.Search), s.result.Groups)
		help = "esc ends the search."
		if elsewhere := m.engine.Elsewhere(s.query); elsewhere != "" {
			help = elsewhere + ". : takes that, esc ends the search."
		}
	}
	area := s.body
	if area.H > 4 {
		_, area = area.TakeTop(1)
	}
	_, area = area.TakeLeft(2)
	first, rest := area.TakeTop(1)
	f.Text(first, text, m.theme.Text)
	f.Text(rest, help, m.theme.Dim)
}

// drawBelow draws the rule under the rows; on a scale that is not linear, the
// axis.
func (m *Model) drawBelow(f *grid.Frame, s *scene) {
	f.HLine(s.below.X, s.below.Y, s.below.W, m.glyphs.Rule, m.theme.Rule)
	if s.bars.Empty() || s.scale.Kind == chart.Linear {
		return
	}
	axis := grid.Rect{X: s.bars.X, Y: s.below.Y, W: s.bars.W, H: 1}
	f.Fill(axis, grid.Style{})
	chart.Pen{Theme: &m.theme, Glyphs: &m.glyphs}.DrawAxis(f, axis, s.scale, m.theme.Dim)
}
