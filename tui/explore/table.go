package explore

import (
	"slices"

	"daylight/model"
	"daylight/model/answer"
	"daylight/model/report"
	"daylight/tui/kit/grid"
	"daylight/tui/kit/scene"
	"daylight/tui/kit/theme"
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
		if mark := v.HeadMark(c.Column); grid.Width(mark) < scene.Gap { // in the room before the next column
			f.Text(grid.Rect{X: c.X + c.W, Y: v.Head.Y, W: 1, H: 1}, mark, v.Theme.Accent)
		}
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
	if v.Bare { // no key is told on a slide
		return
	}
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
	for i := v.Top; i < min(v.Top+v.fit(), len(rows)); i++ {
		line, chosen := v.line(i), i == v.Cursor && !v.Gone && v.Marked()
		at := line.Row(v.Middle())
		name := v.Heavy(v.Theme.Text)
		if chosen {
			band := line
			switch {
			case v.Theme.BandAttr != 0 && v.Large(): // reversed, it would touch the digits of the next row
				band.W = v.Name.X + v.Name.W - band.X
			case v.Theme.BandAttr != 0 && !v.Bars.Empty():
				band.W = v.Bars.X - 1 - band.X // reversed, it would look like a part of the bar
			}
			v.DrawBand(f, band)
			name = v.Theme.Strong
		}
		name = v.PointedName(rows[i].ID, name)
		v.DrawPin(f, line.X+1, at.Y, rows[i].ID)
		f.Text(grid.Rect{X: v.Name.X, Y: at.Y, W: v.Name.W, H: 1}, v.rowName(&rows[i]), v.OnBand(name, chosen))
		for _, c := range v.Columns {
			st := v.FigureStyle(rows[i].Figures[c.Column], c.Column)
			switch f := rows[i].Figures[c.Column]; {
			case scene.IsBase(&rows[i], c.Column):
				st = v.Theme.Dim
			case v.warm(f, c.Column) && !f.Partly():
				st = grid.Style{FG: v.Theme.Ink(v.Theme.Outcomes[theme.Content])}
			}
			if (chosen || v.Lit(rows[i].ID)) && c.Column == v.Query.Measure {
				st.Attr |= grid.Bold
			}
			column, st := v.Sheet.Column(c.Column), v.OnBand(v.Heavy(st), chosen && !v.Large())
			if place := (grid.Rect{X: c.X, Y: line.Y, W: c.W, H: line.H}); column.Large {
				v.DrawLarge(f, place, column.Rows[i], st)
			} else {
				place.Y, place.H = at.Y, 1
				f.TextRight(place, column.Rows[i], st)
			}
		}
		if v.Back(rows[i].ID) {
			v.SetBack(f, line)
		}
	}
	v.TakeOff(f, grid.Rect{X: v.Name.X + v.Name.W, Y: v.Body.Y, W: v.Body.X + v.Body.W - v.Name.X - v.Name.W, H: v.Body.H})
}

// warm says whether a figure tells of content, which has the colour of that.
func (v *Screen) warm(f answer.Figure, c report.Column) bool {
	return f.Reported && scene.PaintOf(c) == report.Content && (f.Hi > 0 || f.Rate > 0)
}

// drawBelow draws the rule under the rows and, under the bars, their axis; what is more or fewer has none.
func (v *Screen) drawBelow(f *grid.Frame) {
	v.DrawRule(f, v.Below)
	if v.Bars.Empty() || v.Query.Measure.IsSigned() || len(v.Result.Rows) == 0 {
		return
	}
	axis := grid.Rect{X: v.Bars.X, Y: v.Below.Y, W: v.Bars.W, H: 1}
	f.Fill(axis, grid.Style{})
	v.Pen().DrawAxis(f, axis, v.Scale, v.Theme.Dim)
}

