package tui

import (
	"fmt"
	"slices"

	"daylight/model"
	"daylight/model/answer"
	"daylight/model/report"
	"daylight/tui/kit/chart"
	"daylight/tui/kit/grid"
	"daylight/tui/kit/theme"
)

// drawHeads draws the heads of the columns, the sorted one with its arrow.
func (v *exploreScreen) drawHeads(f *grid.Frame) {
	order := v.query.Order()
	arrow := " " + string(v.glyphs.SortUp)
	if order.Descending {
		arrow = " " + string(v.glyphs.SortDown)
	}
	style := func(c report.Column, sorted bool) grid.Style {
		st := v.theme.Dim
		if sorted {
			st = v.theme.Accent.Bold()
		}
		if v.session.Pane == model.TablePane && v.session.Column == c && !v.busy {
			st.Attr |= grid.Underline
		}
		return st
	}
	name := title(rowWord(&v.query))
	if order.Key {
		name += arrow
	}
	f.Text(grid.Rect{X: v.name.X, Y: v.head.Y, W: v.name.W, H: 1}, name, style(model.NameColumn, order.Key))
	for _, c := range v.columns {
		sorted := order.Is(c.column)
		text := v.sheet.column(c.column).head
		if sorted {
			text += arrow
		}
		f.TextRight(grid.Rect{X: c.x, Y: v.head.Y, W: c.w, H: 1}, text, style(c.column, sorted))
	}
}

// drawAbove draws the rule under the heads, with how many columns lie to either
// side of those on screen.
func (v *exploreScreen) drawAbove(f *grid.Frame) {
	f.HLine(v.above.X, v.above.Y, v.above.W, v.glyphs.Rule, v.theme.Rule)
	if len(v.columns) == 0 {
		return
	}
	all := v.sheet.columns
	at := func(c report.Column) int { return slices.Index(all, c) }
	first, last := v.columns[min(1, len(v.columns)-1)], v.columns[len(v.columns)-1]
	left := max(0, at(first.column)-1)
	right := len(all) - left - len(v.columns)
	if left > 0 {
		f.TextRight(grid.Rect{X: first.x, Y: v.above.Y, W: first.w, H: 1}, fmt.Sprintf(" %c +%d ", v.glyphs.Left, left), v.theme.Dim)
	}
	if right > 0 {
		f.TextRight(grid.Rect{X: last.x, Y: v.above.Y, W: last.w, H: 1}, fmt.Sprintf(" +%d %c ", right, v.glyphs.Right), v.theme.Dim)
	}
}

// drawTable draws the names and figures of the rows on screen.
func (v *exploreScreen) drawTable(f *grid.Frame) {
	rows := v.result.Rows
	if len(rows) == 0 {
		v.drawEmpty(f)
		return
	}
	for y := range v.body.H {
		i := v.top + y
		if i >= len(rows) {
			break
		}
		line := grid.Rect{X: v.body.X, Y: v.body.Y + y, W: v.body.W, H: 1}
		chosen := i == v.cursor && !v.gone
		name := v.theme.Text
		if chosen {
			band := line
			if v.theme.BandAttr != 0 && !v.bars.Empty() {
				band.W = v.bars.X - 1 - band.X // reversed, it would look like a part of the bar
			}
			f.Fill(band, grid.Style{BG: v.theme.Band, Attr: v.theme.BandAttr})
			f.Rune(line.X, line.Y, v.glyphs.Cursor, v.theme.Accent)
			name = v.theme.Strong
		}
		if pin := pinOf(&v.query, rows[i].ID); pin >= 0 {
			f.Rune(line.X+1, line.Y, v.glyphs.Pinned, v.seriesStyle(pin))
		}
		f.Text(grid.Rect{X: v.name.X, Y: line.Y, W: v.name.W, H: 1}, rowName(v.result, &rows[i]), v.onBand(name, chosen))
		for _, c := range v.columns {
			text := v.sheet.column(c.column).rows[i]
			st := v.figureStyle(rows[i].Figures[c.column], c.column)
			if isBase(&rows[i], c.column) {
				st = v.theme.Dim
			}
			if chosen && c.column == v.query.Measure {
				st.Attr |= grid.Bold
			}
			f.TextRight(grid.Rect{X: c.x, Y: line.Y, W: c.w, H: 1}, text, v.onBand(st, chosen))
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
func (k *kit) figureStyle(f answer.Figure, c report.Column) grid.Style {
	switch {
	case !f.Reported, f.Marks.Has(answer.Floor) && f.Hi == 0 && c.IsCount():
		return k.theme.Faint // at least nothing: that says as much as nothing does
	case c.IsCount() && f.Hi == 0 || !c.IsCount() && f.Rate == 0 && !c.IsSigned():
		return k.theme.Dim
	case f.Partly():
		return k.theme.Dim
	case c == report.Content:
		return grid.Style{FG: k.theme.Ink(k.theme.Outcomes[theme.Content])}
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
		text = fmt.Sprintf("No row holds %q; there are %d.", report.Clip(s.query.Search), s.result.Groups)
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
func (v *exploreScreen) drawBelow(f *grid.Frame) {
	f.HLine(v.below.X, v.below.Y, v.below.W, v.glyphs.Rule, v.theme.Rule)
	if v.bars.Empty() || v.scale.Kind == chart.Linear {
		return
	}
	axis := grid.Rect{X: v.bars.X, Y: v.below.Y, W: v.bars.W, H: 1}
	f.Fill(axis, grid.Style{})
	chart.Pen{Theme: &v.theme, Glyphs: &v.glyphs}.DrawAxis(f, axis, v.scale, v.theme.Dim)
}
