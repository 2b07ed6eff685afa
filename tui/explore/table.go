package explore

import (
	"slices"

	"daylight/model"
	"daylight/model/report"
	"daylight/tui/kit/chart"
	"daylight/tui/kit/grid"
	"daylight/tui/kit/scene"
)

// drawHeads draws the heads of the columns, the sorted one with its arrow.
func (v *Screen) drawHeads(f *grid.Frame) {
	order := v.Query.Order()
	arrow := v.Arrow(order)
	style := func(c report.Column, sorted bool) grid.Style {
		st := v.HeadStyle(sorted)
		if v.Session.Pane == model.TablePane && v.Session.Column == c && !v.Busy {
			st.Attr |= grid.Underline
		}
		return st
	}
	name := report.Capital(v.Query.RowWord())
	if order.Key {
		name += arrow
	}
	f.Text(grid.Rect{X: v.Name.X, Y: v.Head.Y, W: v.Name.W, H: 1}, name, style(model.NameColumn, order.Key))
	for _, c := range v.Columns {
		sorted := order.Is(c.Column)
		text := v.Sheet.Column(c.Column).Head
		if sorted {
			text += arrow
		}
		f.TextRight(grid.Rect{X: c.X, Y: v.Head.Y, W: c.W, H: 1}, text, style(c.Column, sorted))
	}
}

// drawAbove draws the rule under the heads, with how many columns lie to either
// side of those on screen.
func (v *Screen) drawAbove(f *grid.Frame) {
	v.DrawRule(f, v.Above)
	if len(v.Columns) == 0 {
		return
	}
	all := v.Sheet.Columns
	at := func(c report.Column) int { return slices.Index(all, c) }
	first, last := v.Columns[min(1, len(v.Columns)-1)], v.Columns[len(v.Columns)-1]
	left := max(0, at(first.Column)-1)
	right := len(all) - left - len(v.Columns)
	f.TextRight(grid.Rect{X: first.X, Y: v.Above.Y, W: first.W, H: 1}, v.MoreLeft(left), v.Theme.Dim)
	f.TextRight(grid.Rect{X: last.X, Y: v.Above.Y, W: last.W, H: 1}, v.MoreRight(right), v.Theme.Dim)
}

// drawTable draws the names and figures of the rows on screen.
func (v *Screen) drawTable(f *grid.Frame) {
	rows := v.Result.Rows
	if len(rows) == 0 {
		v.DrawEmpty(f)
		return
	}
	for i := v.Top; i < min(v.Top+v.Body.H, len(rows)); i++ {
		line := grid.Rect{X: v.Body.X, Y: v.Body.Y + i - v.Top, W: v.Body.W, H: 1}
		chosen := i == v.Cursor && !v.Gone
		name := v.Theme.Text
		if chosen {
			band := line
			if v.Theme.BandAttr != 0 && !v.Bars.Empty() {
				band.W = v.Bars.X - 1 - band.X // reversed, it would look like a part of the bar
			}
			v.DrawBand(f, band)
			name = v.Theme.Strong
		}
		if pin := scene.PinOf(&v.Query, rows[i].ID); pin >= 0 {
			f.Rune(line.X+1, line.Y, v.Glyphs.Pinned, v.SeriesStyle(pin))
		}
		f.Text(grid.Rect{X: v.Name.X, Y: line.Y, W: v.Name.W, H: 1}, scene.RowName(v.Result, &rows[i]), v.OnBand(name, chosen))
		for _, c := range v.Columns {
			text := v.Sheet.Column(c.Column).Rows[i]
			st := v.FigureStyle(rows[i].Figures[c.Column], c.Column)
			if scene.IsBase(&rows[i], c.Column) {
				st = v.Theme.Dim
			}
			if chosen && c.Column == v.Query.Measure {
				st.Attr |= grid.Bold
			}
			f.TextRight(grid.Rect{X: c.X, Y: line.Y, W: c.W, H: 1}, text, v.OnBand(st, chosen))
		}
	}
}

// drawBelow draws the rule under the rows; on a scale that is not linear, the
// axis.
func (v *Screen) drawBelow(f *grid.Frame) {
	v.DrawRule(f, v.Below)
	if v.Bars.Empty() || v.Scale.Kind == chart.Linear {
		return
	}
	axis := grid.Rect{X: v.Bars.X, Y: v.Below.Y, W: v.Bars.W, H: 1}
	f.Fill(axis, grid.Style{})
	v.Pen().DrawAxis(f, axis, v.Scale, v.Theme.Dim)
}