// drawTotals draws the line that sums up: how many rows there are, which are on
// screen, and the figures of everything under the filter.
func (v *Screen) drawTotals(f *grid.Frame) {
	room := v.Name.W
	if len(v.Columns) > 0 {
		c := v.Columns[0]
		room = c.X + c.W - grid.Width(v.Sheet.Column(c.Column).Total) - 1 - v.Name.X
	}
	forms, shown := v.CountedWords(v.Result), v.Shown(v.Result, v.Top, v.fit())
	if v.Bars.Empty() {
		forms = v.WithShown(forms, shown)
	}
	counted := scene.FirstFitting(room, forms...)
	text := func(c report.Column) string { return v.Sheet.Column(c).Total }
	names, beside := v.drawSums(f, v.Totals.Y, counted, &v.Result.Total, text, v.Theme.Strong)
	f.Text(names, counted, v.Theme.Dim)
	if long := "rows " + shown; len(v.Result.Rows) > v.fit() && grid.Width(long) <= beside.W {
		shown = long
	}
	v.drawBeside(f, beside, shown)
}

// drawSubtotal draws the sum of the rows that are shown, where others are hidden: of
// each column and, in place of bars, its share.
func (v *Screen) drawSubtotal(f *grid.Frame) {
	if v.Result.Shown == nil || v.Subtotal.Empty() {
		return
	}
	words := v.ShownWords(v.Result)
	sum := func(c report.Column) string { return v.Sheet.Column(c).Shown }
	names, beside := v.drawSums(f, v.Subtotal.Y, words, v.Result.Shown, sum, v.Theme.Text)
	share := v.Result.Shown.Figures[report.Share]
	text := v.Format.Figure(share, report.Share)
	says := share.Reported && !v.Session.Axes && !slices.ContainsFunc(v.Columns, func(c columnPlace) bool { return c.Column == report.Share })
	if long := words + ", " + text; says && v.Bars.Empty() && grid.Width(long) <= names.W {
		words = long
	}
	f.Text(names, words, v.Theme.Dim)
	if says {
		v.drawBeside(f, beside, scene.FirstFitting(beside.W, text+" "+report.Share.Said(), text))
	}
}

// drawSums draws the figures of a line below the rows, and returns the room that they
// leave to words: under the names, and where the bars stand.
func (v *Screen) drawSums(f *grid.Frame, y int, words string, row *answer.Row, text func(report.Column) string, st grid.Style) (names, beside grid.Rect) {
	names = grid.Rect{X: v.Name.X, Y: y, W: v.Name.W, H: 1}
	for i, c := range v.Columns {
		figure, style := row.Figures[c.Column], st
		if !figure.Reported {
			style = v.Theme.Faint
		} else if row != v.Result.Shown && v.warm(figure, c.Column) {
			style.FG = v.Theme.Ink(v.Theme.Outcomes[theme.Content])
		}
		text, at := text(c.Column), grid.Rect{X: c.X, Y: y, W: c.W, H: 1}
		if i == 0 { // it may reach over the blanks of the names
			blank := max(c.X-v.Name.X-grid.Width(words)-1, 0)
			at.X, at.W = at.X-blank, at.W+blank
			text = v.Fitted(text, figure, c.Column, min(at.W, max(24, c.W)))
		}
		if used := f.TextRight(at, text, style); i == 0 {
			names.W = c.X + c.W - used - 1 - names.X
		}
	}
	if !v.Bars.Empty() {
		beside = grid.Rect{X: v.Bars.X, Y: y, W: v.Bars.W + v.Value, H: 1}
	}
	if v.valued && !v.Bars.Empty() {
		at := beside
		if v.uneven() { // above it stands what years were divided by
			at.W -= grid.Width(v.Glyphs.Halved) + 1
		}
		beside.W = at.W - f.TextRight(at, text(v.Query.Measure), st) - 1
	}
	v.TakeOff(f, grid.Rect{X: v.Name.X, Y: y, W: v.Body.X + v.Body.W - v.Name.X, H: 1})
	return names, beside
}

// drawBeside draws words where the bars stand: at the edge, unless a value is there.
func (v *Screen) drawBeside(f *grid.Frame, at grid.Rect, words string) {
	if v.valued {
		f.Text(at, words, v.Theme.Dim)
	} else {
		f.TextRight(at, words, v.Theme.Dim)
	}
}
