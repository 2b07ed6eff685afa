package tui

import (
	"fmt"
	"slices"

	"daylight/model"
	"daylight/tui/kit/chart"
	"daylight/tui/kit/grid"
)

// drawHeads draws the heads of the columns, the sorted one with its arrow.
func (s *scene) drawHeads(f *grid.Frame) {
	order := s.query.Order()
	arrow := " " + string(s.glyphs.SortUp)
	if order.Descending {
		arrow = " " + string(s.glyphs.SortDown)
	}
	style := func(c model.Column, sorted bool) grid.Style {
		st := s.theme.Dim
		if sorted {
			st = s.theme.Accent.Bold()
		}
		if s.session.Pane == model.TablePane && s.session.Column == c && !s.busy {
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
func (s *scene) drawAbove(f *grid.Frame) {
	f.HLine(s.above.X, s.above.Y, s.above.W, s.glyphs.Rule, s.theme.Rule)
	if len(s.columns) == 0 {
		return
	}
	all := s.sheet.columns
	at := func(c model.Column) int { return slices.Index(all, c) }
	first, last := s.columns[min(1, len(s.columns)-1)], s.columns[len(s.columns)-1]
	left := max(0, at(first.column)-1)
	right := len(all) - left - len(s.columns)
	if left > 0 {
		f.TextRight(grid.Rect{X: first.x, Y: s.above.Y, W: first.w, H: 1}, fmt.Sprintf(" %c +%d ", s.glyphs.Left, left), s.theme.Dim)
	}
	if right > 0 {
		f.TextRight(grid.Rect{X: last.x, Y: s.above.Y, W: last.w, H: 1}, fmt.Sprintf(" +%d %c ", right, s.glyphs.Right), s.theme.Dim)
	}
}

// drawTable draws the names and figures of the rows on screen.
func (s *scene) drawTable(f *grid.Frame) {
	rows := s.result.Rows
	if len(rows) == 0 {
		s.drawEmpty(f)
		return
	}
	for y := range s.body.H {
		i := s.top + y
		if i >= len(rows) {
			break
		}
		line := grid.Rect{X: s.body.X, Y: s.body.Y + y, W: s.body.W, H: 1}
		chosen := i == s.cursor && !s.gone
		name := s.theme.Text
		if chosen {
			band := line
			if s.theme.BandAttr != 0 && !s.bars.Empty() {
				band.W = s.bars.X - 1 - band.X // reversed, it would look like a part of the bar
			}
			f.Fill(band, grid.Style{BG: s.theme.Band, Attr: s.theme.BandAttr})
			f.Rune(line.X, line.Y, s.glyphs.Cursor, s.theme.Accent)
			name = s.theme.Strong
		}
		if pin := pinOf(&s.query, rows[i].ID); pin >= 0 {
			f.Rune(line.X+1, line.Y, s.glyphs.Pinned, s.seriesStyle(pin))
		}
		f.Text(grid.Rect{X: s.name.X, Y: line.Y, W: s.name.W, H: 1}, rowName(s.result, &rows[i]), s.onBand(name, chosen))
		for _, c := range s.columns {
			text := s.sheet.column(c.column).rows[i]
			st := s.figureStyle(rows[i].Figures[c.column], c.column)
			if isBase(&rows[i], c.column) {
				st = s.theme.Dim
			}
			if chosen && c.column == s.query.Measure {
				st.Attr |= grid.Bold
			}
			f.TextRight(grid.Rect{X: c.x, Y: line.Y, W: c.w, H: 1}, text, s.onBand(st, chosen))
		}
	}
}

// onBand gives text the attributes of the selected row, where a theme without
// colours shows it by them.
func (k *kit) onBand(st grid.Style, chosen bool) grid.Style {
	if chosen {
		st.Attr |= k.theme.BandAttr
	}
	return st
}

// figureStyle tells figures apart: missing faint, zero dim unless it is no change,
// content in its colour; a rate in parentheses, which covers only a part of the requests, is dim
// too.
func (k *kit) figureStyle(f model.Figure, c model.Column) grid.Style {
	switch {
	case !f.Reported, f.Marks.Has(model.Floor) && f.Hi == 0 && c.IsCount():
		return k.theme.Faint // at least nothing: that says as much as nothing does
	case c.IsCount() && f.Hi == 0 || !c.IsCount() && f.Rate == 0 && !c.IsSigned():
		return k.theme.Dim
	case f.Partly():
		return k.theme.Dim
	case c == model.Content:
		return grid.Style{FG: k.theme.Ink(k.theme.Content)}
	}
	return k.theme.Text
}

// drawEmpty says why there is nothing, and what to press.
func (s *scene) drawEmpty(f *grid.Frame) {
	text := "No record lies under these filters."
	help := "0 removes them all, u takes back the last one."
	if s.result.Groups > 0 && s.query.Search == "" {
		text, help = s.allHidden(s.result)
	} else if s.result.Groups > 0 {
		text = fmt.Sprintf("No row holds %q; there are %d.", model.Clip(s.query.Search), s.result.Groups)
		help = "esc ends the search."
		if elsewhere := s.engine.Elsewhere(s.query); elsewhere != "" {
			help = elsewhere + ". : takes that, esc ends the search."
		}
	}
	area := s.body
	if area.H > 4 {
		_, area = area.TakeTop(1)
	}
	_, area = area.TakeLeft(2)
	first, rest := area.TakeTop(1)
	f.Text(first, text, s.theme.Text)
	f.Text(rest, help, s.theme.Dim)
}

// drawBelow draws the rule under the rows; on a scale that is not linear, the
// axis.
func (s *scene) drawBelow(f *grid.Frame) {
	f.HLine(s.below.X, s.below.Y, s.below.W, s.glyphs.Rule, s.theme.Rule)
	if s.bars.Empty() || s.scale.Kind == chart.Linear {
		return
	}
	axis := grid.Rect{X: s.bars.X, Y: s.below.Y, W: s.bars.W, H: 1}
	f.Fill(axis, grid.Style{})
	chart.Pen{Theme: &s.theme, Glyphs: &s.glyphs}.DrawAxis(f, axis, s.scale, s.theme.Dim)
}
