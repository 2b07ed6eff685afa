package tui

import (
	"fmt"
	"slices"

	"daylight/model"
	"daylight/model/report"
	"daylight/tui/kit/chart"
	"daylight/tui/kit/grid"
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
